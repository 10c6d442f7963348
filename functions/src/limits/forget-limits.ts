import type { LiveDatabase } from '../ports.ts';
import { forgetWindows } from './limiter.ts';
import { everyLimit } from './sign-in-limits.ts';

const HOUR = 60 * 60_000;
const FORGOTTEN_TO = 'server/limits-forgotten-to';

/** Most time whose counts one run forgets: each window of each limit is a path of the update. */
const MOST_AT_ONCE_MS = 24 * HOUR;

/** Forgets the counts of every limit whose time is over; after a long pause, a part of them in each run. */
export async function forgetLimits(database: LiveDatabase, now: number): Promise<void> {
  const before = await database.read(FORGOTTEN_TO);
  const from = typeof before === 'number' ? before : now - HOUR;
  const to = Math.min(now, from + MOST_AT_ONCE_MS);
  const forgotten = everyLimit().map((limit) => forgetWindows(limit, from - HOUR, to));
  await database.update(Object.assign({ [FORGOTTEN_TO]: to }, ...forgotten) as Record<string, unknown>);
}
