/** Stands below every key in the order: what a query sends when a bound must come before all keys of a value. */
export const MIN_KEY = '[MIN_NAME]';
/** Stands above every key in the order. */
export const MAX_KEY = '[MAX_NAME]';

const DASH = 45;
const ZERO = 48;
const NINE = 57;
/** The first unit of `MIN_KEY` and `MAX_KEY`. */
const OPENING_BRACKET = 91;

const INTEGER_KEY = /^-?0*\d{1,10}$/;
const INT32_MIN = -2147483648;
const INT32_MAX = 2147483647;

/** Whether a key may be an integer or a bound, by its first units: most are names, or push ids, which begin with a dash. */
function mayBeSpecial(key: string): boolean {
  let code = key.charCodeAt(0);
  if (code === DASH) code = key.charCodeAt(1);
  return (code >= ZERO && code <= NINE) || code === OPENING_BRACKET;
}

/** The 32-bit integer a key stands for, or undefined: `"007"` is 7, `"2147483648"` is a plain string. */
function integerOfKey(key: string): number | undefined {
  if (!mayBeSpecial(key) || !INTEGER_KEY.test(key)) return undefined;
  const value = Number(key);
  return value >= INT32_MIN && value <= INT32_MAX ? value : undefined;
}

/**
 * Firebase's key order: 32-bit integers first and by number (equal numbers by length), then strings by UTF-16 unit;
 * `MIN_KEY` before and `MAX_KEY` after everything (FIREBASE wire protocol v5, `nameCompare` of the SDK).
 */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  // By far the most comparisons end here.
  if (!mayBeSpecial(a) && !mayBeSpecial(b)) return a < b ? -1 : 1;
  if (a === MIN_KEY || b === MAX_KEY) return -1;
  if (b === MIN_KEY || a === MAX_KEY) return 1;
  const left = integerOfKey(a);
  const right = integerOfKey(b);
  if (left !== undefined) {
    if (right === undefined) return -1;
    return left === right ? a.length - b.length : left - right;
  }
  if (right !== undefined) return 1;
  return a < b ? -1 : 1;
}
