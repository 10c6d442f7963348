import { RuleFailure } from '../rules/rule-failure.ts';
import type { Block, FunctionDeclaration, StorageExpression } from './ast.ts';
import { isNamespaceCall, type Resolution } from './check.ts';
import { GLOBAL_FUNCTIONS, METHODS } from './methods.ts';
import { translateRe2, wholeString } from './re2-pattern.ts';
import { STORAGE_OPERATIONS } from './storage-operators.ts';
import { asRecord, kindOf, ownEntry, type StorageValue } from './values.ts';

/** The variables that an expression sees: those of its block or function, then those around it. */
export interface Environment {
  readonly owner: Block | FunctionDeclaration;
  readonly values: ReadonlyMap<string, StorageValue>;
  readonly outer: Environment | undefined;
}

/** A compiled expression; answers a failure where evaluation fails, never throws. */
export type StorageEvaluate = (environment: Environment) => StorageValue;

type Expression<Kind extends StorageExpression['kind']> = Extract<StorageExpression, { kind: Kind }>;

/** Compiles expressions of checked rules to closures; each function is compiled once. */
export class StorageCompiler {
  readonly #resolution: Resolution;
  readonly #functions = new Map<FunctionDeclaration, StorageEvaluate>();

  constructor(resolution: Resolution) {
    this.#resolution = resolution;
  }

  /** Throws `StorageRulesRefusal` for a regular expression that is not supported. */
  compile(expression: StorageExpression): StorageEvaluate {
    switch (expression.kind) {
      case 'literal': {
        const { value } = expression;
        return () => value;
      }
      case 'name': {
        const { name } = expression;
        return (environment) => lookUp(environment, name);
      }
      case 'list': {
        const items = expression.items.map((item) => this.compile(item));
        return (environment) => firstFailure(items.map((item) => item(environment)));
      }
      case 'unary':
        return this.#unary(expression);
      case 'binary':
        return this.#binary(expression);
      case 'is':
        return this.#is(expression);
      case 'conditional':
        return this.#conditional(expression);
      case 'member': {
        const object = this.compile(expression.object);
        const { name } = expression;
        return (environment) => property(object(environment), name);
      }
      case 'index':
        return this.#index(expression);
      case 'method':
        return this.#method(expression);
      case 'call':
        return this.#call(expression);
    }
  }

  #unary(expression: Expression<'unary'>): StorageEvaluate {
    const operand = this.compile(expression.operand);
    if (expression.operator === '!') {
      return (environment) => {
        const value = operand(environment);
        return typeof value === 'boolean' ? !value : notBoolean(value);
      };
    }
    return (environment) => {
      const value = operand(environment);
      if (typeof value === 'number') return -value;
      return value instanceof RuleFailure ? value : new RuleFailure(`A ${kindOf(value)} cannot be negated.`);
    };
  }

  #binary(expression: Expression<'binary'>): StorageEvaluate {
    const { operator } = expression;
    const left = this.compile(expression.left);
    const right = this.compile(expression.right);
    if (operator === '&&' || operator === '||') return eitherSide(left, right, operator === '||');
    const operation = STORAGE_OPERATIONS[operator];
    return (environment) => {
      const one = left(environment);
      if (one instanceof RuleFailure) return one;
      const other = right(environment);
      return other instanceof RuleFailure ? other : operation(one, other);
    };
  }

  #is(expression: Expression<'is'>): StorageEvaluate {
    const value = this.compile(expression.value);
    const { type } = expression;
    return (environment) => {
      const found = value(environment);
      if (found instanceof RuleFailure) return found;
      if (type === 'int') return Number.isInteger(found);
      if (type === 'float') return typeof found === 'number' && !Number.isInteger(found);
      return kindOf(found) === type;
    };
  }

  #conditional(expression: Expression<'conditional'>): StorageEvaluate {
    const test = this.compile(expression.test);
    const then = this.compile(expression.then);
    const otherwise = this.compile(expression.otherwise);
    return (environment) => {
      const value = test(environment);
      if (typeof value !== 'boolean') return notBoolean(value);
      return value ? then(environment) : otherwise(environment);
    };
  }

  #index(expression: Expression<'index'>): StorageEvaluate {
    const object = this.compile(expression.object);
    const key = this.compile(expression.key);
    return (environment) => {
      const target = object(environment);
      const name = key(environment);
      if (name instanceof RuleFailure) return name;
      if (typeof name === 'string') return property(target, name);
      const item: unknown = Array.isArray(target) && typeof name === 'number' ? target[name] : undefined;
      return item === undefined ? new RuleFailure('There is nothing at this index.') : (item as StorageValue);
    };
  }

  #method(expression: Expression<'method'>): StorageEvaluate {
    const { name, object } = expression;
    if (name === 'matches' || name === 'split') return this.#patternMethod(expression);
    const args = expression.args.map((arg) => this.compile(arg));
    if (isNamespaceCall(expression) && object.kind === 'name') {
      return applied(GLOBAL_FUNCTIONS.get(`${object.name}.${name}`), args);
    }
    return applied(METHODS.get(name), [this.compile(object), ...args]);
  }

  #patternMethod(expression: Expression<'method'>): StorageEvaluate {
    const object = this.compile(expression.object);
    const [literal] = expression.args;
    const text = literal?.kind === 'literal' ? String(literal.value) : '';
    const pattern = translateRe2(text, literal?.offset ?? expression.offset);
    const whole = wholeString(pattern);
    return (environment) => {
      const target = object(environment);
      if (typeof target === 'string')
        return expression.name === 'matches' ? whole.test(target) : target.split(pattern);
      return target instanceof RuleFailure
        ? target
        : new RuleFailure(`A ${kindOf(target)} has no such method.`);
    };
  }

  #call(expression: Expression<'call'>): StorageEvaluate {
    const args = expression.args.map((arg) => this.compile(arg));
    const resolved = this.#resolution.get(expression);
    if (!resolved) return applied(GLOBAL_FUNCTIONS.get(expression.name), args);
    const { declaration, block } = resolved;
    const body = this.#functionBody(declaration);
    return (environment) => {
      const values = new Map(
        declaration.parameters.map((name, index) => [name, args[index]?.(environment) ?? null]),
      );
      return body({ owner: declaration, values, outer: environmentOf(environment, block) });
    };
  }

  #functionBody(declaration: FunctionDeclaration): StorageEvaluate {
    const known = this.#functions.get(declaration);
    if (known) return known;
    const lets = declaration.lets.map(({ name, value }) => ({ name, value: this.compile(value) }));
    const result = this.compile(declaration.result);
    const body: StorageEvaluate = (environment) => {
      const values = new Map(environment.values);
      const inner = { ...environment, values };
      for (const { name, value } of lets) values.set(name, value(inner));
      return result(inner);
    };
    this.#functions.set(declaration, body);
    return body;
  }
}

/** `&&` and `||` are decided by either side, even where the other one fails, as in CEL. */
function eitherSide(left: StorageEvaluate, right: StorageEvaluate, decisive: boolean): StorageEvaluate {
  return (environment) => {
    const one = left(environment);
    if (one === decisive) return decisive;
    const other = right(environment);
    if (other === decisive) return decisive;
    if (typeof one !== 'boolean') return notBoolean(one);
    return typeof other === 'boolean' ? !decisive : notBoolean(other);
  };
}

/** Applies a method to the first value and the rest; a failure among them is the result. */
function applied(
  method: { readonly run: (target: StorageValue, args: readonly StorageValue[]) => StorageValue } | undefined,
  parts: readonly StorageEvaluate[],
): StorageEvaluate {
  if (!method) throw new TypeError('A method passed the check but does not exist.');
  return (environment) => {
    const values = parts.map((part) => part(environment));
    const [target = null, ...args] = values;
    return values.find((value) => value instanceof RuleFailure) ?? method.run(target, args);
  };
}

function firstFailure(items: readonly StorageValue[]): StorageValue {
  return items.find((item) => item instanceof RuleFailure) ?? items;
}

function property(target: StorageValue, name: string): StorageValue {
  if (target instanceof RuleFailure) return target;
  const record = asRecord(target);
  if (!record) return new RuleFailure(`A ${kindOf(target)} has no property '${name}'.`);
  const entry = ownEntry(record, name);
  return entry === undefined ? new RuleFailure(`The property '${name}' is undefined.`) : entry;
}

function lookUp(environment: Environment, name: string): StorageValue {
  for (let inner: Environment | undefined = environment; inner; inner = inner.outer) {
    const value = inner.values.get(name);
    if (value !== undefined) return value;
  }
  return new RuleFailure(`The variable '${name}' is undefined.`);
}

function environmentOf(environment: Environment, owner: Block): Environment | undefined {
  let inner: Environment | undefined = environment;
  while (inner && inner.owner !== owner) inner = inner.outer;
  return inner;
}

function notBoolean(value: StorageValue): RuleFailure {
  return value instanceof RuleFailure
    ? value
    : new RuleFailure(`A ${kindOf(value)} stands where a bool is needed.`);
}
