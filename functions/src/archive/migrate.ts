import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { FunctionError } from '../errors/function-error.ts';
import type { Engine } from './engine.ts';
import { archiveMigrations } from './migrations.ts';
import type { ArchiveTables } from './schema.ts';

/**
 * Brings the tables up to date. One query when they are; several instances that start at once wait for each other.
 * Throws 'archive-misconfigured' when a migration fails, or the engine's own error when it does not answer.
 */
export async function migrateArchive(engine: Engine, db: Kysely<ArchiveTables>): Promise<void> {
  const migrations = archiveMigrations(engine);
  const latest = Object.keys(migrations).sort().at(-1) ?? '';
  if (await isUpToDate(db, latest)) return;
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (engine.failureKind(error) !== 'other' && error instanceof Error) throw error;
  throw new FunctionError('archive-misconfigured', 'the tables could not be brought up to date', {
    cause: error,
  });
}

async function isUpToDate(db: Kysely<ArchiveTables>, latest: string): Promise<boolean> {
  try {
    const { rows } = await sql`select name from kysely_migration where name = ${latest}`.execute(db);
    return rows.length > 0;
  } catch {
    // There is no such table yet, or no connection: the migrator says which.
    return false;
  }
}
