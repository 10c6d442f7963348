import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { randomId, sha256 } from '../secrets.ts';

/** At most `most` in every `windowMs`, counted together by all instances. */
export interface Limit {
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
}

/** One thing to count: what limits it, and whose count it is (an address, an account). */
export interface Spending {
  readonly limit: Limit;
  readonly key: string;
}

interface Count {
  own: number;
  /** Known to be used up: a flood then costs neither a read nor a write. */
  isExhausted: boolean;
  readonly endsAt: number;
}

/** Beyond this, counts whose window has ended are dropped. */
const MANY_COUNTS = 10_000;

/**
 * Each instance writes what it has counted itself, beside what the others have counted: a shared counter could not be
 * read back reliably while own increments of it are under way.
 */
const instance = randomId();
const counts = new Map<string, Count>();

/**
 * Counts all of `spendings`. Throws 'too-many-attempts' when one of them is more than its limit allows; what was
 * counted stays counted.
 */
export async function spend(
  database: LiveDatabase,
  spendings: readonly Spending[],
  now: number,
): Promise<void> {
  const places = spendings.map((spending) => placeOf(spending, now));
  if (places.some(({ count }) => count.isExhausted)) throw new FunctionError('too-many-attempts');
  // Everybody keeps the number they drew: those who come at once must not be refused for each other's sake.
  const drawn = places.map(({ count }) => (count.own += 1));
  const [, ...stored] = await Promise.all([
    database.update(Object.fromEntries(places.map(({ path, count }) => [`${path}/${instance}`, count.own]))),
    ...places.map(({ path }) => database.read(path)),
  ]);
  const over = places.filter(
    ({ limit }, index) => (drawn[index] ?? 0) + othersIn(stored[index]) > limit.most,
  );
  for (const { count } of over) count.isExhausted = true;
  if (over.length > 0) throw new FunctionError('too-many-attempts');
}

/** Takes back what `spend` counted at `now`; the update that tells the other instances goes along with another one. */
export function refund(spendings: readonly Spending[], now: number): Readonly<Record<string, unknown>> {
  const places = spendings.map((spending) => placeOf(spending, now));
  for (const { count } of places) {
    count.own -= 1;
    count.isExhausted = false;
  }
  return Object.fromEntries(places.map(({ path, count }) => [`${path}/${instance}`, count.own]));
}

/** The update that forgets the windows of a limit that ended between two times. */
export function forgetWindows(limit: Limit, from: number, to: number): Readonly<Record<string, unknown>> {
  const forgotten: Record<string, unknown> = {};
  const last = Math.floor(to / limit.windowMs) - 1;
  for (let window = Math.floor(from / limit.windowMs); window < last; window += 1) {
    forgotten[`server/limits/${limit.name}/${window}`] = null;
  }
  return forgotten;
}

/** Keys are kept as hashes: an address is nobody's business, and may hold what a path may not. */
function placeOf(
  { limit, key }: Spending,
  now: number,
): { readonly limit: Limit; readonly path: string; readonly count: Count } {
  const window = Math.floor(now / limit.windowMs);
  const path = `server/limits/${limit.name}/${window}/${sha256(key).slice(0, 32)}`;
  const known = counts.get(path);
  if (known !== undefined) return { limit, path, count: known };
  if (counts.size >= MANY_COUNTS) {
    for (const [old, { endsAt }] of counts) if (endsAt <= now) counts.delete(old);
  }
  const count: Count = { own: 0, isExhausted: false, endsAt: (window + 1) * limit.windowMs };
  counts.set(path, count);
  return { limit, path, count };
}

function othersIn(stored: unknown): number {
  return Object.entries(stored ?? {})
    .filter(([who]) => who !== instance)
    .reduce((sum, [, count]) => sum + (typeof count === 'number' ? count : 0), 0);
}
