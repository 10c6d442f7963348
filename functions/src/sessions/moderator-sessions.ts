import { paths, type ModeratorId, type SessionId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';

/** What is known of one session of a moderator, beside what the rules read. */
export interface SessionRecord {
  readonly sid: SessionId;
  /** Milliseconds; 0 where it is not known. */
  readonly at: number;
  readonly until: number;
  readonly address?: string;
  readonly browser?: string;
}

export function sessionsPath(uid: ModeratorId): string {
  return `server/moderator-sessions/${uid}`;
}

/** Reads the list of somebody's sessions. A session of an earlier version is no more than the time of its end. */
export function readSessions(stored: unknown): readonly SessionRecord[] {
  return Object.entries((stored ?? {}) as Readonly<Record<string, number | Omit<SessionRecord, 'sid'>>>).map(
    ([sid, session]) => (typeof session === 'number' ? { sid, at: 0, until: session } : { ...session, sid }),
  );
}

/** The update that ends sessions: from then on no rule and no function accepts their tokens. */
export async function endSessionsUpdate(
  database: LiveDatabase,
  uid: ModeratorId,
  which: (session: SessionRecord) => boolean = () => true,
): Promise<{ readonly update: Readonly<Record<string, unknown>>; readonly ended: number }> {
  const ending = readSessions(await database.read(sessionsPath(uid))).filter(which);
  return {
    update: Object.fromEntries(
      ending.flatMap(({ sid }) => [
        [`${paths.session(sid)}/until`, 0],
        [`${sessionsPath(uid)}/${sid}`, null],
        [`server/reauthenticated/${sid}`, null],
      ]),
    ),
    ended: ending.length,
  };
}
