import {
  paths,
  readMessage,
  type BrandId,
  type Message,
  type RoomId,
  type VisitorId,
} from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';

const PAGE = 200;
/** A longer conversation is cut: no mailbox takes more. */
const MOST = 5000;

/** The messages of a visitor's room, oldest first, as the live nodes have them; null where it is not the visitor's. */
export async function readConversation(
  database: LiveDatabase,
  { brand, room, visitor }: { readonly brand: BrandId; readonly room: RoomId; readonly visitor: VisitorId },
): Promise<readonly Message[] | null> {
  if ((await database.read(`${paths.room(brand, room)}/visitorId`)) !== visitor) return null;
  const found: Message[] = [];
  let from: { readonly value: number; readonly key?: string } = { value: 0 };
  while (found.length < MOST) {
    const page = await database.list(paths.roomMessages(brand, room), { by: 'at', from, limit: PAGE });
    // Inclusive: the last row of a page is the first of the next one.
    const rows = page.filter(([id]) => id !== from.key).map(([id, value]) => readMessage(id, value));
    found.push(...rows);
    const last = rows.at(-1);
    if (last === undefined || page.length < PAGE) break;
    from = { value: last.at, key: last.id };
  }
  return found;
}
