import type { Kysely } from 'kysely';
import type { Message } from '@foyer/shared-core/model';
import type { KeepResult, RoomState } from './archive.ts';
import type { Engine } from './engine.ts';
import { conversationRow, eventRow, messageRow, unkeepableId, visitorRow } from './rows.ts';
import type { ArchiveTables } from './schema.ts';

/**
 * Writes one room's state: all at once, and message by message when one of them is refused, so that a poisoned message
 * holds up nobody. Throws whatever the engine throws for anything but a refused row.
 */
export async function writeRoom(
  engine: Engine,
  db: Kysely<ArchiveTables>,
  state: RoomState,
): Promise<KeepResult> {
  const { brand, room } = state;
  const keepable: Message[] = [];
  const refused: { id: string; reason: string }[] = [];
  for (const message of state.messages) {
    const bad = unkeepableId(brand, room, message.id, message.by);
    if (bad === undefined) keepable.push(message);
    else
      refused.push({ id: message.id, reason: `the id ${JSON.stringify(bad.slice(0, 200))} cannot be kept` });
  }
  if (unkeepableId(brand, room) !== undefined) return { added: 0, refused };

  try {
    return { added: await writeAtOnce(engine, db, { ...state, messages: keepable }), refused };
  } catch (cause) {
    if (engine.failureKind(cause) !== 'data') throw cause;
  }
  let added = 0;
  for (const message of keepable) {
    try {
      added += await writeAtOnce(engine, db, { ...state, messages: [message] });
    } catch (cause) {
      if (engine.failureKind(cause) !== 'data') throw cause;
      refused.push({ id: message.id, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return { added, refused };
}

/** Resolves with the number of new messages. */
async function writeAtOnce(engine: Engine, db: Kysely<ArchiveTables>, state: RoomState): Promise<number> {
  const { brand, record, visitor, messages } = state;
  const now = Date.now();
  return db.transaction().execute(async (transaction) => {
    if (record !== null) await writeConversation(engine, transaction, conversationRow(record));
    if (visitor !== null) await writeVisitor(engine, transaction, visitorRow(brand, visitor));
    if (messages.length === 0) return 0;
    const events = messages.map((message) => eventRow(state, message, now)).filter((row) => row !== null);
    await insertMissing(transaction, 'events', state, events);
    const rows = messages.map((message) => messageRow(state, message, now));
    return insertMissing(transaction, 'messages', state, rows);
  });
}

/**
 * Inserts the rows that are not there and resolves with their number. Only inserts: what was said needs no right to be
 * updated, which MySQL demands for `on duplicate key` even when nothing changes. Should two writers meet, the second
 * fails on a duplicate and finds everything at its next try.
 */
async function insertMissing<Table extends 'events' | 'messages'>(
  db: Kysely<ArchiveTables>,
  table: Table,
  { brand, room }: RoomState,
  rows: readonly ArchiveTables[Table][],
): Promise<number> {
  if (rows.length === 0) return 0;
  const kept = await db
    .selectFrom<'events' | 'messages'>(table)
    .select('id')
    .where('brand', '=', brand)
    .where('room_id', '=', room)
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const known = new Set(kept.map(({ id }) => id));
  const missing = rows.filter(({ id }) => !known.has(id));
  if (missing.length > 0) await db.insertInto<'events' | 'messages'>(table).values(missing).execute();
  return missing.length;
}

/** A newer state replaces an older one; what arrives late changes nothing. */
async function writeConversation(
  engine: Engine,
  db: Kysely<ArchiveTables>,
  row: ArchiveTables['conversations'],
): Promise<void> {
  if (unkeepableId(row.visitor_id) !== undefined) return;
  const { brand, id, last_at, closed_at, assignee_id, assignee_name } = row;
  await db.insertInto('conversations').values(row).modifyEnd(engine.skipDuplicates).execute();
  await db
    .updateTable('conversations')
    .set({ last_at, closed_at, assignee_id, assignee_name })
    .where('brand', '=', brand)
    .where('id', '=', id)
    .where('last_at', '<', last_at)
    .execute();
}

async function writeVisitor(
  engine: Engine,
  db: Kysely<ArchiveTables>,
  row: ArchiveTables['visitors'],
): Promise<void> {
  if (unkeepableId(row.id) !== undefined) return;
  const { brand, id, last_seen_at, user_id, user_name, browser } = row;
  await db.insertInto('visitors').values(row).modifyEnd(engine.skipDuplicates).execute();
  await db
    .updateTable('visitors')
    .set({ last_seen_at, user_id, user_name, browser })
    .where('brand', '=', brand)
    .where('id', '=', id)
    .where('last_seen_at', '<', last_seen_at)
    .execute();
}
