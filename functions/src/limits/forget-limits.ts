import type { LiveDatabase } from '../ports.ts';
import { forgetWindows } from './limiter.ts';
import { everyLimit } from './sign-in-limits.ts';

const HOUR = 60 * 60_000;
const FORGOTTEN_TO = 'server/limits-forgotten-to';

/** Forgets the counts of every limit whose time is over. */
export async function forgetLimits(database: LiveDatabase, now: number): Promise<void> {
  const before = await database.read(FORGOTTEN_TO);
  const from = typeof before === 'number' ? before : now - HOUR;
  const forgotten = everyLimit().map((limit) =>
    forgetWindows(limit, Math.max(from - HOUR, now - 24 * HOUR), now),
  );
  await database.update(Object.assign({ [FORGOTTEN_TO]: now }, ...forgotten) as Record<string, unknown>);
}
