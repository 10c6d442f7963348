import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import { asAdmin, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { assertManages } from '../desk/assert-manages.ts';
import { keySchema } from '../input.ts';
import { spend } from '../limits/limiter.ts';
import { signInLimits } from '../limits/sign-in-limits.ts';
import { mailUpdate } from '../mail/mail-job.ts';

/** Sends an invitation once more to somebody who has not redeemed one; the earlier link is void from then on. */
export const inviteAgain: CallHandler<'inviteAgain'> = {
  schema: z.strictObject({
    id: keySchema,
    language: z.enum(['en', 'de']).optional(),
  }) as CallHandler<'inviteAgain'>['schema'],
  async answer({ data: { id, language }, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asAdmin(await authorize(claims, database, now));
    await assertManages(caller, id, database);
    const invited = await database.read(`server/moderator-accounts/${id}/invitedAt`);
    if (invited === null)
      throw new FunctionError('bad-input', 'the invitation was redeemed', { field: 'id' });
    await spend(database, [{ limit: signInLimits.resetByMailbox, key: `invite\n${id}` }], now);
    await database.update({
      [`server/moderator-accounts/${id}/invitedAt`]: now,
      ...mailUpdate({ kind: 'invite', uid: id, ...(language === undefined ? {} : { language }) }, now),
      ...auditUpdate(caller, { action: 'moderator.invite', outcome: 'done', target: id }, now),
    });
    return { sent: true };
  },
};
