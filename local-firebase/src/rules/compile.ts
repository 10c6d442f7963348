import type { Binary, Call, Expression, Member, Unary } from './ast.ts';
import { hasAllChildren, hasAnyChild, SNAPSHOT_METHODS, STRING_METHODS } from './builtins.ts';
import type { TypeOf } from './check.ts';
import { isAddable, OPERATIONS } from './operators.ts';
import { pathStepsOf } from './path-steps.ts';
import { repeatedCalls } from './repeated-calls.ts';
import type { QueryView, RuleContext } from './rule-context.ts';
import { RuleFailure } from './rule-failure.ts';
import { RuleSnapshot } from './rule-snapshot.ts';
import type { RuleValue } from './rule-value.ts';

/** A compiled expression: evaluates in a context, answers a `RuleFailure` where evaluation fails, never throws. */
export type Evaluate = (context: RuleContext) => RuleValue;

/** The same within one evaluation: `known` holds the values of repeated calls, by their numbers. */
type EvaluatePart = (context: RuleContext, known: RuleValue[]) => RuleValue;

/** Is told every value that a part of an expression takes, innermost parts first. */
export type Observer = (expression: Expression, value: RuleValue) => void;

export interface CompileOptions {
  readonly typeOf: TypeOf;
  /** The depth in the path at which each wildcard's value stands: `$room` of `/rooms/$room` at 1. */
  readonly wildcards: ReadonlyMap<string, number>;
  /** Makes the compiled expression report; without it nothing is spent on reporting. */
  readonly observe?: Observer;
}

const NONE_REPEATED: ReadonlyMap<Expression, number> = new Map();
const NOTHING_KNOWN: RuleValue[] = [];

const NOT_A_NUMBER = new RuleFailure('The operand of - is not a number.');
const MISPLACED_LIST = new RuleFailure('A list can only stand in hasChildren().');
const NO_PROPERTY = new RuleFailure('A snapshot or regular expression has no such property.');
const NOT_CALLED = new RuleFailure('A string method is not a value: it must be called.');
const BAD_KEY = new RuleFailure('A property name is neither a string nor a number.');
const NOT_A_PATH = new RuleFailure('A part of a path is neither a string nor a number.');
const NOT_A_STRING = new RuleFailure('A string method was called on something that is not a string.');

/** Compiles a checked expression to closures. */
export function compileExpression(expression: Expression, options: CompileOptions): Evaluate {
  // Whoever observes wants to hear of every part, as often as it stands there.
  const repeated = options.observe ? NONE_REPEATED : repeatedCalls(expression);
  const evaluate = new Compiler(options, repeated).compile(expression);
  if (repeated.size > 0) return (context) => evaluate(context, []);
  return (context) => evaluate(context, NOTHING_KNOWN);
}

class Compiler {
  readonly #options: CompileOptions;
  readonly #repeated: ReadonlyMap<Expression, number>;

  constructor(options: CompileOptions, repeated: ReadonlyMap<Expression, number>) {
    this.#options = options;
    this.#repeated = repeated;
  }

  compile(expression: Expression): EvaluatePart {
    const evaluate = this.#evaluatorOf(expression);
    const { observe } = this.#options;
    if (observe) {
      return (context, known) => {
        const value = evaluate(context, known);
        observe(expression, value);
        return value;
      };
    }
    const number = this.#repeated.get(expression);
    if (number === undefined) return evaluate;
    return (context, known) => {
      const value = known[number];
      return value === undefined ? (known[number] = evaluate(context, known)) : value;
    };
  }

  #evaluatorOf(expression: Expression): EvaluatePart {
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
          return (context, known) => {
            const value = left(context, known);
            return value === true ? right(context, known) : value;
          };
        }
        return (context, known) => {
          const value = left(context, known);
          return value === false ? right(context, known) : value;
        };
      }
      case 'binary':
        return this.#binary(expression);
      case 'conditional': {
        const test = this.compile(expression.test);
        const then = this.compile(expression.then);
        const otherwise = this.compile(expression.otherwise);
        return (context, known) => {
          const value = test(context, known);
          if (value === true) return then(context, known);
          return value === false ? otherwise(context, known) : value;
        };
      }
      case 'member':
        return this.#member(expression);
      case 'call':
        return this.#call(expression);
    }
  }

  #identifier(name: string): EvaluatePart {
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

  #unary(expression: Unary): EvaluatePart {
    const operand = this.compile(expression.operand);
    if (expression.operator === '!') {
      return (context, known) => {
        const value = operand(context, known);
        return typeof value === 'boolean' ? !value : value;
      };
    }
    return (context, known) => {
      const value = operand(context, known);
      if (typeof value === 'number') return -value;
      return value instanceof RuleFailure ? value : NOT_A_NUMBER;
    };
  }

  #binary(expression: Binary): EvaluatePart {
    const { operator } = expression;
    const operation = OPERATIONS[operator];
    const left = this.compile(expression.left);
    const right = this.compile(expression.right);
    const isEquality = operator === '==' || operator === '===';
    if (!isEquality && operator !== '!=' && operator !== '!==') {
      return (context, known) => operation(left(context, known), right(context, known));
    }
    // Most comparisons are of primitives; only objects need the careful way.
    return (context, known) => {
      const one = left(context, known);
      const other = right(context, known);
      if (typeof one === 'object' || typeof other === 'object') return operation(one, other);
      return (one === other) === isEquality;
    };
  }

  #member(expression: Member): EvaluatePart {
    const object = this.compile(expression.object);
    const { key } = expression;
    if (this.#options.typeOf(expression.object) === 'query' && key.kind === 'literal') {
      const name = key.value as keyof QueryView;
      return (context) => context.query[name];
    }
    if (key.kind === 'literal') {
      const name = key.value as string | number;
      return (context, known) => propertyOf(object(context, known), name);
    }
    const property = this.compile(key);
    return (context, known) => {
      const target = object(context, known);
      const name = property(context, known);
      if (target === null || target instanceof RuleFailure) return target;
      if (typeof name === 'string' || typeof name === 'number') return propertyOf(target, name);
      return name instanceof RuleFailure ? name : BAD_KEY;
    };
  }

  #call(expression: Call): EvaluatePart {
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
    return (context, known) => {
      const target = object(context, known);
      if (typeof target === 'string') return run(target, first?.(context, known), second?.(context, known));
      return target instanceof RuleFailure ? target : NOT_A_STRING;
    };
  }

  #snapshotMethod(expression: Call, name: string, object: EvaluatePart): EvaluatePart {
    const run = SNAPSHOT_METHODS.get(name)?.run;
    if (!run) throw new TypeError(`${name}() passed the check but does not exist.`);
    if (name === 'child' || name === 'hasChild') {
      const below = this.#below(expression, object);
      if (below && name === 'child') return below;
      if (below) {
        return (context, known) => {
          const target = below(context, known);
          return target instanceof RuleSnapshot ? target.exists() : target;
        };
      }
    }
    const [argument] = expression.args.map((arg) => this.compile(arg));
    if (!argument) {
      return (context, known) => {
        const target = object(context, known);
        return target instanceof RuleSnapshot ? run(target) : target;
      };
    }
    return (context, known) => {
      const target = object(context, known);
      return target instanceof RuleSnapshot ? run(target, argument(context, known)) : target;
    };
  }

  /** The snapshot at a path that is known step by step; undefined where it is not, or where somebody observes. */
  #below(expression: Call, object: EvaluatePart): EvaluatePart | undefined {
    const [path] = expression.args;
    const found = path && !this.#options.observe ? pathStepsOf(path) : null;
    if (found === null) return undefined;
    const steps = found.map((step) => (typeof step === 'string' ? step : this.compile(step)));
    return (context, known) => {
      let target = object(context, known);
      for (const step of steps) {
        if (!(target instanceof RuleSnapshot)) return target;
        if (typeof step === 'string') {
          target = target.step(step);
          continue;
        }
        const key = step(context, known);
        if (isAddable(key)) target = target.steps(String(key));
        else return key instanceof RuleFailure ? key : NOT_A_PATH;
      }
      return target;
    };
  }

  #hasChildren(expression: Call, object: EvaluatePart): EvaluatePart {
    const [list] = expression.args;
    const names = list?.kind === 'list' ? list.items.map((item) => this.compile(item)) : undefined;
    return (context, known) => {
      const target = object(context, known);
      if (!(target instanceof RuleSnapshot)) return target;
      if (!names) return hasAnyChild(target);
      return hasAllChildren(
        target,
        names.map((name) => name(context, known)),
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
