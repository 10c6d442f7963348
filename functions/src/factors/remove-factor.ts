import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import { asModerator, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { endSessionsUpdate } from '../sessions/moderator-sessions.ts';
import { requireRecent } from '../sessions/recent.ts';
import { dropRecoveryCodes } from './recovery-codes.ts';
import { factorPath, loadFactors } from './stored-factor.ts';

/** Removes one of the caller's own second factors, ends their other sessions, and tells them by mail. */
export const removeFactor: CallHandler<'removeFactor'> = {
  schema: z.strictObject({ id: keySchema }),
  async answer({ data, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, now));
    await requireRecent(caller, database, now);
    const factors = await loadFactors(database, caller.id);
    const factor = factors.find(({ id }) => id === data.id);
    if (factor === undefined) throw new FunctionError('not-found');
    const others = await endSessionsUpdate(database, caller.id, ({ sid }) => sid !== caller.sid);
    await database.update({
      ...others.update,
      [factorPath(caller.id, factor.id)]: null,
      ...(factors.length === 1 ? dropRecoveryCodes(caller.id) : {}),
      ...mailUpdate({ kind: 'notice', uid: caller.id, notice: 'factor-removed' }, now),
      ...auditUpdate(
        caller,
        { action: 'factor.remove', outcome: 'done', target: caller.id, detail: { kind: factor.kind } },
        now,
      ),
    });
    return { removed: true };
  },
};
