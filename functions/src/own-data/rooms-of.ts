import { paths, type BrandId, type RoomId, type VisitorId } from '@foyer/shared-core/model';
import type { KeptConversation } from '../archive/archive.ts';
import type { Ports } from '../ports.ts';

const PAGE = 500;
/** Nobody has more conversations with a brand; whoever has sees these. */
const MOST = 10_000;

/** One conversation of a visitor, with what the archive has of it. */
export interface OwnRoom {
  readonly id: RoomId;
  readonly kept: KeptConversation | null;
}

/** All conversations of a visitor by their ids: of the database, and of the archive. */
export async function roomsOf(
  ports: Ports,
  { brand, id: visitor }: { readonly brand: BrandId; readonly id: VisitorId },
): Promise<readonly OwnRoom[]> {
  const [database, archive] = await Promise.all([ports.database(), ports.archive()]);
  const live = await database.read(paths.userRooms(brand, visitor));
  const rooms = new Map<RoomId, KeptConversation | null>(
    Object.keys((live as object | null) ?? {}).map((id) => [id, null]),
  );
  for (let after = ''; rooms.size < MOST;) {
    const page = await archive.conversationsOf({ brand, visitor, after, limit: PAGE });
    for (const kept of page) rooms.set(kept.id, kept);
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) break;
  }
  return [...rooms.keys()].sort().map((id) => ({ id, kept: rooms.get(id) ?? null }));
}
