import {
  CompiledQuery,
  MysqlDialect,
  sql,
  type DatabaseConnection,
  type Kysely,
  type RawBuilder,
} from 'kysely';
import { createPool, type PoolOptions } from 'mysql2';
import { FunctionError } from '../errors/function-error.ts';
import type { Engine, FailureKind } from './engine.ts';
import type { ArchiveTables } from './schema.ts';

/** How to reach a MySQL or MariaDB, and what to close afterwards. */
export interface MysqlConnection {
  readonly options: PoolOptions;
  close?(): void;
}

/**
 * Connections per instance. A Cloud SQL database takes 100 from one Cloud Run service; instances are capped in
 * `archiveOptions`.
 */
const POOL_SIZE = 3;
const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 60_000;

/**
 * What every connection begins with. A value that does not fit is an error and never cut (strict), a statement is read
 * the same way by both engines, and backslashes escape, which mysql2's own escaping relies on.
 */
const SQL_MODE =
  'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
const SESSION = [
  'set names utf8mb4 collate utf8mb4_unicode_520_ci',
  `set session sql_mode = '${SQL_MODE}'`,
  'set session transaction isolation level read committed',
];

const DUPLICATE_KEY_NAME = 1061;
const DUPLICATE_COLUMN_NAME = 1060;

/**
 * Lock wait timeout, deadlock, and a row that somebody else wrote since we looked
 * (dev.mysql.com/doc/mysql-errors/8.0).
 */
const CONFLICTS = new Set([1205, 1213, 1062]);
const BROKEN_CONNECTION = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE']);
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);

/** Too many connections, server shutdown in progress, read-only while failing over. */
const NOT_NOW = new Set([1040, 1053, 1290, 1836]);

/** SQLSTATE classes: data exception, constraint violation. */
const DATA_STATES = /^2[23]/;

/** Codes without a telling SQLSTATE: wrong value for the column's character set, not convertible, too long. */
const DATA_ERRORS = new Set([1300, 1366, 1406, 3854, 3988]);

/** The archive on MySQL 8 or MariaDB; `connection` is asked for when the first query comes. */
export function createMysqlEngine(connection: () => Promise<MysqlConnection>): Engine {
  let opened: MysqlConnection | undefined;
  return {
    name: 'mysql',
    dialect: new MysqlDialect({
      async pool() {
        opened = await connection();
        return createPool({
          ...opened.options,
          charset: 'utf8mb4_unicode_520_ci',
          connectionLimit: POOL_SIZE,
          maxIdle: 1,
          idleTimeout: IDLE_TIMEOUT_MS,
          connectTimeout: CONNECT_TIMEOUT_MS,
          enableKeepAlive: true,
          // An object where a string belongs stays one value and never becomes a piece of SQL.
          stringifyObjects: true,
          multipleStatements: false,
          // Without it, a skipped duplicate counts as an inserted row.
          flags: ['-FOUND_ROWS'],
        });
      },
      onCreateConnection: prepareSession,
    }),
    types: {
      id: sql`varchar(128) character set utf8mb4 collate utf8mb4_bin`,
      short: (_column, length) => sql`varchar(${sql.lit(length)})`,
      text: () => sql`text`,
    },
    tableOptions: sql`engine = InnoDB character set utf8mb4 collate utf8mb4_unicode_520_ci`,
    skipDuplicates: sql`on duplicate key update id = id`,
    createIndex,
    addColumn: (db, statement) => unlessDone(db, statement, DUPLICATE_COLUMN_NAME),
    createSearchIndex: (db) => createIndex(db, sql`create fulltext index messages_body on messages (body)`),
    hasWords: (words) =>
      sql<boolean>`match (messages.body) against (${words.map((word) => `+${word}*`).join(' ')} in boolean mode)`,
    contains: (part) => sql<boolean>`locate(${part}, messages.body) > 0`,
    check: assertStrict,
    failureKind,
    async close() {
      opened?.close?.();
      return Promise.resolve();
    },
  };
}

function createIndex(db: Kysely<ArchiveTables>, statement: RawBuilder<unknown>): Promise<void> {
  return unlessDone(db, statement, DUPLICATE_KEY_NAME);
}

async function unlessDone(
  db: Kysely<ArchiveTables>,
  statement: RawBuilder<unknown>,
  isThere: number,
): Promise<void> {
  try {
    await statement.execute(db);
  } catch (cause) {
    if ((cause as { errno?: unknown }).errno !== isThere) throw cause;
  }
}

async function prepareSession(connection: DatabaseConnection): Promise<void> {
  for (const statement of SESSION) await connection.executeQuery(CompiledQuery.raw(statement));
}

/** A proxy or an init_connect of the server's could have undone what the session began with. */
async function assertStrict(db: Kysely<ArchiveTables>): Promise<void> {
  const { rows } = await sql<{ mode: string }>`select @@session.sql_mode as mode`.execute(db);
  const modes = (rows[0]?.mode ?? '').split(',');
  if (!modes.includes('STRICT_ALL_TABLES') || modes.includes('NO_BACKSLASH_ESCAPES')) {
    throw new FunctionError('archive-misconfigured', `the SQL mode is ${modes.join(',')}, not strict`);
  }
}

function failureKind(cause: unknown): FailureKind {
  const { errno, code, sqlState } = (cause ?? {}) as { errno?: unknown; code?: unknown; sqlState?: unknown };
  if (typeof code === 'string' && BROKEN_CONNECTION.has(code)) return 'transient';
  if (typeof code === 'string' && NO_CONNECTION.has(code)) return 'down';
  if (typeof errno === 'number' && CONFLICTS.has(errno)) return 'transient';
  if (typeof errno === 'number' && NOT_NOW.has(errno)) return 'down';
  if (typeof errno === 'number' && DATA_ERRORS.has(errno)) return 'data';
  return typeof sqlState === 'string' && DATA_STATES.test(sqlState) ? 'data' : 'other';
}
