import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import { asModerator, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { requireRecent } from '../sessions/recent.ts';
import { newRecoveryCodeList, recoveryCodesUpdate } from './recovery-codes.ts';
import { loadFactors } from './stored-factor.ts';

/** Replaces all recovery codes of the caller, who must have a factor that they could stand in for. */
export const newRecoveryCodes: CallHandler<'newRecoveryCodes'> = {
  schema: z.strictObject({}),
  async answer({ claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, now));
    await requireRecent(caller, database, now);
    if ((await loadFactors(database, caller.id)).length === 0)
      throw new FunctionError('not-found', 'no factor');
    const recoveryCodes = newRecoveryCodeList();
    await database.update({
      ...recoveryCodesUpdate(caller.id, recoveryCodes),
      ...mailUpdate({ kind: 'notice', uid: caller.id, notice: 'recovery-codes-replaced' }, now),
      ...auditUpdate(caller, { action: 'recovery-codes.replace', outcome: 'done', target: caller.id }, now),
    });
    return { recoveryCodes };
  },
};
