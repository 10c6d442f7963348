import type { RoomId } from '../model/ids.ts';
import { readMessage } from '../model/message.ts';
import type { Message } from '../model/message.ts';
import { paths } from '../model/paths.ts';
import type { RoomShelf } from './current-room.ts';

/** The newest messages of a room that is not shown, oldest first, read once. Rejects with a `CoreError`. */
export async function newestMessages(
  { database, brand }: Pick<RoomShelf, 'database' | 'brand'>,
  room: RoomId,
  count: number,
): Promise<readonly Message[]> {
  const path = paths.roomMessages(brand, room);
  const found = await database.read({ path, orderBy: 'at', limitToLast: count });
  return Object.entries(found ?? {})
    .map(([id, stored]) => readMessage(id, stored))
    .sort((a, b) => a.at - b.at);
}
