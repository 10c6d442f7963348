import { RuleFailure } from '../rules/rule-failure.ts';
import type { StorageBinaryOperator } from './ast.ts';
import { includes } from './methods.ts';
import { areEqual, asRecord, kindOf, RuleDuration, RuleTimestamp, type StorageValue } from './values.ts';

type Operator = Exclude<StorageBinaryOperator, '&&' | '||'>;
type Operation = (left: StorageValue, right: StorageValue) => StorageValue;

const ORDERED_KINDS = ['number', 'string', 'timestamp', 'duration'];

/** What each operator does to two values, neither of them a failure; `&&` and `||` look at failures and stand apart. */
export const STORAGE_OPERATIONS: Readonly<Record<Operator, Operation>> = {
  '==': areEqual,
  '!=': (left, right) => !areEqual(left, right),
  in: isIn,
  '<': ordering((order) => order < 0),
  '<=': ordering((order) => order <= 0),
  '>': ordering((order) => order > 0),
  '>=': ordering((order) => order >= 0),
  '+': add,
  '-': subtract,
  '*': arithmetic((left, right) => left * right),
  // Whole numbers divide to whole numbers.
  '/': division((left, right) =>
    Number.isInteger(left) && Number.isInteger(right) ? Math.trunc(left / right) : left / right,
  ),
  '%': division((left, right) => left % right),
};

function isIn(value: StorageValue, container: StorageValue): StorageValue {
  if (Array.isArray(container)) return includes(container, value);
  const record = asRecord(container);
  if (!record) return new RuleFailure(`'in' needs a list or a map, not a ${kindOf(container)}.`);
  return typeof value === 'string' && Object.hasOwn(record, value);
}

function ordering(holds: (order: number) => boolean): Operation {
  return (left, right) => {
    if (kindOf(left) !== kindOf(right) || !ORDERED_KINDS.includes(kindOf(left))) return mismatch(left, right);
    const [one, other] = [comparable(left), comparable(right)];
    return holds(one < other ? -1 : one > other ? 1 : 0);
  };
}

function comparable(value: StorageValue): string | number {
  return value instanceof RuleTimestamp || value instanceof RuleDuration
    ? value.milliseconds
    : (value as string | number);
}

function arithmetic(compute: (left: number, right: number) => number): Operation {
  return (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? compute(left, right) : mismatch(left, right);
}

function division(compute: (left: number, right: number) => number): Operation {
  const divide = arithmetic(compute);
  return (left, right) => (right === 0 ? new RuleFailure('Division by zero.') : divide(left, right));
}

function add(left: StorageValue, right: StorageValue): StorageValue {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (left instanceof RuleTimestamp && right instanceof RuleDuration) {
    return new RuleTimestamp(left.milliseconds + right.milliseconds);
  }
  return mismatch(left, right);
}

function subtract(left: StorageValue, right: StorageValue): StorageValue {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (left instanceof RuleTimestamp && right instanceof RuleDuration) {
    return new RuleTimestamp(left.milliseconds - right.milliseconds);
  }
  if (left instanceof RuleTimestamp && right instanceof RuleTimestamp) {
    return new RuleDuration(left.milliseconds - right.milliseconds);
  }
  return mismatch(left, right);
}

function mismatch(left: StorageValue, right: StorageValue): RuleFailure {
  return new RuleFailure(`The operator does not take a ${kindOf(left)} and a ${kindOf(right)}.`);
}
