import { unreadCount } from '../conversation/room-view.ts';
import { always, derive, follow } from '../derive.ts';
import { live } from '../live.ts';
import type { RoomId } from '../model/ids.ts';
import { paths } from '../model/paths.ts';
import type { LastMessage, Room } from '../model/room.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import type { RoomShelf } from './current-room.ts';
import { newestMessages } from './newest-messages.ts';

/** Of more messages than this in a room that is not shown, those nobody need read are counted, too. */
const LOOK_BACK = 50;
const none = always(0);

type Line = Pick<LastMessage, 'id' | 'role' | 'kind'>;

/**
 * How many of a room's `lines` unread messages call for the visitor: not own ones, and not who joined and left. `newest`
 * are the room's messages, oldest first; the last one may be missing there while it is on its way.
 */
export function callsAmong(
  lines: number,
  newest: readonly Line[],
  last: Line | undefined = newest.at(-1),
): number {
  if (lines === 0) return 0;
  const isThere = last === undefined || newest.some(({ id }) => id === last.id);
  const all = isThere ? newest : [...newest, last];
  return lines - all.slice(-lines).filter(({ role, kind }) => role === 'client' || kind === 'event').length;
}

/** How many messages of the room that is shown call for the visitor; none before `rows`, its newest ones, are known. */
export function unreadAmong(
  room: Room | null | undefined,
  visitorId: string,
  ownCount: number | undefined,
  rows: readonly Line[] | undefined,
): number {
  return rows ? callsAmong(unreadCount(room, visitorId, ownCount), rows, room?.lastMessage) : 0;
}

/** The same of a room that is not shown, whose newest messages are read when there is something unread. */
export function liveUnread(shelf: RoomShelf, id: RoomId): Readable<number> {
  const { platform, database, brand, visitorId } = shelf;
  const ownCount = live<number | undefined>({
    platform,
    database,
    query: { path: `${paths.roomLive(brand, id)}/${visitorId}/read/count` },
    initial: undefined,
    read: (stored) => (typeof stored === 'number' ? stored : 0),
  });
  const lines = derive([shelf.room(id), ownCount], (room, own) => unreadCount(room, visitorId, own));
  let counted = 0;

  async function count(unread: number): Promise<number> {
    return callsAmong(unread, await newestMessages(shelf, id, Math.min(unread, LOOK_BACK)));
  }

  return follow(lines, (unread) => {
    if (unread === 0) {
      counted = 0;
      return none;
    }
    // Until it is counted anew, it is what it was: a badge that goes out for a moment would tell a page so.
    return createStore(counted, (set) => {
      let isOver = false;
      const take = (calls: number): void => {
        if (!isOver) set((counted = calls));
      };
      count(unread).then(take, () => take(unread));
      return () => {
        isOver = true;
      };
    });
  });
}
