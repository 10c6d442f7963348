import { lapsing } from '../lapsing.ts';
import { live } from '../live.ts';
import { limits } from '../model/limits.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import type { Readable } from '../store.ts';

/** Whether any lease below `path` is younger than the longest age of a lease, by the server's clock. */
export function livePresence(platform: Platform, database: DatabasePort, path: string): Readable<boolean> {
  const newest = live<number>({
    platform,
    database,
    query: { path },
    initial: -Infinity,
    read: (stored) => Math.max(...Object.values(stored ?? {}).map((lease: unknown) => leaseTime(lease))),
  });
  const clock = { platform, serverNow: () => database.serverNow() };
  return lapsing(newest, clock, (at, now) => {
    const until = at + limits.leaseMaxAgeMs;
    return until > now ? { value: true, until } : { value: false };
  });
}

function leaseTime(lease: unknown): number {
  return typeof lease === 'object' && lease !== null && 'at' in lease && typeof lease.at === 'number'
    ? lease.at
    : -Infinity;
}
