import type { Kysely } from 'kysely';
import type { AuditEntry, AuditQuery } from './archive.ts';
import { auditEntry } from './rows.ts';
import type { ArchiveTables } from './schema.ts';

/** Audit entries, newest first; those of other brands are left out by the engine itself. */
export async function readAudit(
  db: Kysely<ArchiveTables>,
  { brands, actorId, action, before, limit }: AuditQuery,
): Promise<readonly AuditEntry[]> {
  if (brands?.length === 0) return [];
  let query = db.selectFrom('audit_log').selectAll();
  if (brands !== null) query = query.where('brand', 'in', brands);
  if (actorId !== undefined) query = query.where('actor_id', '=', actorId);
  if (action !== undefined) query = query.where('action', '=', action);
  if (before !== undefined) {
    query = query.where((eb) =>
      eb.or([eb('at', '<', before.at), eb.and([eb('at', '=', before.at), eb('id', '<', before.id)])]),
    );
  }
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(auditEntry);
}
