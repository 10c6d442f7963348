import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import { asAdmin, asModerator, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { assertManages } from '../desk/assert-manages.ts';
import { keySchema } from '../input.ts';
import { endSessionsUpdate } from './moderator-sessions.ts';

/** Ends sessions of the caller, or, for admins, of somebody they manage: refused at their very next act. */
export const endSessions: CallHandler<'endSessions'> = {
  schema: z
    .strictObject({
      of: keySchema.optional(),
      sid: keySchema.optional(),
      which: z.enum(['others', 'all']).optional(),
    })
    .refine(({ sid, which }) => (sid === undefined) !== (which === undefined), {
      path: ['which'],
    }) as CallHandler<'endSessions'>['schema'],
  async answer({ data: { of: whose, sid, which }, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, now));
    const of = whose ?? caller.id;
    if (of !== caller.id) await assertManages(asAdmin(caller), of, database);
    const { update, ended } = await endSessionsUpdate(database, of, (session) =>
      sid === undefined ? which === 'all' || session.sid !== caller.sid : session.sid === sid,
    );
    if (sid !== undefined && ended === 0) throw new FunctionError('not-found');
    await database.update({
      ...update,
      ...auditUpdate(
        caller,
        { action: 'session.end', outcome: 'done', target: of, detail: { which: which ?? 'one', ended } },
        now,
      ),
    });
    return { ended };
  },
};
