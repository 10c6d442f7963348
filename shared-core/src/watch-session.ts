import { always, follow } from './derive.ts';
import { lapsing } from './lapsing.ts';
import { live } from './live.ts';
import type { SessionId } from './model/ids.ts';
import { paths } from './model/paths.ts';
import type { Platform } from './platform.ts';
import type { AuthPort, DatabasePort } from './ports.ts';
import type { Readable } from './store.ts';

/** Whether the session that the present token belongs to is over: ended, expired or gone. False until it is known. */
export function liveSessionOver(
  platform: Platform,
  database: DatabasePort,
  auth: AuthPort,
): Readable<boolean> {
  const known = new Map<SessionId, Readable<number | undefined>>();

  function liveUntil(session: SessionId): Readable<number | undefined> {
    let until = known.get(session);
    if (!until) {
      until = live<number | undefined>({
        platform,
        database,
        query: { path: `${paths.session(session)}/until` },
        initial: undefined,
        read: (stored) => (typeof stored === 'number' ? stored : 0),
      });
      known.set(session, until);
    }
    return until;
  }

  const until = follow(auth.claims, (claims) => (claims ? liveUntil(claims.sid) : always(undefined)));
  return lapsing(until, { platform, serverNow: () => database.serverNow() }, (end, now) => {
    if (end === undefined) return { value: false };
    return end > now ? { value: false, until: end } : { value: true };
  });
}
