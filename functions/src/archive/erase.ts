import type { Kysely } from 'kysely';
import type { BrandId, RoomId, VisitorId } from '@foyer/shared-core/model';
import type { ArchiveTables } from './schema.ts';

/** Removes all that was said in these rooms, and that there were any. Once more changes nothing. */
export async function eraseRooms(
  db: Kysely<ArchiveTables>,
  { brand, rooms }: { readonly brand: BrandId; readonly rooms: readonly RoomId[] },
): Promise<void> {
  if (rooms.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    for (const table of ['messages', 'events'] as const)
      await transaction.deleteFrom(table).where('brand', '=', brand).where('room_id', 'in', rooms).execute();
    await transaction
      .deleteFrom('conversations')
      .where('brand', '=', brand)
      .where('id', 'in', rooms)
      .execute();
  });
}

/** Removes what is kept of a person, not of their conversations. */
export async function eraseVisitors(
  db: Kysely<ArchiveTables>,
  { brand, visitors }: { readonly brand: BrandId; readonly visitors: readonly VisitorId[] },
): Promise<void> {
  if (visitors.length === 0) return;
  await db.deleteFrom('visitors').where('brand', '=', brand).where('id', 'in', visitors).execute();
}
