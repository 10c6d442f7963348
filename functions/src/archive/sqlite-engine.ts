import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect, sql, type Kysely, type SqliteDatabase } from 'kysely';
import type { Engine, FailureKind } from './engine.ts';
import type { ArchiveTables } from './schema.ts';
import { foldText } from './search-words.ts';

/** Primary result codes that speak of the row and not of the file (sqlite.org/rescode.html): TOOBIG, CONSTRAINT, MISMATCH. */
const DATA_ERRORS = new Set([18, 19, 20]);

/** BUSY, LOCKED: another process writes, for longer than the busy timeout. */
const TRANSIENT_ERRORS = new Set([5, 6]);

/** SQLite waits on the event loop's own thread: shortly, therefore, and the caller tries again. */
const BUSY_TIMEOUT_MS = 20;

/** A migration is one transaction, which Kysely does not assume of SQLite: all of it or nothing, and one at a time. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class NodeSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** The embedded archive: one file, and Node's own SQLite. */
export function createSqliteEngine(file: string): Engine {
  return {
    name: 'sqlite',
    dialect: new NodeSqliteDialect({ database: () => Promise.resolve(openFile(file)) }),
    types: {
      id: sql`text`,
      short: (column, length) => sql`text check (length(${sql.ref(column)}) <= ${sql.lit(length)})`,
      text: (column) => sql`text check (length(cast(${sql.ref(column)} as blob)) <= 65535)`,
    },
    tableOptions: sql``,
    skipDuplicates: sql`on conflict do nothing`,
    async createIndex(db, statement) {
      await statement.execute(db);
    },
    async addColumn(db, statement) {
      await statement.execute(db);
    },
    createSearchIndex,
    hasWords: (words) =>
      sql<boolean>`messages.rowid in (select rowid from message_search where message_search match ${words
        .map((word) => `"${word}" *`)
        .join(' ')})`,
    contains: (part) => sql<boolean>`instr(fold_text(messages.body), ${foldText(part)}) > 0`,
    check: () => Promise.resolve(),
    failureKind,
    close: () => Promise.resolve(),
  };
}

/** The index holds no copy of the texts: it reads them from `messages`, whose triggers keep it up to date. */
async function createSearchIndex(db: Kysely<ArchiveTables>): Promise<void> {
  await sql`create virtual table message_search using fts5(
    body, content = 'messages', tokenize = 'unicode61 remove_diacritics 2', prefix = '3')`.execute(db);
  await sql`create trigger messages_inserted after insert on messages begin
    insert into message_search (rowid, body) values (new.rowid, new.body); end`.execute(db);
  await sql`create trigger messages_deleted after delete on messages begin
    insert into message_search (message_search, rowid, body) values ('delete', old.rowid, old.body); end`.execute(
    db,
  );
  await sql`create trigger messages_updated after update on messages begin
    insert into message_search (message_search, rowid, body) values ('delete', old.rowid, old.body);
    insert into message_search (rowid, body) values (new.rowid, new.body); end`.execute(db);
}

function openFile(file: string): SqliteDatabase {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.function('fold_text', { deterministic: true }, (text) => foldText(String(text)));
  return {
    close: () => database.close(),
    prepare(query) {
      // A transaction that begins by reading could not become a writing one beside another writer.
      const statement = database.prepare(query === 'begin' ? 'begin immediate' : query);
      const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}

function failureKind(cause: unknown): FailureKind {
  const extended = (cause as { errcode?: unknown } | null)?.errcode;
  if (typeof extended !== 'number') return 'other';
  const primary = extended & 0xff;
  if (DATA_ERRORS.has(primary)) return 'data';
  return TRANSIENT_ERRORS.has(primary) ? 'transient' : 'other';
}
