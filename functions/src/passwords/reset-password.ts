import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { spend } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { endSessionsUpdate } from '../sessions/moderator-sessions.ts';
import { activeModerator } from '../sign-in/active-moderator.ts';
import { callerOf } from '../sign-in/open-moderator-session.ts';
import { peekPasswordCode, takePasswordCode } from './password-code.ts';
import { assertStrongPassword } from './password-strength.ts';

/**
 * Redeems the code of a mail: the account gets the new password and every session of it ends. Nobody is signed in by
 * this; the second factor is asked for at the sign-in that follows.
 */
export const resetPassword: CallHandler<'resetPassword'> = {
  schema: z.strictObject({ code: z.string().min(1).max(200), password: z.string().min(1).max(1024) }),
  async answer({ data, address }, ports) {
    const now = ports.now();
    const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
    await spend(database, perAddress(signInLimits.resetByAddress, address), now);
    const { uid } = await peekPasswordCode(database, data.code, now);
    const [moderator, emails] = await Promise.all([activeModerator(database, uid), accounts.emails([uid])]);
    const email = emails.get(uid);
    if (moderator === null || email === undefined) throw new FunctionError('code-expired');
    assertStrongPassword(data.password, email);
    const { kind } = await takePasswordCode(database, data.code, now);
    await accounts.change(uid, { password: data.password });
    const { update, ended } = await endSessionsUpdate(database, uid);
    await database.update({
      ...update,
      [`server/password-code-of/${uid}`]: null,
      [`server/moderator-accounts/${uid}/invitedAt`]: null,
      ...(kind === 'reset' ? mailUpdate({ kind: 'notice', uid, notice: 'password-changed' }, now) : {}),
      ...auditUpdate(
        callerOf(moderator, address.client),
        { action: 'moderator.password-reset', outcome: 'done', target: uid, detail: { kind, ended } },
        now,
      ),
    });
    return { email };
  },
};
