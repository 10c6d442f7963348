import { z } from 'zod';
import { paths } from '@foyer/shared-core/model';
import { asModerator, authorize, worksFor } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';

/** The brands that exist and that the caller works for, by id. */
export const listBrands: CallHandler<'listBrands'> = {
  schema: z.strictObject({}),
  async answer({ claims }, ports) {
    const database = await ports.database();
    const [caller, brands] = await Promise.all([
      authorize(claims, database, ports.now()),
      database.read(paths.brands()),
    ]);
    const moderator = asModerator(caller);
    return {
      brands: Object.keys(brands ?? {})
        .filter((brand) => worksFor(moderator, brand))
        .sort(),
    };
  },
};
