import type { Dialect, Kysely, RawBuilder } from 'kysely';
import type { ArchiveTables } from './schema.ts';

/** What a failure of the engine means for the one who asked. */
export type FailureKind =
  /** This row cannot be kept, however often it is tried. */
  | 'data'
  /** A conflict with somebody else, or a connection that broke: trying again at once is right. */
  | 'transient'
  /** Nobody answers. */
  | 'down'
  /** Anything else: a mistake in our own SQL, a missing right. */
  | 'other';

/** Where MySQL and SQLite differ; everything else of the archive is written once, in SQL that both take. */
export interface Engine {
  readonly name: 'mysql' | 'sqlite';
  readonly dialect: Dialect;
  /** Column types of the migrations. */
  readonly types: {
    /** An id, compared byte by byte. */
    readonly id: RawBuilder<unknown>;
    /** Text of at most `length` characters that is not searched. */
    short(column: string, length: number): RawBuilder<unknown>;
    /** Text of at most 65,535 bytes that is searched. */
    text(column: string): RawBuilder<unknown>;
  };
  /** Appended to every `create table`. */
  readonly tableOptions: RawBuilder<unknown>;
  /** Appended to an insert: rows whose key is there already are left as they are and not counted. */
  readonly skipDuplicates: RawBuilder<unknown>;
  /** Runs `create index …`, once: MySQL has no transaction around a migration, so one may begin where it broke off. */
  createIndex(db: Kysely<ArchiveTables>, statement: RawBuilder<unknown>): Promise<void>;
  /** Runs `alter table … add column …`, once. */
  addColumn(db: Kysely<ArchiveTables>, statement: RawBuilder<unknown>): Promise<void>;
  /** Makes `messages.body` searchable. */
  createSearchIndex(db: Kysely<ArchiveTables>): Promise<void>;
  /** Whether `messages.body` has, for each of `words` (letters and digits only), a word that begins with it. */
  hasWords(words: readonly string[]): RawBuilder<boolean>;
  /** Whether `messages.body` contains `part`, regardless of case and accents. */
  contains(part: string): RawBuilder<boolean>;
  /** Checks what must hold before anything is written. Throws 'archive-misconfigured'. */
  check(db: Kysely<ArchiveTables>): Promise<void>;
  failureKind(cause: unknown): FailureKind;
  /** Closes what is open beside the dialect's own connections; called after those. */
  close(): Promise<void>;
}
