import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import { asModeratorOf, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import { addressBansPath } from './banned-addresses.ts';
import { bansPath, loadBans, marksUpdate } from './stored-ban.ts';

/** Ends a ban before its time. Whoever is under another one stays so. For operators of the brand. */
export const liftBan: CallHandler<'liftBan'> = {
  schema: z.strictObject({ brand: keySchema, id: keySchema }),
  async answer({ data: { brand, id }, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asModeratorOf(await authorize(claims, database, now), brand);
    await spend(database, [{ limit: callLimits.bans, key: caller.id }], now);
    const bans = await loadBans(database, brand);
    const lifted = bans.find((ban) => ban.id === id);
    if (lifted === undefined) throw new FunctionError('not-found');
    const others = bans.filter((ban) => ban.id !== id && ban.until > now);
    const target = lifted.visitorId ?? lifted.range ?? '';
    await database.update({
      [`${bansPath(brand)}/${id}`]: null,
      [`${addressBansPath(brand)}/${id}`]: null,
      ...marksUpdate(brand, Object.keys(lifted.marked ?? {}), others),
      ...auditUpdate(caller, { action: 'ban.lift', outcome: 'done', brand, target, detail: { id } }, now),
    });
    return { lifted: true };
  },
};
