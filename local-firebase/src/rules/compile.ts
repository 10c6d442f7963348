import type { Binary, Call, Expression, Member, Unary } from './ast.ts';
import { hasAllChildren, hasAnyChild, SNAPSHOT_METHODS, STRING_METHODS } from './builtins.ts';
import type { TypeOf } from './check.ts';
import { OPERATIONS } from './operators.ts';
import type { QueryView, RuleContext } from './rule-context.ts';
import { RuleFailure } from './rule-failure.ts';
import { RuleSnapshot } from './rule-snapshot.ts';
import type { RuleValue } from './rule-value.ts';

/** A compiled expression: evaluates in a context, answers a `RuleFailure` where evaluation fails, never throws. */
export type Evaluate = (context: RuleContext) => RuleValue;

/** Is told every value that a part of an expression takes, innermost parts first. */
export type Observer = (expression: Expression, value: RuleValue) => void;

export interface CompileOptions {
  readonly typeOf: TypeOf;
  /** The depth in the path at which each wildcard's value stands: `$room` of `/rooms/$room` at 1. */
  readonly wildcards: ReadonlyMap<string, number>;
  /** Makes the compiled expression report; without it nothing is spent on reporting. */
  readonly observe?: Observer;
}

const NOT_A_NUMBER = new RuleFailure('The operand of - is not a number.');
const MISPLACED_LIST = new RuleFailure('A list can only stand in hasChildren().');
const NO_PROPERTY = new RuleFailure('A snapshot or regular expression has no such property.');
const NOT_CALLED = new RuleFailure('A string method is not a value: it must be called.');
const BAD_KEY = new RuleFailure('A property name is neither a string nor a number.');
const NOT_A_STRING = new RuleFailure('A string method was called on something that is not a string.');

/** Compiles a checked expression to closures. */
export function compileExpression(expression: Expression, options: CompileOptions): Evaluate {
  return new Compiler(options).compile(expression);
}

class Compiler {
  readonly #options: CompileOptions;

  constructor(options: CompileOptions) {
    this.#options = options;
  }

  compile(expression: Expression): Evaluate {
    const evaluate = this.#evaluatorOf(expression);
    const { observe } = this.#options;
    if (!observe) return evaluate;
    return (context) => {
      const value = evaluate(context);
      observe(expression, value);
      return value;
    };
  }

  #evaluatorOf(expression: Expression): Evaluate {
    switch (expression.kind) {
      case 'literal': {
        const { value } = expression;
        return () => value;
      }
      case 'pattern': {
        const pattern = expression.expression;
        return () => pattern;
      }
      case 'list':
        return () => MISPLACED_LIST;
      case 'identifier':
        return this.#identifier(expression.name);
      case 'unary':
        return this.#unary(expression);
      case 'logical': {
        const left = this.compile(expression.left);
        const right = this.compile(expression.right);
        if (expression.operator === '&&') {
          return (context) => {
            const value = left(context);
            return value === true ? right(context) : value;
          };
        }
        return (context) => {
          const value = left(context);
          return value === false ? right(context) : value;
        };
      }
      case 'binary':
        return this.#binary(expression);
      case 'conditional': {
        const test = this.compile(expression.test);
        const then = this.compile(expression.then);
        const otherwise = this.compile(expression.otherwise);
        return (context) => {
          const value = test(context);
          if (value === true) return then(context);
          return value === false ? otherwise(context) : value;
        };
      }
      case 'member':
        return this.#member(expression);
      case 'call':
        return this.#call(expression);
    }
  }

  #identifier(name: string): Evaluate {
    switch (name) {
      case 'auth':
        return (context) => context.auth;
      case 'now':
        return (context) => context.now;
      case 'root':
        return (context) => context.root;
      case 'data':
        return (context) => context.data;
      case 'newData':
        return (context) => context.newData;
      case 'query':
        return (context) => context.query;
    }
    const depth = this.#options.wildcards.get(name) ?? 0;
    return (context) => context.path[depth] ?? null;
  }

  #unary(expression: Unary): Evaluate {
    const operand = this.compile(expression.operand);
    if (expression.operator === '!') {
      return (context) => {
        const value = operand(context);
        return typeof value === 'boolean' ? !value : value;
      };
    }
    return (context) => {
      const value = operand(context);
      if (typeof value === 'number') return -value;
      return value instanceof RuleFailure ? value : NOT_A_NUMBER;
    };
  }

  #binary(expression: Binary): Evaluate {
    const { operator } = expression;
    const operation = OPERATIONS[operator];
    const left = this.compile(expression.left);
    const right = this.compile(expression.right);
    const isEquality = operator === '==' || operator === '===';
    if (!isEquality && operator !== '!=' && operator !== '!==') {
      return (context) => operation(left(context), right(context));
    }
    // Most comparisons are of primitives; only objects need the careful way.
    return (context) => {
      const one = left(context);
      const other = right(context);
      if (typeof one === 'object' || typeof other === 'object') return operation(one, other);
      return (one === other) === isEquality;
    };
  }

  #member(expression: Member): Evaluate {
    const object = this.compile(expression.object);
    const { key } = expression;
    if (this.#options.typeOf(expression.object) === 'query' && key.kind === 'literal') {
      const name = key.value as keyof QueryView;
      return (context) => context.query[name];
    }
    if (key.kind === 'literal') {
      const name = key.value as string | number;
      return (context) => propertyOf(object(context), name);
    }
    const property = this.compile(key);
    return (context) => {
      const target = object(context);
      const name = property(context);
      if (target === null || target instanceof RuleFailure) return target;
      if (typeof name === 'string' || typeof name === 'number') return propertyOf(target, name);
      return name instanceof RuleFailure ? name : BAD_KEY;
    };
  }

  #call(expression: Call): Evaluate {
    const { callee } = expression;
    const name = callee.key.kind === 'literal' ? String(callee.key.value) : '';
    const object = this.compile(callee.object);
    if (this.#options.typeOf(callee.object) === 'RuleDataSnapshot') {
      return name === 'hasChildren'
        ? this.#hasChildren(expression, object)
        : this.#snapshotMethod(expression, name, object);
    }
    const run = STRING_METHODS.get(name)?.run;
    if (!run) throw new TypeError(`${name}() passed the check but does not exist.`);
    const [first, second] = expression.args.map((arg) => this.compile(arg));
    return (context) => {
      const target = object(context);
      if (typeof target === 'string') return run(target, first?.(context), second?.(context));
      return target instanceof RuleFailure ? target : NOT_A_STRING;
    };
  }

  #snapshotMethod(expression: Call, name: string, object: Evaluate): Evaluate {
    const run = SNAPSHOT_METHODS.get(name)?.run;
    if (!run) throw new TypeError(`${name}() passed the check but does not exist.`);
    const [argument] = expression.args.map((arg) => this.compile(arg));
    if (!argument) {
      return (context) => {
        const target = object(context);
        return target instanceof RuleSnapshot ? run(target) : target;
      };
    }
    return (context) => {
      const target = object(context);
      return target instanceof RuleSnapshot ? run(target, argument(context)) : target;
    };
  }

  #hasChildren(expression: Call, object: Evaluate): Evaluate {
    const [list] = expression.args;
    const names = list?.kind === 'list' ? list.items.map((item) => this.compile(item)) : undefined;
    return (context) => {
      const target = object(context);
      if (!(target instanceof RuleSnapshot)) return target;
      if (!names) return hasAnyChild(target);
      return hasAllChildren(
        target,
        names.map((name) => name(context)),
      );
    };
  }
}

/**
 * Looks up what a token says under a name; null where it says nothing. Only own properties count: a claim named
 * `toString` exists when the token has one, not because JavaScript objects do.
 */
function propertyOf(object: RuleValue, name: string | number): RuleValue {
  if (typeof object === 'string') {
    if (name === 'length') return object.length;
    return STRING_METHODS.has(String(name)) ? NOT_CALLED : null;
  }
  if (typeof object !== 'object' || object === null) return null;
  if (object instanceof RuleFailure) return object;
  if (object instanceof RuleSnapshot || object instanceof RegExp) return NO_PROPERTY;
  if (Array.isArray(object) && name === 'length') return null;
  if (!Object.hasOwn(object, name)) return null;
  return (object as Record<string | number, object | null | undefined>)[name] ?? null;
}
