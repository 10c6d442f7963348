import { z } from 'zod';
import type { AuditQuery, AuditEntry } from '../archive/archive.ts';
import { asAdmin, authorize, worksFor } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import { newestWaiting } from './newest-waiting.ts';

const USUAL_ROWS = 50;
const MOST_ROWS = 200;

/**
 * The audit log, newest first. Admins of every brand see all of it, others the lines of their brands. Lines that wait to
 * be archived are there, too, so that an act is seen at once. Throws 'archive-unavailable'.
 */
export const listAudit: CallHandler<'listAudit'> = {
  schema: z.strictObject({
    brand: keySchema.optional(),
    actorId: keySchema.optional(),
    action: z.string().max(64).optional(),
    before: z.strictObject({ at: z.number().min(0).max(8.64e15), id: keySchema }).optional(),
    limit: z.int().min(1).max(MOST_ROWS).optional(),
  }) as CallHandler<'listAudit'>['schema'],
  async answer({ data, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asAdmin(await authorize(claims, database, now));
    const { brand, actorId, action, before, limit = USUAL_ROWS } = data;
    if (brand !== undefined && !worksFor(caller, brand)) throw new FunctionError('refused');
    await spend(database, [{ limit: callLimits.audit, key: caller.id }], now);
    const { everyBrand, brands } = caller.moderator;
    const seen = brand !== undefined ? [brand] : everyBrand ? null : brands;
    const query: AuditQuery = { brands: seen, actorId, action, before, limit: limit + 1 };
    // What is archived meanwhile is in both, never in neither.
    const waiting = await newestWaiting(database, query);
    const archived = await (await ports.archive()).listAudit(query);
    const rows = new Map([...waiting, ...archived].map((row) => [row.id, row]));
    const sorted = [...rows.values()].sort(newestFirst);
    return { rows: sorted.slice(0, limit), more: sorted.length > limit };
  },
};

function newestFirst(a: AuditEntry, b: AuditEntry): number {
  return b.at - a.at || (a.id < b.id ? 1 : -1);
}
