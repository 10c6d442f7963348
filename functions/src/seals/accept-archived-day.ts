import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import { asAdmin, authorize, worksFor } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import { requireRecent } from '../sessions/recent.ts';
import { dayOf } from './day.ts';
import { sealPath } from './seal-places.ts';

/**
 * Takes what is archived of a day for right, though it differs: the schedule's next run seals it as it is then. For admins of
 * the brand who have just proven who they are, because it is how a difference falls silent.
 */
export const acceptArchivedDay: CallHandler<'acceptArchivedDay'> = {
  schema: z.strictObject({ brand: keySchema, day: z.iso.date() }),
  async answer({ data: { brand, day }, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asAdmin(await authorize(claims, database, now));
    if (!worksFor(caller, brand)) throw new FunctionError('refused', 'not of the own brands');
    await requireRecent(caller, database, now);
    await spend(database, [{ limit: callLimits.audit, key: caller.id }], now);
    const path = sealPath(brand, dayOf(Date.parse(day)));
    if ((await database.read(path)) === null) throw new FunctionError('not-found');
    await database.update({
      [`${path}/reseal`]: true,
      [`${path}/due`]: 0,
      ...auditUpdate(caller, { action: 'archive.reseal', outcome: 'done', brand, target: day }, now),
    });
    return { accepted: true };
  },
};
