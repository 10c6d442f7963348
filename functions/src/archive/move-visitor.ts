import type { Kysely } from 'kysely';
import type { BrandId, VisitorId } from '@foyer/shared-core/model';
import type { ArchiveTables } from './schema.ts';

/** Makes the conversations of one visitor those of another one; what was said in them stays as it was said. */
export async function moveVisitor(
  db: Kysely<ArchiveTables>,
  { brand, from, to }: { readonly brand: BrandId; readonly from: VisitorId; readonly to: VisitorId },
): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ visitor_id: to })
    .where('brand', '=', brand)
    .where('visitor_id', '=', from)
    .execute();
}
