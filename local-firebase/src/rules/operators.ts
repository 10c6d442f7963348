import type { BinaryOperator } from './ast.ts';
import { RuleFailure } from './rule-failure.ts';
import { NODE_VALUE, RuleSnapshot } from './rule-snapshot.ts';
import type { RuleValue } from './rule-value.ts';

type Operation = (left: RuleValue, right: RuleValue) => RuleValue;

const NOT_NUMBERS = new RuleFailure('Both operands must be numbers.');
const NOT_ADDABLE = new RuleFailure('Both operands of + must be strings or numbers.');
const NOT_COMPARABLE = new RuleFailure('The operands are not both numbers, both strings or both null.');
const NO_EQUALITY = new RuleFailure('Snapshots and regular expressions cannot be compared.');

/** What each operator does to two values; a failure on either side is the result. */
export const OPERATIONS: Readonly<Record<BinaryOperator, Operation>> = {
  '==': equals,
  '===': equals,
  '!=': (left, right) => not(equals(left, right)),
  '!==': (left, right) => not(equals(left, right)),
  '<': ordering((left, right) => left < right),
  '<=': ordering((left, right) => left <= right),
  '>': ordering((left, right) => left > right),
  '>=': ordering((left, right) => left >= right),
  '+': add,
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  // The live service answers NaN for every division by zero, where JavaScript has Infinity.
  '/': arithmetic((left, right) => (right === 0 ? Number.NaN : left / right)),
  '%': arithmetic((left, right) => left % right),
};

/** Whether two values are equal; there is one equality, strict, under both of its spellings. */
function equals(left: RuleValue, right: RuleValue): boolean | RuleFailure {
  if (typeof left === 'object' && left !== null && !isPlain(left)) return failureOf(left, right, NO_EQUALITY);
  if (typeof right === 'object' && right !== null && !isPlain(right))
    return failureOf(left, right, NO_EQUALITY);
  return left === right && left !== NODE_VALUE;
}

function isPlain(value: object): boolean {
  return !(value instanceof RuleFailure || value instanceof RuleSnapshot || value instanceof RegExp);
}

function not(value: boolean | RuleFailure): boolean | RuleFailure {
  return typeof value === 'boolean' ? !value : value;
}

function add(left: RuleValue, right: RuleValue): RuleValue {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  return isAddable(left) && isAddable(right) ? `${left}${right}` : failureOf(left, right, NOT_ADDABLE);
}

/** Whether `+` takes a value. */
export function isAddable(value: RuleValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function arithmetic(compute: (left: number, right: number) => number): Operation {
  return (left, right) =>
    typeof left === 'number' && typeof right === 'number'
      ? compute(left, right)
      : failureOf(left, right, NOT_NUMBERS);
}

/** JavaScript orders strings by UTF-16 unit and finds null equal to null, as the rules do. */
function ordering(holds: (left: number, right: number) => boolean): Operation {
  return (left, right) =>
    isOrdered(left) && typeof left === typeof right && (left === null) === (right === null)
      ? holds(left as number, right as number)
      : failureOf(left, right, NOT_COMPARABLE);
}

function isOrdered(value: RuleValue): boolean {
  return typeof value === 'number' || typeof value === 'string' || value === null;
}

function failureOf(left: RuleValue, right: RuleValue, otherwise: RuleFailure): RuleFailure {
  if (left instanceof RuleFailure) return left;
  return right instanceof RuleFailure ? right : otherwise;
}
