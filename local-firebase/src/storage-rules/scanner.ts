import { StorageRulesRefusal } from './refusal.ts';

export interface StorageToken {
  readonly kind: 'name' | 'number' | 'string' | 'punctuation' | 'end';
  /** A string's content with escapes resolved; for all other kinds the text as written. */
  readonly text: string;
  readonly offset: number;
  readonly end: number;
}

const BLANK = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const TOKEN =
  /(?<name>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?(?!\w))|(?<string>"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*')|(?<punctuation>\|\||&&|==|!=|<=|>=|[-+*/%<>!?:;,.=()[\]{}])/y;
const PATH = /(?:\/(?:\{[A-Za-z_]\w*(?:=\*\*)?\}|[^\s{}/]+))+/y;
const ESCAPE = /\\(?:u([\dA-Fa-f]{4})|([^]))/g;
const CONTROL_ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);

/** Reads storage.rules token by token; a match path is not made of tokens, so it is asked for by name. */
export class Scanner {
  readonly #source: string;
  #current: StorageToken;

  constructor(source: string) {
    this.#source = source;
    this.#current = this.#scan(0);
  }

  /** The token that comes next. */
  get token(): StorageToken {
    return this.#current;
  }

  next(): StorageToken {
    const token = this.#current;
    this.#current = this.#scan(token.end);
    return token;
  }

  /** Takes the next token if it is this name or punctuation. */
  accept(text: string): boolean {
    const { kind, text: found } = this.#current;
    if (found !== text || (kind !== 'name' && kind !== 'punctuation')) return false;
    this.next();
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(`Expected '${text}', but found ${this.describe()}.`);
  }

  expectName(what: string): string {
    if (this.#current.kind !== 'name') this.fail(`Expected ${what}, but found ${this.describe()}.`);
    return this.next().text;
  }

  /** Reads a match path such as `/b/{bucket}/o`. */
  expectPath(): string {
    const { offset } = this.#current;
    PATH.lastIndex = offset;
    const text = PATH.exec(this.#source)?.[0];
    if (text === undefined) this.fail('Expected a path such as /uploads/{room}.');
    this.#current = this.#scan(offset + text.length);
    return text;
  }

  describe(): string {
    return this.#current.kind === 'end' ? 'the end of the file' : `'${this.#current.text}'`;
  }

  fail(message: string): never {
    throw new StorageRulesRefusal(this.#current.offset, message);
  }

  #scan(from: number): StorageToken {
    BLANK.lastIndex = from;
    BLANK.test(this.#source);
    const offset = BLANK.lastIndex;
    if (offset >= this.#source.length) return { kind: 'end', text: '', offset, end: offset };
    TOKEN.lastIndex = offset;
    const groups = TOKEN.exec(this.#source)?.groups;
    if (!groups)
      throw new StorageRulesRefusal(offset, `Unexpected character '${this.#source.charAt(offset)}'.`);
    const end = TOKEN.lastIndex;
    const { name, number, string, punctuation } = groups;
    if (string !== undefined) return { kind: 'string', text: unescape(string.slice(1, -1)), offset, end };
    if (number !== undefined) return { kind: 'number', text: number, offset, end };
    if (name !== undefined) return { kind: 'name', text: name, offset, end };
    return { kind: 'punctuation', text: punctuation ?? '', offset, end };
  }
}

function unescape(text: string): string {
  return text.replace(ESCAPE, (_all, code?: string, other?: string) =>
    code === undefined
      ? (CONTROL_ESCAPES.get(other ?? '') ?? other ?? '')
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
