import { sql, type Kysely } from 'kysely';
import type { BrandId, RoomId, SearchHit } from '@foyer/shared-core/model';
import type { ConversationTimes, SearchQuery } from './archive.ts';
import type { Engine } from './engine.ts';
import type { ArchiveTables } from './schema.ts';
import { searchWords } from './search-words.ts';

/** Search, newest first. */
export async function searchMessages(
  engine: Engine,
  db: Kysely<ArchiveTables>,
  { text, brands, limit }: SearchQuery,
): Promise<readonly SearchHit[]> {
  const { words, parts } = searchWords(text);
  if ((words.length === 0 && parts.length === 0) || brands?.length === 0) return [];
  let query = db
    .selectFrom('messages')
    .select(['brand', 'room_id', 'id', 'sender', 'role', 'name', 'at', 'body'])
    .where('kind', '<>', 'event');
  if (words.length > 0) query = query.where(engine.hasWords(words));
  for (const part of parts) query = query.where(engine.contains(part));
  if (brands !== null) query = query.where('brand', 'in', brands);
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(({ brand, room_id: room, id: message, sender: by, role, name, at, body }) => ({
    ...{ brand, room, message, by, at, text: body },
    role: role as SearchHit['role'],
    ...(name === null ? {} : { name }),
  }));
}

/** Message counts by room. */
export async function countMessages(
  db: Kysely<ArchiveTables>,
  brand: BrandId,
  rooms: readonly RoomId[],
): Promise<ReadonlyMap<RoomId, number>> {
  if (rooms.length === 0) return new Map();
  const rows = await db
    .selectFrom('messages')
    .select(['room_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('brand', '=', brand)
    .where('room_id', 'in', rooms)
    .groupBy('room_id')
    .execute();
  return new Map(rows.map(({ room_id, count }) => [room_id, count]));
}

/** An answer is what a moderator wrote or sent; that somebody joined is none. */
export async function conversationTimes(
  db: Kysely<ArchiveTables>,
  brand: BrandId,
  range: { readonly from: number; readonly to: number },
): Promise<readonly ConversationTimes[]> {
  const { rows } = await sql<{ id: string; begun: number; answered: number | null }>`
    select c.id as id,
      c.created_at as begun,
      (select min(m.at) from messages m
        where m.brand = c.brand and m.room_id = c.id and m.role <> 'client' and m.kind <> 'event') as answered
    from conversations c
    where c.brand = ${brand} and c.created_at >= ${range.from} and c.created_at < ${range.to}
    order by c.created_at, c.id`.execute(db);
  return rows.map(({ id, begun, answered }) => ({ room: id, begunAt: begun, answeredAt: answered }));
}

/** Server time of the newest message. */
export async function newestMessageAt(db: Kysely<ArchiveTables>, brand: BrandId): Promise<number | null> {
  const row = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.max('at').as('at'))
    .where('brand', '=', brand)
    .executeTakeFirst();
  return row?.at ?? null;
}
