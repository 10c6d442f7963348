import { CoreError } from './errors.ts';

/**
 * Reads the fields of one unknown record. The first field of the wrong shape throws `bad-record` naming it: a
 * reader returns a whole typed record or nothing.
 */
export class RecordReader {
  readonly #what: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(what: string, value: unknown) {
    if (typeof value !== 'object' || value === null)
      throw new CoreError('bad-record', `${what} is no record`);
    this.#what = what;
    this.#fields = value as Readonly<Record<string, unknown>>;
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#fields, field);
  }

  raw(field: string): unknown {
    return this.has(field) ? this.#fields[field] : undefined;
  }

  text(field: string): string {
    const value = this.raw(field);
    return typeof value === 'string' ? value : this.#wrong(field, 'text');
  }

  number(field: string): number {
    const value = this.raw(field);
    return typeof value === 'number' ? value : this.#wrong(field, 'a number');
  }

  flag(field: string): boolean {
    const value = this.raw(field);
    return typeof value === 'boolean' ? value : this.#wrong(field, 'true or false');
  }

  optionalText(field: string): string | undefined {
    return this.has(field) ? this.text(field) : undefined;
  }

  optionalNumber(field: string): number | undefined {
    return this.has(field) ? this.number(field) : undefined;
  }

  oneOf<const Options extends readonly string[]>(field: string, options: Options): Options[number] {
    const value = this.text(field);
    return options.includes(value) ? value : this.#wrong(field, `one of ${options.join(', ')}`);
  }

  record(field: string): RecordReader {
    return new RecordReader(`${this.#what}.${field}`, this.raw(field));
  }

  /** The texts of all fields whose names match. */
  textsOf(names: RegExp): Readonly<Record<string, string>> {
    const fields = Object.keys(this.#fields).filter((field) => names.test(field));
    return Object.fromEntries(fields.map((field) => [field, this.text(field)]));
  }

  /** The texts below a field by their names; what is no text is left out. */
  texts(field: string): readonly (readonly [string, string])[] {
    const entries = Object.entries(this.record(field).#fields);
    return entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  }

  /** The names below a field that are set to true; none when the field is absent. */
  granted(field: string): readonly string[] {
    if (!this.has(field)) return [];
    const names = this.record(field).#fields;
    return Object.keys(names).filter((name) => names[name] === true);
  }

  #wrong(field: string, expected: string): never {
    throw new CoreError('bad-record', `${this.#what}.${field} is not ${expected}`);
  }
}

/** Drops the fields that are undefined, so that optional fields are absent and never `undefined`. */
export function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
