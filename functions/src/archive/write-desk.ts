import type { Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import type { ArchiveTables } from './schema.ts';

/** Writes the moderators that are new or have changed. */
export async function writeModerators(
  engine: Engine,
  db: Kysely<ArchiveTables>,
  rows: readonly ArchiveTables['moderators'][],
): Promise<void> {
  const kept = new Map((await db.selectFrom('moderators').selectAll().execute()).map((row) => [row.id, row]));
  for (const row of rows) {
    const before = kept.get(row.id);
    if (before === undefined) {
      await db.insertInto('moderators').values(row).modifyEnd(engine.skipDuplicates).execute();
    } else if (before.name !== row.name || before.level !== row.level || before.active !== row.active) {
      const { id, ...changed } = row;
      await db.updateTable('moderators').set(changed).where('id', '=', id).execute();
    }
  }
}

/**
 * Writes the audit entries that are missing and resolves with the ids of those that are there. Only inserts: no right to
 * update the table is needed, which MySQL demands for `on duplicate key`, even when nothing changes. Writers come one at
 * a time, by the sweep's lease; should two meet all the same, the second fails and finds everything at its next try.
 */
export async function writeAudit(
  db: Kysely<ArchiveTables>,
  rows: readonly ArchiveTables['audit_log'][],
): Promise<readonly string[]> {
  const ids = rows.map(({ id }) => id);
  const kept = await keptAudit(db, ids);
  const missing = rows.filter(({ id }) => !kept.has(id));
  if (missing.length === 0) return [...kept];
  await db.insertInto('audit_log').values(missing).execute();
  return [...(await keptAudit(db, ids))];
}

async function keptAudit(db: Kysely<ArchiveTables>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('audit_log').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map(({ id }) => id));
}
