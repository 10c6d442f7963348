import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { sha256 } from '../secrets.ts';

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

/** More keys than this are not remembered by one instance; the counts in the database hold anyway. */
const MOST_REMEMBERED = 10_000;

/** Counts known to be exhausted, until their window ends: a flood then costs neither a read nor a write. */
const exhausted = new Map<string, number>();

const ONE_MORE = { '.sv': { increment: 1 } };
const ONE_LESS = { '.sv': { increment: -1 } };

/**
 * Counts all of `spendings`. Throws 'too-many-attempts' when one of them is more than its limit allows; what was
 * counted stays counted.
 */
export async function spend(
  database: LiveDatabase,
  spendings: readonly Spending[],
  now: number,
): Promise<void> {
  const places = spendings.map(({ limit, key }) => ({ limit, path: countPath(limit, key, now) }));
  if (places.some(({ path }) => (exhausted.get(path) ?? 0) > now))
    throw new FunctionError('too-many-attempts');
  // One connection keeps the order: the counts come back with what was just added.
  const [, ...counts] = await Promise.all([
    database.update(Object.fromEntries(places.map(({ path }) => [path, ONE_MORE]))),
    ...places.map(({ path }) => database.read(path)),
  ]);
  const over = places.filter(({ limit }, index) => Number(counts[index] ?? 0) > limit.most);
  for (const { limit, path } of over) remember(path, (Math.floor(now / limit.windowMs) + 1) * limit.windowMs);
  if (over.length > 0) throw new FunctionError('too-many-attempts');
}

/** The update that takes back what `spend` counted at `now`, to go along with another one. */
export function refund(spendings: readonly Spending[], now: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(spendings.map(({ limit, key }) => [countPath(limit, key, now), ONE_LESS]));
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
function countPath(limit: Limit, key: string, now: number): string {
  return `server/limits/${limit.name}/${Math.floor(now / limit.windowMs)}/${sha256(key).slice(0, 32)}`;
}

function remember(path: string, until: number): void {
  if (exhausted.size >= MOST_REMEMBERED) exhausted.clear();
  exhausted.set(path, until);
}
