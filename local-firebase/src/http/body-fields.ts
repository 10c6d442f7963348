import { refuse } from '../local-firebase-error.ts';

/**
 * A JSON (or form) object of a request, read field by field with the expected type.
 * A field of another type is refused as INVALID_ARGUMENT with its name; null counts as absent.
 */
export class BodyFields {
  readonly #fields: Readonly<Record<string, unknown>>;

  /** `body` is what the request carried, parsed. Anything but an object is refused. */
  constructor(body: unknown) {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw refuse(400, 'INVALID_ARGUMENT', 'The body must be an object.');
    }
    this.#fields = body as Record<string, unknown>;
  }

  string(name: string): string | undefined {
    const value = this.#own(name);
    if (value === undefined || typeof value === 'string') return value;
    throw wrongType(name, 'a string');
  }

  boolean(name: string): boolean | undefined {
    const value = this.#own(name);
    if (value === undefined || typeof value === 'boolean') return value;
    throw wrongType(name, 'a boolean');
  }

  /** A whole number, also when it is written as a string, as Google's services write 64-bit numbers. */
  integer(name: string): number | undefined {
    const value = this.#own(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
    throw wrongType(name, 'a whole number');
  }

  /** A list of strings; a single string counts as a list of one. */
  strings(name: string): readonly string[] | undefined {
    const value = this.#own(name);
    if (value === undefined) return undefined;
    const list = Array.isArray(value) ? (value as unknown[]) : [value];
    if (list.every((entry) => typeof entry === 'string')) return list;
    throw wrongType(name, 'a list of strings');
  }

  /** A list of objects. */
  objects(name: string): readonly BodyFields[] | undefined {
    const value = this.#own(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value)) return value.map((entry) => new BodyFields(entry));
    throw wrongType(name, 'a list');
  }

  object(name: string): BodyFields | undefined {
    const value = this.#own(name);
    return value === undefined ? undefined : new BodyFields(value);
  }

  /** Whether the field is there and null. */
  isNull(name: string): boolean {
    return Object.hasOwn(this.#fields, name) && this.#fields[name] === null;
  }

  /** Every field with its name. */
  entries(): [string, unknown][] {
    return Object.entries(this.#fields);
  }

  /** Every field that is a string, with its name. */
  texts(): [string, string][] {
    return Object.entries(this.#fields).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
  }

  #own(name: string): unknown {
    if (!Object.hasOwn(this.#fields, name)) return undefined;
    return this.#fields[name] ?? undefined;
  }
}

function wrongType(name: string, expected: string) {
  return refuse(400, 'INVALID_ARGUMENT', `"${name}" must be ${expected}.`);
}
