import type { StorageBinaryOperator, StorageExpression } from './ast.ts';
import type { Scanner } from './scanner.ts';

/** Binary operators from the loosest binding to the tightest (firebase.google.com/docs/rules/rules-language). */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['in', 'is'],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const MAX_NESTING = 100;

/** Parses the expression that comes next. Throws `StorageRulesRefusal` where it is none, or not supported. */
export function parseStorageExpression(scanner: Scanner, nesting = 0): StorageExpression {
  if (nesting > MAX_NESTING) scanner.fail('The expression is nested too deeply.');
  return new ExpressionParser(scanner, nesting).expression();
}

class ExpressionParser {
  readonly #scanner: Scanner;
  readonly #nesting: number;

  constructor(scanner: Scanner, nesting: number) {
    this.#scanner = scanner;
    this.#nesting = nesting;
  }

  expression(): StorageExpression {
    const { offset } = this.#scanner.token;
    const test = this.#binary(0);
    if (!this.#scanner.accept('?')) return test;
    const then = this.#nested();
    this.#scanner.expect(':');
    return { kind: 'conditional', test, then, otherwise: this.#nested(), offset };
  }

  #nested(): StorageExpression {
    return parseStorageExpression(this.#scanner, this.#nesting + 1);
  }

  #binary(level: number): StorageExpression {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (let token = this.#scanner.token; isOneOf(token, operators); token = this.#scanner.token) {
      this.#scanner.next();
      const { offset } = token;
      left =
        token.text === 'is'
          ? { kind: 'is', value: left, type: this.#scanner.expectName("a type's name"), offset }
          : {
              kind: 'binary',
              operator: token.text as StorageBinaryOperator,
              left,
              right: this.#binary(level + 1),
              offset,
            };
    }
    return left;
  }

  #unary(): StorageExpression {
    const { offset, text } = this.#scanner.token;
    const operator = text === '!' ? '!' : '-';
    if (!isOneOf(this.#scanner.token, ['!', '-'])) return this.#postfix();
    this.#scanner.next();
    if (isOneOf(this.#scanner.token, ['!', '-']))
      this.#scanner.fail('Use parentheses around a doubled operator.');
    return { kind: 'unary', operator, operand: this.#postfix(), offset };
  }

  #postfix(): StorageExpression {
    let expression = this.#primary();
    for (;;) {
      const { offset } = this.#scanner.token;
      if (this.#scanner.accept('.')) expression = this.#property(expression);
      else if (this.#scanner.accept('[')) {
        const key = this.#nested();
        if (this.#scanner.token.text === ':')
          this.#scanner.fail('Slices such as list[0:2] are not supported.');
        this.#scanner.expect(']');
        expression = { kind: 'index', object: expression, key, offset };
      } else return expression;
    }
  }

  #property(object: StorageExpression): StorageExpression {
    const { offset } = this.#scanner.token;
    const name = this.#scanner.expectName("a name after '.'");
    if (!this.#scanner.accept('(')) return { kind: 'member', object, name, offset };
    return { kind: 'method', object, name, args: this.#items(')'), offset };
  }

  #primary(): StorageExpression {
    const token = this.#scanner.token;
    const { offset, text } = token;
    if (text === '{' && token.kind === 'punctuation') this.#scanner.fail('Map literals are not supported.');
    if (text === '/' && token.kind === 'punctuation') this.#scanner.fail('Path literals are not supported.');
    if (this.#scanner.accept('(')) {
      const inner = this.#nested();
      this.#scanner.expect(')');
      return inner;
    }
    if (this.#scanner.accept('[')) return { kind: 'list', items: this.#items(']'), offset };
    if (token.kind === 'punctuation' || token.kind === 'end') {
      this.#scanner.fail(`Expected a value, but found ${this.#scanner.describe()}.`);
    }
    this.#scanner.next();
    if (token.kind === 'number') return { kind: 'literal', value: Number(text), offset };
    if (token.kind === 'string') return { kind: 'literal', value: text, offset };
    const value = CONSTANTS.get(text);
    if (value !== undefined) return { kind: 'literal', value, offset };
    if (!this.#scanner.accept('(')) return { kind: 'name', name: text, offset };
    return { kind: 'call', name: text, args: this.#items(')'), offset };
  }

  #items(close: string): StorageExpression[] {
    const items: StorageExpression[] = [];
    while (!this.#scanner.accept(close)) {
      if (items.length > 0) this.#scanner.expect(',');
      items.push(this.#nested());
    }
    return items;
  }
}

function isOneOf(token: { readonly kind: string; readonly text: string }, texts: readonly string[]): boolean {
  return (token.kind === 'punctuation' || token.kind === 'name') && texts.includes(token.text);
}
