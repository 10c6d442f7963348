import { z } from 'zod';
import { asModerator, authorize, worksFor } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { stateOf } from '../keeping/sweep.ts';
import { spend } from '../limits/limiter.ts';
import { searchLimit } from '../limits/sign-in-limits.ts';
import { reportDays } from './report-days.ts';
import { isTimeZone } from './time-zone.ts';

const LONGEST_RANGE_MS = 400 * 24 * 60 * 60_000;
const timeSchema = z.number().min(0).max(8.64e15);

/** Conversations and first response times of one brand by day, from the archive. */
export const conversationReport: CallHandler<'conversationReport'> = {
  schema: z
    .strictObject({
      ...{ brand: keySchema, from: timeSchema, to: timeSchema },
      timeZone: z.string().max(64).refine(isTimeZone),
    })
    .refine(({ from, to }) => from < to && to - from <= LONGEST_RANGE_MS, { path: ['to'] }),
  async answer({ data, claims }, ports) {
    const { brand, from, to, timeZone } = data;
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, ports.now()));
    if (!worksFor(caller, brand)) throw new FunctionError('refused');
    await spend(database, [{ limit: searchLimit, key: caller.id }], ports.now());
    const archive = await ports.archive();
    const [conversations, completeAt, newestAt] = await Promise.all([
      archive.conversationTimes(brand, from, to),
      database.read(`${stateOf(brand)}/completeAt`),
      archive.newestMessageAt(brand),
    ]);
    return {
      days: reportDays(conversations, { from, to, timeZone }),
      // The last sweep found everything until then; before the first one, the newest row is all that is known.
      asOf: typeof completeAt === 'number' ? completeAt : (newestAt ?? 0),
    };
  },
};
