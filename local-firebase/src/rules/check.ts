import type { Binary, Call, Conditional, Expression, List, Member } from './ast.ts';
import { QUERY_PROPERTIES, SNAPSHOT_METHODS, STRING_METHODS, type Method } from './builtins.ts';
import { ExpressionError } from './expression-error.ts';
import { isOpen, mayBe, typeOfEither, type StaticType } from './static-type.ts';

/** The variables an expression may name, and their types. */
export type Scope = ReadonlyMap<string, StaticType>;

/** The type of every part of a checked expression. */
export type TypeOf = (expression: Expression) => StaticType;

const EQUALITY: readonly StaticType[] = ['string', 'number', 'boolean', 'null'];
const COMPARISON: readonly StaticType[] = ['string', 'number', 'null'];
const ADDITION: readonly StaticType[] = ['string', 'number'];
const ARITHMETIC: readonly StaticType[] = ['number'];
const KEY: readonly StaticType[] = ['string', 'number'];

/**
 * Infers the type of every part of a rule, as the live service does at upload. Throws `ExpressionError` at the first
 * part that cannot be right whatever the data, or when the whole is not surely a boolean.
 */
export function checkRule(expression: Expression, scope: Scope): TypeOf {
  const checker = new Checker(scope);
  const type = checker.typeOf(expression);
  if (type !== 'boolean') {
    throw new ExpressionError(expression.span, `A rule must be a boolean, but this is ${article(type)}.`);
  }
  return (part) => checker.typeOf(part);
}

class Checker {
  readonly #scope: Scope;
  readonly #types = new Map<Expression, StaticType>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  typeOf(expression: Expression): StaticType {
    let type = this.#types.get(expression);
    if (type === undefined) {
      type = this.#infer(expression);
      this.#types.set(expression, type);
    }
    return type;
  }

  #infer(expression: Expression): StaticType {
    switch (expression.kind) {
      case 'literal':
        return typeOfLiteral(expression.value);
      case 'pattern':
        return 'RegExp';
      case 'list':
        return this.#list(expression);
      case 'identifier': {
        const type = this.#scope.get(expression.name);
        if (type === undefined) this.#refuse(expression, `Unknown variable '${expression.name}'.`);
        return type;
      }
      case 'unary':
        if (expression.operator === '!') this.#requireBoolean(expression.operand, 'The operand of !');
        else this.#require(expression.operand, ARITHMETIC, 'The operand of -');
        return expression.operator === '!' ? 'boolean' : 'number';
      case 'logical':
        this.#requireBoolean(expression.left, `The left operand of ${expression.operator}`);
        this.#requireBoolean(expression.right, `The right operand of ${expression.operator}`);
        return 'boolean';
      case 'binary':
        return this.#binary(expression);
      case 'conditional':
        return this.#conditional(expression);
      case 'member':
        return this.#member(expression);
      case 'call':
        return this.#call(expression);
    }
  }

  #list(expression: List): StaticType {
    for (const item of expression.items) this.typeOf(item);
    return 'list';
  }

  #binary(expression: Binary): StaticType {
    const { operator, left, right } = expression;
    const require = (allowed: readonly StaticType[]): void => {
      this.#require(left, allowed, `The left operand of ${operator}`);
      this.#require(right, allowed, `The right operand of ${operator}`);
    };
    switch (operator) {
      case '+':
        require(ADDITION);
        return typeOfSum(this.typeOf(left), this.typeOf(right));
      case '-':
      case '*':
      case '/':
      case '%':
        require(ARITHMETIC);
        return 'number';
      case '==':
      case '===':
      case '!=':
      case '!==':
        require(EQUALITY);
        return 'boolean';
      case '<':
      case '<=':
      case '>':
      case '>=':
        require(COMPARISON);
        this.#requireSameType(expression);
        return 'boolean';
    }
  }

  #requireSameType(expression: Binary): void {
    const left = this.typeOf(expression.left);
    const right = this.typeOf(expression.right);
    if (left === right || isOpen(left) || isOpen(right)) return;
    this.#refuse(expression, `${expression.operator} compares ${article(left)} with ${article(right)}.`);
  }

  #conditional(expression: Conditional): StaticType {
    this.#requireBoolean(expression.test, 'The condition of ?');
    return typeOfEither(this.typeOf(expression.then), this.typeOf(expression.otherwise));
  }

  #member(expression: Member): StaticType {
    const object = this.typeOf(expression.object);
    this.#require(expression.key, KEY, 'A property name');
    if (object === 'any') return 'any';
    if (
      object !== 'primitive' &&
      object !== 'string' &&
      object !== 'RuleDataSnapshot' &&
      object !== 'query'
    ) {
      this.#refuse(expression, `${capitalised(article(object))} has no properties.`);
    }
    const name = expression.key.kind === 'literal' ? expression.key.value : undefined;
    if (typeof name !== 'string')
      this.#refuse(expression.key, `Only parts of 'auth' can be looked up by an expression.`);
    const type = typeOfProperty(object, name);
    if (type === undefined) this.#refuse(expression.key, `No such method or property: '${name}'.`);
    return type;
  }

  #call(expression: Call): StaticType {
    const { callee, args } = expression;
    const type = this.typeOf(callee);
    const name = callee.key.kind === 'literal' ? callee.key.value : undefined;
    if (typeof name !== 'string') this.#refuse(callee.key, 'A method must be named.');
    const object = this.typeOf(callee.object);
    if (object === 'RuleDataSnapshot' && name === 'hasChildren') return this.#hasChildren(expression);
    const method = object === 'RuleDataSnapshot' ? SNAPSHOT_METHODS.get(name) : STRING_METHODS.get(name);
    if (!method || (type !== 'method' && type !== 'any')) this.#refuse(callee, `'${name}' is not a method.`);
    this.#requireArguments(args, method, name, expression);
    return method.returns;
  }

  #requireArguments(
    args: readonly Expression[],
    method: Pick<Method<never>, 'parameters'>,
    name: string,
    call: Call,
  ): void {
    const expected = method.parameters.length;
    if (args.length !== expected) {
      this.#refuse(
        call,
        `${name}() takes ${expected} argument${expected === 1 ? '' : 's'}, not ${args.length}.`,
      );
    }
    for (const [index, arg] of args.entries()) {
      this.#require(arg, [method.parameters[index] ?? 'any'], `Argument ${index + 1} of ${name}()`);
    }
  }

  #hasChildren(expression: Call): StaticType {
    const [names, ...more] = expression.args;
    if (names === undefined) return 'boolean';
    if (more.length > 0 || names.kind !== 'list') {
      this.#refuse(expression, 'hasChildren() takes one argument: a list of strings.');
    }
    if (names.items.length === 0) this.#refuse(names, 'The list for hasChildren() cannot be empty.');
    for (const name of names.items) this.#require(name, ['string'], 'A name for hasChildren()');
    return 'boolean';
  }

  #requireBoolean(expression: Expression, what: string): void {
    const type = this.typeOf(expression);
    if (type !== 'boolean') this.#refuse(expression, `${what} must be a boolean, but is ${article(type)}.`);
  }

  #require(expression: Expression, allowed: readonly StaticType[], what: string): void {
    const type = this.typeOf(expression);
    if (!mayBe(type, allowed)) {
      this.#refuse(
        expression,
        `${what} must be ${allowed.map(article).join(' or ')}, but is ${article(type)}.`,
      );
    }
  }

  #refuse(expression: Expression, message: string): never {
    throw new ExpressionError(expression.span, message);
  }
}

function typeOfLiteral(value: string | number | boolean | null): StaticType {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function typeOfSum(left: StaticType, right: StaticType): StaticType {
  if (left === 'string' || right === 'string') return 'string';
  return left === 'number' && right === 'number' ? 'number' : 'primitive';
}

function typeOfProperty(object: StaticType, name: string): StaticType | undefined {
  if (object === 'query') return QUERY_PROPERTIES.get(name);
  if (object === 'RuleDataSnapshot')
    return SNAPSHOT_METHODS.has(name) || name === 'hasChildren' ? 'method' : undefined;
  if (name === 'length') return 'number';
  return STRING_METHODS.has(name) ? 'method' : undefined;
}

function article(type: StaticType): string {
  if (type === 'any') return 'a value of unknown type';
  if (type === 'primitive') return 'a value from the database';
  return type === 'null' || type === 'query' ? type : `a ${type}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
