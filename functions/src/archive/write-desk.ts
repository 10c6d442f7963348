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

/** Writes audit entries and reads back which of them are there. */
export async function writeAudit(
  engine: Engine,
  db: Kysely<ArchiveTables>,
  rows: readonly ArchiveTables['audit_log'][],
): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  await db.insertInto('audit_log').values(rows).modifyEnd(engine.skipDuplicates).execute();
  const ids = rows.map(({ id }) => id);
  const kept = await db.selectFrom('audit_log').select('id').where('id', 'in', ids).execute();
  return kept.map(({ id }) => id);
}
