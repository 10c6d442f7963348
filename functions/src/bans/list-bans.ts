import { z } from 'zod';
import { asModeratorOf, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { keySchema } from '../input.ts';
import { loadBans, shownBan } from './stored-ban.ts';

/** The bans of a brand that have not ended, newest first. For operators of the brand. */
export const listBans: CallHandler<'listBans'> = {
  schema: z.strictObject({ brand: keySchema }),
  async answer({ data: { brand }, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    asModeratorOf(await authorize(claims, database, now), brand);
    const running = (await loadBans(database, brand)).filter(({ until }) => until > now);
    return { bans: running.sort((a, b) => b.at - a.at).map(shownBan) };
  },
};
