import type { ExpressionBuilder, Kysely } from 'kysely';
import type { BrandId, RoomId } from '@foyer/shared-core/model';
import type { ArchivedRow, RowKey } from './archive.ts';
import type { ArchiveTables } from './schema.ts';

type Table = RowKey['table'];

/** Every column of a row, in an order that never changes: a seal that was made with another one would not hold. */
const COLUMNS = {
  messages: [
    ...['brand', 'room_id', 'id', 'at', 'sender', 'role', 'name', 'kind', 'body'],
    ...['file_path', 'file_type', 'file_size', 'event', 'archived_at'],
  ],
  events: ['brand', 'room_id', 'id', 'at', 'type', 'by_id', 'by_name', 'archived_at'],
} as const;

/** When the first row of a brand was archived, null when there is none. */
export async function firstArchivedAt(db: Kysely<ArchiveTables>, brand: BrandId): Promise<number | null> {
  const row = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.min('archived_at').as('first'))
    .where('brand', '=', brand)
    .executeTakeFirst();
  return row?.first ?? null;
}

/** Rows of one table by when they were archived, and by key. */
export async function archivedRows(
  db: Kysely<ArchiveTables>,
  which: {
    readonly brand: BrandId;
    readonly table: Table;
    readonly from: number | null;
    readonly to: number;
    readonly after: ArchivedRow | undefined;
    readonly limit: number;
  },
): Promise<readonly ArchivedRow[]> {
  const { brand, table, from, to, after, limit } = which;
  let query = db
    .selectFrom<'events' | 'messages'>(table)
    .selectAll()
    .where('brand', '=', brand)
    .where('archived_at', '<', to);
  const first = after?.archivedAt ?? from;
  if (first !== null) query = query.where('archived_at', '>=', first);
  if (after !== undefined) query = query.where((eb) => isBehind(eb, after));
  const rows = await query.orderBy('archived_at').orderBy('room_id').orderBy('id').limit(limit).execute();
  return rows.map((row) => encode(table, row));
}

function isBehind(
  eb: ExpressionBuilder<ArchiveTables, 'events' | 'messages'>,
  { archivedAt, room, id }: ArchivedRow,
): ReturnType<typeof eb.or> {
  return eb.or([
    eb('archived_at', '>', archivedAt),
    eb('room_id', '>', room),
    eb.and([eb('room_id', '=', room), eb('id', '>', id)]),
  ]);
}

/** Some of the rows of these conversations. */
export async function rowsOfRooms(
  db: Kysely<ArchiveTables>,
  which: { readonly brand: BrandId; readonly rooms: readonly RoomId[]; readonly limit: number },
): Promise<readonly ArchivedRow[]> {
  if (which.rooms.length === 0) return [];
  for (const table of ['messages', 'events'] as const) {
    const rows = await db
      .selectFrom<'events' | 'messages'>(table)
      .selectAll()
      .where('brand', '=', which.brand)
      .where('room_id', 'in', which.rooms)
      .limit(which.limit)
      .execute();
    if (rows.length > 0) return rows.map((row) => encode(table, row));
  }
  return [];
}

/** Those of these rows that are there. */
export async function rowsWithKeys(
  db: Kysely<ArchiveTables>,
  { brand, keys }: { readonly brand: BrandId; readonly keys: readonly RowKey[] },
): Promise<readonly ArchivedRow[]> {
  const found: ArchivedRow[] = [];
  for (const { table, room, ids } of byRoom(keys)) {
    const rows = await db
      .selectFrom<'events' | 'messages'>(table)
      .selectAll()
      .where('brand', '=', brand)
      .where('room_id', '=', room)
      .where('id', 'in', ids)
      .execute();
    found.push(...rows.map((row) => encode(table, row)));
  }
  return found;
}

/** Keys in groups of one table and room. */
export function byRoom(
  keys: readonly RowKey[],
): readonly { readonly table: Table; readonly room: RoomId; readonly ids: readonly string[] }[] {
  const groups = Map.groupBy(keys, ({ table, room }) => JSON.stringify([table, room]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ table: first.table, room: first.room, ids: group.map(({ id }) => id) }];
  });
}

/** JSON keeps texts, numbers and nothing apart, and one value from the next. */
function encode(table: Table, row: ArchiveTables['messages'] | ArchiveTables['events']): ArchivedRow {
  const values = row as unknown as Readonly<Record<string, unknown>>;
  return {
    ...{ table, room: row.room_id, id: row.id, archivedAt: row.archived_at },
    encoded: JSON.stringify([table, ...COLUMNS[table].map((name) => values[name] ?? null)]),
  };
}
