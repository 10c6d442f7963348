import { z } from 'zod';
import { isEmail } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { asVisitor, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import { perAddress } from '../limits/sign-in-limits.ts';
import { claimMailbox } from '../mail/claim-mailbox.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { readConversation } from './read-conversation.ts';

/**
 * Takes a visitor's wish to have a conversation of theirs by mail. What nobody has answered is not sent: a guest could
 * else write to anybody in the company's name. Limited by visitor, by caller's address, by mailbox and by brand.
 */
export const mailTranscript: CallHandler<'mailTranscript'> = {
  schema: z.strictObject({
    brand: keySchema,
    room: keySchema,
    // What separates addresses, names one or quotes it is in none that people have.
    email: z
      .string()
      .max(254)
      .regex(/^[^<>()[\]\\,;:"\p{Cc}]+$/u)
      .refine(isEmail),
    locale: z.string().max(35).refine(isLocale),
    timeZone: z.string().max(64).refine(isTimeZone),
  }),
  async answer({ data, claims, address }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asVisitor(await authorize(claims, database, now));
    const { brand, room, email, locale, timeZone } = data;
    const own = { limit: callLimits.transcripts, key: caller.id };
    await spend(database, [own, ...perAddress(callLimits.transcriptsFrom, address)], now);
    const messages = await readConversation(database, { brand, room, visitor: caller.id });
    if (caller.brand !== brand || messages === null) throw new FunctionError('not-found');
    if (!messages.some(({ role, kind }) => role !== 'client' && kind !== 'event'))
      throw new FunctionError('refused', 'nobody has answered');
    await claimMailbox(database, { brand, visitor: caller.id, email }, now);
    const counted = [
      { limit: callLimits.transcriptsTo, key: email.toLowerCase() },
      { limit: callLimits.transcriptsOfBrand, key: brand },
    ];
    await spend(database, counted, now);
    const job = { kind: 'transcript', visitor: caller.id, brand, room, email, locale, timeZone } as const;
    await database.update({
      ...mailUpdate(job, now),
      ...auditUpdate(
        { ...caller, role: 'client' },
        { action: 'visitor.transcript', outcome: 'done', brand, target: room },
        now,
      ),
    });
    return { accepted: true };
  },
};

function isLocale(tag: string): boolean {
  return succeeds(() => Intl.getCanonicalLocales(tag));
}

function isTimeZone(timeZone: string): boolean {
  return succeeds(() => Intl.DateTimeFormat('en', { timeZone }));
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
