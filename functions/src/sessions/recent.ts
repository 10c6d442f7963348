import type { ModeratorId, SessionId } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { sessionsPath } from './moderator-sessions.ts';

/** For so long after proving who one is, dangerous actions need no new proof; in milliseconds. */
export const RECENT_MS = 10 * 60_000;

/**
 * Demands that the caller has signed in, or has proven again who they are, within the last ten minutes: a desk that was
 * left open, or a stolen token, is not enough for what is dangerous. Throws 'reauthentication-required'.
 */
export async function requireRecent(
  caller: { readonly id: ModeratorId; readonly sid: SessionId },
  database: LiveDatabase,
  now: number,
): Promise<void> {
  const [signedInAt, proven] = await Promise.all([
    database.read(`${sessionsPath(caller.id)}/${caller.sid}/at`),
    database.read(`server/reauthenticated/${caller.sid}`),
  ]);
  if (typeof signedInAt === 'number' && signedInAt + RECENT_MS > now) return;
  if (typeof proven === 'number' && proven > now) return;
  throw new FunctionError('reauthentication-required');
}
