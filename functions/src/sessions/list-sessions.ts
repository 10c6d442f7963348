import { z } from 'zod';
import { asAdmin, asModerator, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { assertManages } from '../desk/assert-manages.ts';
import { keySchema } from '../input.ts';
import { readSessions, sessionsPath } from './moderator-sessions.ts';

/** The running sessions of the caller, or, for admins, of somebody they manage; newest first. */
export const listSessions: CallHandler<'listSessions'> = {
  schema: z.strictObject({ of: keySchema.optional() }) as CallHandler<'listSessions'>['schema'],
  async answer({ data, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, now));
    const of = data.of ?? caller.id;
    if (of !== caller.id) await assertManages(asAdmin(caller), of, database);
    const sessions = readSessions(await database.read(sessionsPath(of)));
    return {
      sessions: sessions
        .filter(({ until }) => until > now)
        .sort((a, b) => b.at - a.at)
        .map((session) => ({ ...session, current: session.sid === caller.sid })),
    };
  },
};
