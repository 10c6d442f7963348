import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Engine } from './engine.ts';
import type { ArchiveTables } from './schema.ts';

/** Every change of the archive's tables, in order. What has been deployed is never edited: a change is a new entry. */
export function archiveMigrations(engine: Engine): Record<string, Migration> {
  return {
    '0001-first-tables': { up: (db: Kysely<ArchiveTables>) => createFirstTables(engine, db) },
    '0002-audit-address': { up: (db: Kysely<ArchiveTables>) => addAuditAddress(engine, db) },
    '0003-days-of-archiving': { up: (db: Kysely<ArchiveTables>) => addDaysOfArchiving(engine, db) },
  };
}

async function createFirstTables(engine: Engine, db: Kysely<ArchiveTables>): Promise<void> {
  const { types, tableOptions } = engine;
  const { id } = types;

  await sql`create table if not exists conversations (
    brand ${id} not null,
    id ${id} not null,
    visitor_id ${id} not null,
    created_at bigint not null,
    last_at bigint not null,
    closed_at bigint,
    assignee_id ${id},
    assignee_name ${types.short('assignee_name', 200)},
    primary key (brand, id)
  ) ${tableOptions}`.execute(db);
  await engine.createIndex(db, sql`create index conversations_begun on conversations (brand, created_at)`);
  await engine.createIndex(
    db,
    sql`create index conversations_of_visitor on conversations (brand, visitor_id)`,
  );

  await sql`create table if not exists messages (
    brand ${id} not null,
    room_id ${id} not null,
    id ${id} not null,
    at bigint not null,
    sender ${id} not null,
    role ${types.short('role', 16)} not null,
    name ${types.short('name', 200)},
    kind ${types.short('kind', 16)} not null,
    body ${types.text('body')} not null,
    file_path ${types.short('file_path', 1000)},
    file_type ${types.short('file_type', 100)},
    file_size bigint,
    event ${types.short('event', 32)},
    archived_at bigint not null,
    primary key (brand, room_id, id)
  ) ${tableOptions}`.execute(db);
  await engine.createIndex(db, sql`create index messages_of_room on messages (brand, room_id, at)`);
  await engine.createIndex(db, sql`create index messages_by_time on messages (brand, at)`);
  await engine.createSearchIndex(db);

  await sql`create table if not exists events (
    brand ${id} not null,
    room_id ${id} not null,
    id ${id} not null,
    at bigint not null,
    type ${types.short('type', 32)} not null,
    by_id ${id} not null,
    by_name ${types.short('by_name', 200)},
    primary key (brand, room_id, id)
  ) ${tableOptions}`.execute(db);

  await sql`create table if not exists visitors (
    brand ${id} not null,
    id ${id} not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    user_id ${types.short('user_id', 500)},
    user_name ${types.short('user_name', 500)},
    browser ${types.short('browser', 1000)},
    primary key (brand, id)
  ) ${tableOptions}`.execute(db);

  await sql`create table if not exists moderators (
    id ${id} not null,
    name ${types.short('name', 200)} not null,
    level bigint not null,
    active bigint not null,
    updated_at bigint not null,
    primary key (id)
  ) ${tableOptions}`.execute(db);

  await sql`create table if not exists audit_log (
    id ${id} not null,
    at bigint not null,
    actor_id ${id} not null,
    actor_role ${types.short('actor_role', 16)} not null,
    action ${types.short('action', 64)} not null,
    outcome ${types.short('outcome', 16)} not null,
    brand ${id},
    target ${types.short('target', 200)},
    detail ${types.text('detail')} not null,
    primary key (id)
  ) ${tableOptions}`.execute(db);
  await engine.createIndex(db, sql`create index audit_by_time on audit_log (at)`);
}

async function addAuditAddress(engine: Engine, db: Kysely<ArchiveTables>): Promise<void> {
  await engine.addColumn(
    db,
    sql`alter table audit_log add column address ${engine.types.short('address', 64)}`,
  );
  await engine.createIndex(db, sql`create index audit_of_brand on audit_log (brand, at)`);
  await engine.createIndex(db, sql`create index audit_of_actor on audit_log (actor_id, at)`);
}

async function addDaysOfArchiving(engine: Engine, db: Kysely<ArchiveTables>): Promise<void> {
  await engine.addColumn(db, sql`alter table events add column archived_at bigint not null default 0`);
  for (const table of ['messages', 'events'])
    await engine.createIndex(
      db,
      sql`create index ${sql.ref(`${table}_archived`)} on ${sql.table(table)} (brand, archived_at, room_id, id)`,
    );
}
