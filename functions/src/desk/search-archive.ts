import { z } from 'zod';
import { asModerator, authorize, worksFor } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { spend } from '../limits/limiter.ts';
import { searchLimit } from '../limits/sign-in-limits.ts';

const MOST_HITS = 100;
const USUAL_HITS = 50;

/** Full-text search over everything that was ever said in the caller's brands, newest first. */
export const searchArchive: CallHandler<'searchArchive'> = {
  schema: z.strictObject({
    text: z.string().max(500),
    brand: keySchema.optional(),
    limit: z.int().min(1).max(MOST_HITS).optional(),
  }) as CallHandler<'searchArchive'>['schema'],
  async answer({ data, claims }, ports) {
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, ports.now()));
    if (data.brand !== undefined && !worksFor(caller, data.brand)) throw new FunctionError('refused');
    await spend(database, [{ limit: searchLimit, key: caller.id }], ports.now());
    const { everyBrand, brands } = caller.moderator;
    const archive = await ports.archive();
    const hits = await archive.search({
      text: data.text,
      brands: data.brand === undefined ? (everyBrand ? null : brands) : [data.brand],
      limit: data.limit ?? USUAL_HITS,
    });
    return { hits };
  },
};
