import { RuleFailure } from '../rules/rule-failure.ts';
import {
  areEqual,
  asRecord,
  kindOf,
  ownEntry,
  RuleDuration,
  RuleTimestamp,
  type StorageValue,
} from './values.ts';

export interface StorageMethod {
  readonly minimum: number;
  readonly maximum: number;
  readonly run: (target: StorageValue, args: readonly StorageValue[]) => StorageValue;
}

const DURATION_UNITS = new Map([
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]);

function onText(run: (target: string) => StorageValue): StorageMethod {
  return {
    minimum: 0,
    maximum: 0,
    run: (target) => (typeof target === 'string' ? run(target) : wrongTarget(target)),
  };
}

/** A method of a list that takes one list. */
function onList(
  holds: (target: readonly StorageValue[], items: readonly StorageValue[]) => boolean,
): StorageMethod {
  return {
    minimum: 1,
    maximum: 1,
    run: (target, [items]) => {
      if (!Array.isArray(target)) return wrongTarget(target);
      return Array.isArray(items) ? holds(target, items) : new RuleFailure('The argument is not a list.');
    },
  };
}

/** Methods by name; `matches` and `split` take a regular expression and are compiled apart. */
export const METHODS: ReadonlyMap<string, StorageMethod> = new Map<string, StorageMethod>([
  ['size', { minimum: 0, maximum: 0, run: sizeOf }],
  ['lower', onText((target) => target.toLowerCase())],
  ['upper', onText((target) => target.toUpperCase())],
  ['trim', onText((target) => target.trim())],
  ['hasAny', onList((target, items) => items.some((item) => includes(target, item)))],
  ['hasAll', onList((target, items) => items.every((item) => includes(target, item)))],
  [
    'hasOnly',
    onList(
      (target, items) =>
        target.every((item) => includes(items, item)) && items.every((item) => includes(target, item)),
    ),
  ],
  [
    'keys',
    {
      minimum: 0,
      maximum: 0,
      run: (target) => {
        const record = asRecord(target);
        return record ? Object.keys(record) : wrongTarget(target);
      },
    },
  ],
  [
    'get',
    {
      minimum: 2,
      maximum: 2,
      run: (target, [name, otherwise]) => {
        const record = asRecord(target);
        if (!record || typeof name !== 'string') return wrongTarget(target);
        const entry = ownEntry(record, name);
        return entry === undefined ? (otherwise ?? null) : entry;
      },
    },
  ],
  [
    'toMillis',
    {
      minimum: 0,
      maximum: 0,
      run: (target) => (target instanceof RuleTimestamp ? target.milliseconds : wrongTarget(target)),
    },
  ],
]);

/** Functions that belong to no value: `int('1')`, `timestamp.date(2026, 1, 31)`. */
export const GLOBAL_FUNCTIONS: ReadonlyMap<string, StorageMethod> = new Map<string, StorageMethod>([
  ['int', { minimum: 1, maximum: 1, run: (value) => toNumber(value, true) }],
  ['float', { minimum: 1, maximum: 1, run: (value) => toNumber(value, false) }],
  ['string', { minimum: 1, maximum: 1, run: toText }],
  [
    'timestamp.value',
    {
      minimum: 1,
      maximum: 1,
      run: (value) => (typeof value === 'number' ? new RuleTimestamp(value) : wrongTarget(value)),
    },
  ],
  ['timestamp.date', { minimum: 3, maximum: 3, run: dateOf }],
  ['duration.value', { minimum: 2, maximum: 2, run: durationOf }],
]);

/** Whether a list holds a value. */
export function includes(items: readonly StorageValue[], value: StorageValue): boolean {
  return items.some((item) => areEqual(item, value));
}

function sizeOf(target: StorageValue): StorageValue {
  // A string's size counts code points, not UTF-16 units.
  if (typeof target === 'string') return Array.from(target).length;
  if (Array.isArray(target)) return target.length;
  const record = asRecord(target);
  return record ? Object.keys(record).length : wrongTarget(target);
}

function toNumber(value: StorageValue, isInteger: boolean): StorageValue {
  const pattern = isInteger ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
  if (typeof value === 'string' && pattern.test(value)) return Number(value);
  if (typeof value === 'number') return isInteger ? Math.trunc(value) : value;
  return new RuleFailure(`A ${kindOf(value)} cannot be turned into a number.`);
}

function toText(value: StorageValue): StorageValue {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return new RuleFailure(`A ${kindOf(value)} cannot be turned into a string.`);
}

function dateOf(year: StorageValue, [month, day]: readonly StorageValue[]): StorageValue {
  if (typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number') {
    return new RuleFailure('A date is made of three numbers.');
  }
  return new RuleTimestamp(Date.UTC(year, month - 1, day));
}

function durationOf(magnitude: StorageValue, [unit]: readonly StorageValue[]): StorageValue {
  const length = typeof unit === 'string' ? DURATION_UNITS.get(unit) : undefined;
  if (typeof magnitude !== 'number' || length === undefined) {
    return new RuleFailure('A duration is a number and a unit: w, d, h, m, s or ms.');
  }
  return new RuleDuration(magnitude * length);
}

function wrongTarget(target: StorageValue): RuleFailure {
  return target instanceof RuleFailure ? target : new RuleFailure(`A ${kindOf(target)} has no such method.`);
}
