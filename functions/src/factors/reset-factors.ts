import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import { asAdmin, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { assertManages } from '../desk/assert-manages.ts';
import { keySchema } from '../input.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { endSessionsUpdate } from '../sessions/moderator-sessions.ts';
import { requireRecent } from '../sessions/recent.ts';
import { dropRecoveryCodes } from './recovery-codes.ts';
import { factorsPath, loadFactors } from './stored-factor.ts';

/** Removes every second factor of somebody who lost theirs. They are signed out everywhere, and told by mail. */
export const resetFactors: CallHandler<'resetFactors'> = {
  schema: z.strictObject({ id: keySchema }),
  async answer({ data: { id }, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asAdmin(await authorize(claims, database, now));
    await assertManages(caller, id, database);
    await requireRecent(caller, database, now);
    const [factors, sessions] = await Promise.all([
      loadFactors(database, id),
      endSessionsUpdate(database, id),
    ]);
    await database.update({
      ...sessions.update,
      [factorsPath(id)]: null,
      ...dropRecoveryCodes(id),
      ...mailUpdate({ kind: 'notice', uid: id, notice: 'factors-reset' }, now),
      ...auditUpdate(
        caller,
        { action: 'factor.reset', outcome: 'done', target: id, detail: { removed: factors.length } },
        now,
      ),
    });
    return { removed: factors.length };
  },
};
