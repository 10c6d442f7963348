import type { Kysely } from 'kysely';
import type { BrandId, RoomId, VisitorId } from '@foyer/shared-core/model';
import type { RowKey } from './archive.ts';
import { byRoom } from './archived-rows.ts';
import type { ArchiveTables } from './schema.ts';

/** Removes these rows, all or none. Once more changes nothing. */
export async function eraseRows(
  db: Kysely<ArchiveTables>,
  { brand, keys }: { readonly brand: BrandId; readonly keys: readonly RowKey[] },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const { table, room, ids } of byRoom(keys))
      await transaction
        .deleteFrom(table)
        .where('brand', '=', brand)
        .where('room_id', '=', room)
        .where('id', 'in', ids)
        .execute();
  });
}

/** Removes that there were these conversations, not what was said in them. */
export async function eraseConversations(
  db: Kysely<ArchiveTables>,
  { brand, rooms }: { readonly brand: BrandId; readonly rooms: readonly RoomId[] },
): Promise<void> {
  if (rooms.length === 0) return;
  await db.deleteFrom('conversations').where('brand', '=', brand).where('id', 'in', rooms).execute();
}

/** Removes what is kept of a person, not of their conversations. */
export async function eraseVisitors(
  db: Kysely<ArchiveTables>,
  { brand, visitors }: { readonly brand: BrandId; readonly visitors: readonly VisitorId[] },
): Promise<void> {
  if (visitors.length === 0) return;
  await db.deleteFrom('visitors').where('brand', '=', brand).where('id', 'in', visitors).execute();
}
