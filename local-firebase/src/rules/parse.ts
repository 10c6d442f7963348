import type { BinaryOperator, Call, Expression, Member, Span } from './ast.ts';
import { ExpressionError } from './expression-error.ts';
import { translatePattern } from './pattern.ts';
import { tokenize, type Token } from './tokens.ts';

/** Binary operators from the loosest binding to the tightest; all are left-associative. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '===', '!=', '!=='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** Deeper nesting is a mistake or an attack on the stack, never a rule. */
const MAX_NESTING = 200;

/** Parses one rule expression. Throws `ExpressionError` at the first place where it stops being one. */
export function parseExpression(source: string): Expression {
  const parser = new Parser(tokenize(source));
  const expression = parser.expression();
  parser.expectEnd();
  return expression;
}

class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expression(): Expression {
    if (++this.#nesting > MAX_NESTING) this.#fail('The expression is nested too deeply.');
    const test = this.#binary(0);
    const result = this.#accept('?') ? this.#conditional(test) : test;
    this.#nesting--;
    return result;
  }

  /** One statement may end in a semicolon; nothing may follow. */
  expectEnd(): void {
    this.#accept(';');
    if (this.#peek().kind !== 'end')
      this.#fail(`Unexpected '${this.#peek().text}': a rule is one expression.`);
  }

  #conditional(test: Expression): Expression {
    const then = this.expression();
    this.#expect(':');
    const otherwise = this.expression();
    return { kind: 'conditional', test, then, otherwise, span: join(test.span, otherwise.span) };
  }

  #binary(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (let token = this.#acceptAny(operators); token; token = this.#acceptAny(operators)) {
      const right = this.#binary(level + 1);
      const span = join(left.span, right.span);
      const operator = token.text;
      left =
        operator === '&&' || operator === '||'
          ? { kind: 'logical', operator, left, right, span }
          : { kind: 'binary', operator: operator as BinaryOperator, left, right, span };
    }
    return left;
  }

  #unary(): Expression {
    const token = this.#acceptAny(['!', '-']);
    if (!token) return this.#postfix();
    if (++this.#nesting > MAX_NESTING) this.#fail('The expression is nested too deeply.');
    const operand = this.#unary();
    this.#nesting--;
    return {
      kind: 'unary',
      operator: token.text === '!' ? '!' : '-',
      operand,
      span: join(token.span, operand.span),
    };
  }

  #postfix(): Expression {
    let expression = this.#primary();
    for (;;) {
      if (this.#accept('.')) expression = this.#property(expression);
      else if (this.#accept('[')) expression = this.#element(expression);
      else if (this.#accept('(')) expression = this.#call(expression);
      else return expression;
    }
  }

  #property(object: Expression): Member {
    const token = this.#next();
    if (token.kind !== 'name') throw new ExpressionError(token.span, `Expected a name after '.'.`);
    const key: Expression = { kind: 'literal', value: token.text, span: token.span };
    return { kind: 'member', object, key, span: join(object.span, token.span) };
  }

  #element(object: Expression): Member {
    const key = this.expression();
    const close = this.#expect(']');
    return { kind: 'member', object, key, span: join(object.span, close.span) };
  }

  #call(callee: Expression): Call {
    const args = this.#items(')');
    const span = join(callee.span, this.#previous().span);
    if (callee.kind !== 'member') throw new ExpressionError(callee.span, 'This is not a function.');
    return { kind: 'call', callee, args, span };
  }

  #primary(): Expression {
    const token = this.#next();
    const span = token.span;
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text), span };
    if (token.kind === 'string') return { kind: 'literal', value: token.text, span };
    if (token.kind === 'pattern') return { kind: 'pattern', expression: translatePattern(token), span };
    if (token.kind === 'name') {
      const value = CONSTANTS.get(token.text);
      return value === undefined
        ? { kind: 'identifier', name: token.text, span }
        : { kind: 'literal', value, span };
    }
    if (token.text === '(') {
      const inner = this.expression();
      return { ...inner, span: join(span, this.#expect(')').span) };
    }
    if (token.text === '[') {
      const items = this.#items(']');
      return { kind: 'list', items, span: join(span, this.#previous().span) };
    }
    throw new ExpressionError(span, `Expected a value, but found ${quote(token)}.`);
  }

  #items(close: string): Expression[] {
    const items: Expression[] = [];
    if (this.#accept(close)) return items;
    do items.push(this.expression());
    while (this.#accept(','));
    this.#expect(close);
    return items;
  }

  #peek(): Token {
    return this.#tokens[this.#index] as Token;
  }

  #previous(): Token {
    return this.#tokens[this.#index - 1] as Token;
  }

  #next(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#index++;
    return token;
  }

  #accept(text: string): Token | undefined {
    return this.#acceptAny([text]);
  }

  #acceptAny(texts: readonly string[]): Token | undefined {
    const token = this.#peek();
    return token.kind === 'punctuation' && texts.includes(token.text) ? this.#next() : undefined;
  }

  #expect(text: string): Token {
    return this.#accept(text) ?? this.#fail(`Expected '${text}', but found ${quote(this.#peek())}.`);
  }

  #fail(message: string): never {
    throw new ExpressionError(this.#peek().span, message);
  }
}

function quote(token: Token): string {
  return token.kind === 'end' ? token.text : `'${token.text}'`;
}

function join(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}
