import { z } from 'zod';
import type { CallHandler } from '../call.ts';
import { spend } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { sha256 } from '../secrets.ts';

/**
 * Takes a wish for a new password. Whose address it is, and whether it is anybody's, is looked up by the function that
 * writes the mail: the answer cannot tell, because what answers does not know.
 */
export const requestPasswordReset: CallHandler<'requestPasswordReset'> = {
  schema: z.strictObject({
    email: z.string().min(3).max(254),
    language: z.enum(['en', 'de']).optional(),
  }) as CallHandler<'requestPasswordReset'>['schema'],
  async answer({ data, address }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const email = data.email.trim();
    const { resetByAddress, resetByMailbox } = signInLimits;
    await spend(
      database,
      [...perAddress(resetByAddress, address), { limit: resetByMailbox, key: sha256(email.toLowerCase()) }],
      now,
    );
    const { language } = data;
    const job = { kind: 'reset', email, ...(language === undefined ? {} : { language }) } as const;
    await database.update(mailUpdate(job, now));
    return { accepted: true };
  },
};
