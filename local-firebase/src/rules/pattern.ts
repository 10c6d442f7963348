import type { Span } from './ast.ts';
import { ExpressionError } from './expression-error.ts';

const PREDEFINED_SETS = 'swdSWD';
/** What a quantifier, group or union is made of; at the very start of a pattern or group it stands for itself. */
const SPECIAL_AT_START = '|?+*{}';
const NEEDS_ESCAPE = /[\\^$.*+?()[\]{}|/-]/;
const QUANTIFIER = /[*+?]|\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/y;

/**
 * Turns a regular-expression literal of the rules language into a JavaScript one that matches the same strings.
 *
 * The live dialect has `. | ? + * {n} {n,} {n,m} ( ) [..] [^..] \s \w \d` and their negations, `^` and `$` at the very
 * ends and the flag `i`; a backslash makes any other character literal. Everything else is refused with its place:
 * lookaround, backreferences, lazy or doubled quantifiers, inner anchors, empty alternatives. The result runs on
 * JavaScript's backtracking engine: a pattern with nested repetition, such as `(a+)+$`, can be slow here where the live
 * service, which never captures, is not.
 */
export function translatePattern(literal: { readonly text: string; readonly span: Span }): RegExp {
  const close = literal.text.lastIndexOf('/');
  const flags = literal.text.slice(close + 1);
  if (flags !== '' && flags !== 'i') {
    throw new ExpressionError(
      literal.span,
      `Unsupported flag in a regular expression: '${flags}'; only 'i' is.`,
    );
  }
  const translator = new PatternTranslator(literal.text.slice(1, close), literal.span.start + 1);
  // `s`: the documentation says that `.` matches any character, which includes line ends.
  return new RegExp(translator.pattern(), `s${flags}`);
}

class PatternTranslator {
  readonly #source: string;
  readonly #offset: number;
  #index = 0;

  constructor(source: string, offset: number) {
    this.#source = source;
    this.#offset = offset;
  }

  pattern(): string {
    const start = this.#accept('^') ? '^' : this.#literalAtStart();
    const body = this.#union();
    const isLast = this.#index === this.#source.length - 1;
    const end = isLast && this.#accept('$') ? '$' : '';
    if (this.#index < this.#source.length) this.#fail(this.#describeStray());
    return start + body + end;
  }

  #union(): string {
    let result = this.#sequence();
    while (this.#accept('|')) result += `|${this.#sequence()}`;
    return result;
  }

  #sequence(): string {
    let result = '';
    for (let atom = this.#atom(); atom !== undefined; atom = this.#atom())
      result += atom + this.#quantifier();
    if (result === '') this.#fail('An alternative of a regular expression cannot be empty.');
    return result;
  }

  #quantifier(): string {
    const found = this.#acceptQuantifier();
    if (found !== '' && this.#acceptQuantifier() !== '') {
      this.#fail('A quantifier cannot follow a quantifier: lazy and possessive ones are not supported.');
    }
    return found;
  }

  #acceptQuantifier(): string {
    QUANTIFIER.lastIndex = this.#index;
    const match = QUANTIFIER.exec(this.#source);
    if (!match) return '';
    const [text, least, , most] = match;
    if (least !== undefined && most !== undefined && Number(least) > Number(most)) {
      this.#fail('The bounds of a quantifier are the wrong way round.');
    }
    this.#index = QUANTIFIER.lastIndex;
    return text;
  }

  /** One character, set or group; undefined where the sequence ends. */
  #atom(): string | undefined {
    const character = this.#source[this.#index];
    if (character === undefined || '|)$^*+?{'.includes(character)) return undefined;
    if (character === '(') return this.#group();
    if (character === '[') return this.#set();
    if (character === '\\') return this.#escape();
    this.#index++;
    return character === '.' ? '.' : escapeLiteral(character);
  }

  #group(): string {
    this.#index++;
    if (/^\?(?:[:=!]|<[=!\w])/.test(this.#source.slice(this.#index))) {
      this.#fail('Lookaround, named and non-capturing groups are not supported.');
    }
    const body = this.#literalAtStart() + this.#union();
    if (!this.#accept(')')) {
      const stray = this.#index < this.#source.length;
      this.#fail(stray ? this.#describeStray() : 'A group is not closed.');
    }
    return `(?:${body})`;
  }

  #literalAtStart(): string {
    const character = this.#source[this.#index];
    if (character === undefined || !SPECIAL_AT_START.includes(character)) return '';
    this.#index++;
    return escapeLiteral(character);
  }

  #escape(): string {
    const character = this.#source[this.#index + 1] ?? '';
    if (/[1-9]/.test(character)) this.#fail('Backreferences are not supported.');
    this.#index += 2;
    return PREDEFINED_SETS.includes(character) ? `\\${character}` : escapeLiteral(character);
  }

  #set(): string {
    this.#index++;
    let result = this.#accept('^') ? '[^' : '[';
    const first = this.#index;
    while (!this.#accept(']')) {
      if (this.#index >= this.#source.length) this.#fail('A character set is not closed.');
      result += this.#setItem();
    }
    if (this.#index === first + 1) this.#fail('A character set cannot be empty.');
    return `${result}]`;
  }

  /** A predefined set, a single character, or a range of two. */
  #setItem(): string {
    const from = this.#setMember();
    const isRange = from.length <= 2 && this.#source[this.#index] === '-';
    const next = this.#source[this.#index + 1];
    if (!isRange || isPredefined(from) || next === undefined || next === ']') return from;
    this.#index++;
    const to = this.#setMember();
    if (isPredefined(to)) this.#fail('A range in a character set must end in a character.');
    if (lastUnit(from) > lastUnit(to)) this.#fail('A range in a character set is the wrong way round.');
    return `${from}-${to}`;
  }

  #setMember(): string {
    const character = this.#source[this.#index] ?? '';
    if (character === '\\') return this.#escape();
    this.#index++;
    return escapeLiteral(character);
  }

  #describeStray(): string {
    const character = this.#source[this.#index] ?? '';
    if (character === '^') return "'^' can only stand at the very start of a regular expression.";
    if (character === '$') return "'$' can only stand at the very end of a regular expression.";
    return `'${character}' is out of place in a regular expression; escape it with a backslash.`;
  }

  #accept(character: string): boolean {
    if (this.#source[this.#index] !== character) return false;
    this.#index++;
    return true;
  }

  #fail(message: string): never {
    const start = this.#offset + this.#index;
    throw new ExpressionError({ start, end: start + 1 }, message);
  }
}

function escapeLiteral(character: string): string {
  return NEEDS_ESCAPE.test(character) ? `\\${character}` : character;
}

function isPredefined(item: string): boolean {
  return item.length === 2 && PREDEFINED_SETS.includes(item.charAt(1));
}

function lastUnit(item: string): number {
  return item.charCodeAt(item.length - 1);
}
