import { RuleFailure } from '../rules/rule-failure.ts';

/** A point in time, as `request.time` and the times of a resource are. */
export class RuleTimestamp {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
}

/** A length of time. */
export class RuleDuration {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
}

/** A map of the rules language: names are looked up as own properties only. */
export type RuleRecord = Readonly<Record<string, unknown>>;

/** What an expression of storage.rules evaluates to; a failure is a value, and an `allow` whose value it is does not allow. */
export type StorageValue =
  | string
  | number
  | boolean
  | null
  | RuleTimestamp
  | RuleDuration
  | RuleFailure
  | readonly unknown[]
  | RuleRecord;

/** A name for the kind of a value, as in messages. */
export function kindOf(value: StorageValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof RuleTimestamp) return 'timestamp';
  if (value instanceof RuleDuration) return 'duration';
  if (value instanceof RuleFailure) return 'failure';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'map' : typeof value;
}

/** The value as a map, or undefined when it is none. */
export function asRecord(value: StorageValue): RuleRecord | undefined {
  return kindOf(value) === 'map' ? (value as RuleRecord) : undefined;
}

/** A map's entry, or undefined when it has none of that name. */
export function ownEntry(record: RuleRecord, name: string): StorageValue | undefined {
  return Object.hasOwn(record, name) ? ((record[name] ?? null) as StorageValue) : undefined;
}

/** Whether two values are equal; of different kinds they are not, lists and maps are compared by content. */
export function areEqual(left: StorageValue, right: StorageValue): boolean {
  if (left === right) return true;
  const kind = kindOf(left);
  if (kind !== kindOf(right)) return false;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => areEqual(item as StorageValue, right[index] as StorageValue))
    );
  }
  if (left instanceof RuleTimestamp && right instanceof RuleTimestamp)
    return left.milliseconds === right.milliseconds;
  if (left instanceof RuleDuration && right instanceof RuleDuration)
    return left.milliseconds === right.milliseconds;
  const [one, other] = [asRecord(left), asRecord(right)];
  if (!one || !other) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => {
      const entry = ownEntry(other, name);
      return entry !== undefined && areEqual(one[name] as StorageValue, entry);
    })
  );
}
