import { isOpen, paths, readRoom, type BrandId, type Room, type RoomId } from '@foyer/shared-core/model';
import { orNull } from '../keeping/keep-message.ts';
import type { LiveDatabase } from '../ports.ts';
import { tellPlaces } from './tell-places.ts';
import { learnPace } from './pace.ts';
import { waitingPath, type WaitingRoom } from './waiting-room.ts';

/** Each look is followed by another until nothing has changed between them. */
const MOST_LOOKS = 5;

/**
 * Takes a room into the queue of its brand or out of it, as it stands now, and tells everybody who waits where they
 * are. May be called at any time and any number of times: it goes by the room, not by what has just happened to it.
 */
export async function followRoom(
  database: LiveDatabase,
  { brand, room: id }: { readonly brand: BrandId; readonly room: RoomId },
  now: number,
): Promise<void> {
  if (await settleRoom(database, { brand, room: id }, now)) await tellPlaces(database, brand);
}

/** Puts one room right, and resolves with whether anything was wrong. */
export async function settleRoom(
  database: LiveDatabase,
  { brand, room: id }: { readonly brand: BrandId; readonly room: RoomId },
  now: number,
): Promise<boolean> {
  const path = `${waitingPath(brand)}/${id}`;
  let isChanged = false;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const [record, entry] = await Promise.all([database.read(paths.room(brand, id)), database.read(path)]);
    const room = orNull<Room>(record, (value) => readRoom(brand, id, value));
    const waits = room !== null && isOpen(room) && room.assignee === undefined;
    if (waits === (entry !== null)) break;
    if (waits) {
      const since = room.lastMessage.kind === 'event' ? room.lastMessage.at : room.createdAt;
      await database.change(path, (current) => (current === null ? entryOf(room, since) : undefined));
    } else {
      const { changed } = await database.change(path, () => null);
      await database.update({ [paths.roomQueue(brand, id)]: null });
      // Only an operator who came says how long it takes; who gave up does not.
      if (changed && room?.assignee) await learnPace(database, brand, entry as WaitingRoom, now);
    }
    isChanged = true;
  }
  return isChanged;
}

function entryOf({ department }: Room, since: number): WaitingRoom {
  return { since, ...(department === undefined ? {} : { department }) };
}
