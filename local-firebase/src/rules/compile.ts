import type { Binary, Call, Expression, Member, Unary } from './ast.ts';
import { hasAllChildren, hasAnyChild, SNAPSHOT_METHODS, STRING_METHODS } from './builtins.ts';
import type { TypeOf } from './check.ts';
import { isAddable, OPERATIONS } from './operators.ts';
import { pathStepsOf, type PathStep } from './path-steps.ts';
import { memberOf, propertyOf } from './properties.ts';
import { repeatedCalls } from './repeated-calls.ts';
import type { RuleContext } from './rule-context.ts';
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

const NONE_REPEATED: ReadonlyMap<Expression, number> = new Map();
const VARIABLES = new Set(['auth', 'now', 'root', 'data', 'newData', 'query']);

const NOT_A_NUMBER = new RuleFailure('The operand of - is not a number.');
const MISPLACED_LIST = new RuleFailure('A list can only stand in hasChildren().');
const NOT_A_PATH = new RuleFailure('A part of a path is neither a string nor a number.');
const NOT_A_STRING = new RuleFailure('A string method was called on something that is not a string.');

/** Compiles a checked expression to a function of JavaScript. */
export function compileExpression(expression: Expression, options: CompileOptions): Evaluate {
  return new Writer(options, expression).function(expression);
}

/**
 * Writes JavaScript. Not a letter of it comes from the rules: what stands there as a text, a key or a pattern is a
 * constant that the function is given, under a number. Each part is an expression whose value is the part's value.
 */
class Writer {
  readonly #options: CompileOptions;
  readonly #repeated: ReadonlyMap<Expression, number>;
  readonly #constants: unknown[] = [];
  readonly #variables: string[] = [];

  constructor(options: CompileOptions, expression: Expression) {
    this.#options = options;
    // Whoever observes wants to hear of every part, as often as it stands there.
    this.#repeated = options.observe ? NONE_REPEATED : repeatedCalls(expression);
    for (const number of new Set(this.#repeated.values())) this.#variables.push(`v${number}`);
  }

  function(expression: Expression): Evaluate {
    const value = this.#part(expression);
    const constants = this.#constants.map((_, index) => `k${index}`).join(', ');
    const variables = this.#variables.length === 0 ? '' : `let ${this.#variables.join(', ')};`;
    const source = `'use strict'; return (c) => { ${variables} return ${value}; };`;
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- nothing of the rules is in the text; closures cost twice as much
    const make = new Function(constants, source) as (...constants: readonly unknown[]) => Evaluate;
    return make(...this.#constants);
  }

  #part(expression: Expression): string {
    const value = this.#valueOf(expression);
    const { observe } = this.#options;
    if (observe) {
      const tell = (part: Expression, partValue: RuleValue): RuleValue => {
        observe(part, partValue);
        return partValue;
      };
      return `${this.#constant(tell)}(${this.#constant(expression)}, ${value})`;
    }
    const number = this.#repeated.get(expression);
    return number === undefined ? value : `(v${number} === undefined ? (v${number} = ${value}) : v${number})`;
  }

  #constant(value: unknown): string {
    const known = this.#constants.indexOf(value);
    return `k${known < 0 ? this.#constants.push(value) - 1 : known}`;
  }

  /** A variable for the value of one part. */
  #keep(): string {
    const name = `t${this.#variables.length}`;
    this.#variables.push(name);
    return name;
  }

  #valueOf(expression: Expression): string {
    switch (expression.kind) {
      case 'literal':
        return this.#constant(expression.value);
      case 'pattern':
        return this.#constant(expression.expression);
      case 'list':
        return this.#constant(MISPLACED_LIST);
      case 'identifier':
        return this.#identifier(expression.name);
      case 'unary':
        return this.#unary(expression);
      case 'logical': {
        const left = this.#keep();
        const goesOn = expression.operator === '&&' ? 'true' : 'false';
        return `((${left} = ${this.#part(expression.left)}) === ${goesOn} ? ${this.#part(expression.right)} : ${left})`;
      }
      case 'binary':
        return this.#binary(expression);
      case 'conditional': {
        const test = this.#keep();
        const then = this.#part(expression.then);
        const otherwise = this.#part(expression.otherwise);
        return `((${test} = ${this.#part(expression.test)}) === true ? ${then} : ${test} === false ? ${otherwise} : ${test})`;
      }
      case 'member':
        return this.#member(expression);
      case 'call':
        return this.#call(expression);
    }
  }

  #identifier(name: string): string {
    if (VARIABLES.has(name)) return `c.${name}`;
    return `(c.path[${this.#options.wildcards.get(name) ?? 0}] ?? null)`;
  }

  #unary({ operator, operand }: Unary): string {
    const value = this.#keep();
    const kept = `(${value} = ${this.#part(operand)})`;
    if (operator === '!') return `(typeof ${kept} === 'boolean' ? !${value} : ${value})`;
    return `(typeof ${kept} === 'number' ? -${value} : ${this.#failureOr(value, NOT_A_NUMBER)})`;
  }

  #binary({ operator, left, right }: Binary): string {
    const [one, other] = [this.#keep(), this.#keep()];
    const kept = `(${one} = ${this.#part(left)}, ${other} = ${this.#part(right)}, `;
    const carefully = `${this.#constant(OPERATIONS[operator])}(${one}, ${other}))`;
    const areBoth = (type: string): string => `typeof ${one} === '${type}' && typeof ${other} === '${type}'`;
    switch (operator) {
      // Most comparisons are of primitives; only objects need the careful way, and null is one here.
      case '==':
      case '===':
      case '!=':
      case '!==': {
        const same = operator.startsWith('=') ? '===' : '!==';
        return `${kept}typeof ${one} === 'object' || typeof ${other} === 'object' ? ${carefully.slice(0, -1)} : ${one} ${same} ${other})`;
      }
      case '<':
      case '<=':
      case '>':
      case '>=':
        return `${kept}${areBoth('number')} ? ${one} ${operator} ${other} : ${carefully}`;
      default:
        return kept + carefully;
    }
  }

  #member({ object, key }: Member): string {
    const target = this.#part(object);
    if (key.kind !== 'literal') return `${this.#constant(memberOf)}(${target}, ${this.#part(key)})`;
    const name = this.#constant(key.value);
    if (this.#options.typeOf(object) === 'query') return `${target}[${name}]`;
    return `${this.#constant(propertyOf)}(${target}, ${name})`;
  }

  #call(expression: Call): string {
    const { object, key } = expression.callee;
    const name = key.kind === 'literal' ? String(key.value) : '';
    const target = this.#keep();
    const kept = `(${target} = ${this.#part(object)})`;
    if (this.#options.typeOf(object) !== 'RuleDataSnapshot') {
      const args = [target, ...expression.args.map((arg) => this.#part(arg))].join(', ');
      const run = this.#constant(methodOf(STRING_METHODS, name));
      return `(typeof ${kept} === 'string' ? ${run}(${args}) : ${this.#failureOr(target, NOT_A_STRING)})`;
    }
    const result = this.#onSnapshot(expression, name, target);
    if (isSnapshot(object)) return `(${kept}, ${result})`;
    return `(${kept} instanceof ${this.#constant(RuleSnapshot)} ? ${result} : ${target})`;
  }

  /** What a method of the snapshot in the variable `target` answers. */
  #onSnapshot({ args }: Call, name: string, target: string): string {
    const [argument] = args;
    if (name === 'hasChildren') {
      if (argument?.kind !== 'list') return `${this.#constant(hasAnyChild)}(${target})`;
      const names = argument.items.map((item) => this.#part(item)).join(', ');
      return `${this.#constant(hasAllChildren)}(${target}, [${names}])`;
    }
    if (name === 'val' || name === 'exists') return `${target}.${name}()`;
    if ((name === 'child' || name === 'hasChild') && argument && !this.#options.observe) {
      const steps = pathStepsOf(argument);
      if (steps !== null) return this.#follow(target, steps, name === 'hasChild' ? '.exists()' : '');
    }
    const run = this.#constant(methodOf(SNAPSHOT_METHODS, name));
    return `${run}(${[target, ...args.map((arg) => this.#part(arg))].join(', ')})`;
  }

  /** The snapshot some steps below another one, and what is asked of it. */
  #follow(from: string, steps: readonly PathStep[], then: string): string {
    const at = steps.findIndex((step) => typeof step !== 'string');
    const plain = steps.slice(0, at < 0 ? undefined : at);
    const here = from + plain.map((step) => `.step(${this.#constant(step)})`).join('');
    const made = steps[at];
    if (made === undefined || typeof made === 'string') return here + then;
    const [key, there] = [this.#keep(), this.#keep()];
    const rest = this.#follow(there, steps.slice(at + 1), then);
    const isKey = `${this.#constant(isAddable)}(${key} = ${this.#part(made)})`;
    return `(${isKey} ? (${there} = ${here}.steps(\`\${${key}}\`), ${rest}) : ${this.#failureOr(key, NOT_A_PATH)})`;
  }

  #failureOr(value: string, failure: RuleFailure): string {
    return `(${value} instanceof ${this.#constant(RuleFailure)} ? ${value} : ${this.#constant(failure)})`;
  }
}

/** Whether an expression is a snapshot without fail. */
function isSnapshot(expression: Expression): boolean {
  return expression.kind === 'identifier';
}

function methodOf<Run>(methods: ReadonlyMap<string, { readonly run: Run }>, name: string): Run {
  const method = methods.get(name);
  if (!method) throw new TypeError(`${name}() passed the check but does not exist.`);
  return method.run;
}
