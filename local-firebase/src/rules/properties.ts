import { STRING_METHODS } from './builtins.ts';
import { RuleFailure } from './rule-failure.ts';
import { RuleSnapshot } from './rule-snapshot.ts';
import type { RuleValue } from './rule-value.ts';

const NO_PROPERTY = new RuleFailure('A snapshot or regular expression has no such property.');
const NOT_CALLED = new RuleFailure('A string method is not a value: it must be called.');
const BAD_KEY = new RuleFailure('A property name is neither a string nor a number.');

/** What `object[key]` is, for a key that is computed. */
export function memberOf(object: RuleValue, key: RuleValue): RuleValue {
  if (object === null || object instanceof RuleFailure) return object;
  if (typeof key === 'string' || typeof key === 'number') return propertyOf(object, key);
  return key instanceof RuleFailure ? key : BAD_KEY;
}

/**
 * Looks up what a token says under a name; null where it says nothing. Only own properties count: a claim named
 * `toString` exists when the token has one, not because JavaScript objects do.
 */
export function propertyOf(object: RuleValue, name: string | number): RuleValue {
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
