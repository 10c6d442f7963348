import type { Span } from './ast.ts';
import { ExpressionError } from './expression-error.ts';

type TokenKind = 'number' | 'string' | 'pattern' | 'name' | 'punctuation' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A string's content with escapes resolved; for all other kinds the text as written. */
  readonly text: string;
  readonly span: Span;
}

/**
 * The live service parses rules as JavaScript (its messages are those of Mozilla's Rhino), so a comment is space. Not so
 * `//`: in a rule over several lines it is not known where it ends, and it must not swallow a condition.
 */
const SPACE = /(?:\s|\/\*[^]*?\*\/)*/y;
const NUMBER = /(?:0[xX][\dA-Fa-f]+|(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d+)?)(?![\w$])/y;
const FRACTION = /\.\d+(?:[eE][+-]?\d+)?(?![\w$])/y;
const NAME = /[A-Za-z_$][\w$]*/y;
const PUNCTUATION = /===|!==|==|!=|<=|>=|&&|\|\||--|\+\+|[-+*/%<>!?:()[\],.;]/y;
const STRING = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/y;
const PATTERN = /\/(?!\*)(?:[^/\\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*\])+\/[A-Za-z]*/y;
const ESCAPE = /\\(?:[ux]((?<=u)[\dA-Fa-f]{4}|(?<=x)[\dA-Fa-f]{2})|([0-3]?[0-7]{1,2})|(\r\n|[^]))/g;
const CONTROL_ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  // A line that goes on in the next one.
  ['\n', ''],
  ['\r\n', ''],
]);

/** Splits an expression into tokens, the last of kind 'end'. Throws `ExpressionError` on characters that begin none. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    offset = endOf(SPACE, source, offset) ?? offset;
    if (offset === source.length) break;
    const token = readToken(source, offset, tokens.at(-1));
    tokens.push(token);
    offset = token.span.end;
  }
  tokens.push({ kind: 'end', text: 'the end of the rule', span: { start: offset, end: offset } });
  return tokens;
}

function readToken(source: string, start: number, previous: Token | undefined): Token {
  const make = (kind: TokenKind, end: number): Token => ({
    kind,
    text: source.slice(start, end),
    span: { start, end },
  });
  const stringEnd = endOf(STRING, source, start);
  if (stringEnd !== undefined) {
    const text = unescape(source.slice(start + 1, stringEnd - 1));
    return { kind: 'string', text, span: { start, end: stringEnd } };
  }
  const fractionEnd = endsOperand(previous) ? undefined : endOf(FRACTION, source, start);
  const numberEnd = fractionEnd ?? endOf(NUMBER, source, start);
  if (numberEnd !== undefined) return make('number', numberEnd);
  const nameEnd = endOf(NAME, source, start);
  if (nameEnd !== undefined) return make('name', nameEnd);
  const patternEnd = endsOperand(previous) ? undefined : endOf(PATTERN, source, start);
  if (patternEnd !== undefined) return make('pattern', patternEnd);
  const punctuationEnd = endOf(PUNCTUATION, source, start);
  if (punctuationEnd !== undefined) return make('punctuation', punctuationEnd);
  throw new ExpressionError({ start, end: start + 1 }, describeStray(source[start] ?? ''));
}

/** After an operand a slash divides; anywhere else it begins a regular expression. */
function endsOperand(token: Token | undefined): boolean {
  if (!token) return false;
  return token.kind !== 'punctuation' || token.text === ')' || token.text === ']';
}

function endOf(pattern: RegExp, source: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}

function unescape(text: string): string {
  return text.replace(ESCAPE, (_all, hexadecimal?: string, octal?: string, other?: string) => {
    if (hexadecimal !== undefined) return String.fromCharCode(Number.parseInt(hexadecimal, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return CONTROL_ESCAPES.get(other ?? '') ?? other ?? '';
  });
}

function describeStray(character: string): string {
  if (character === '"' || character === "'") return 'The string is not closed.';
  if (character === '=') return "Unexpected '=': rules compare with == or ===, and cannot assign.";
  return `Unexpected '${character}'.`;
}
