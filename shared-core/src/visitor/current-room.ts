import { always, derive, follow } from '../derive.ts';
import { live } from '../live.ts';
import type { Live } from '../live.ts';
import type { BrandId, RoomId, VisitorId } from '../model/ids.ts';
import { paths } from '../model/paths.ts';
import { isOpen, readRoom } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import type { Readable } from '../store.ts';

/** Of a visitor's rooms only the newest matter here; two devices that were offline can have opened one each. */
const NEWEST_ROOMS = 3;

/** A visitor's newest rooms, newest first; undefined until the server has answered for every one. */
export type OwnRooms = readonly Room[] | undefined;

/**
 * Follows the visitor's newest rooms. Rooms in `unopened` are left out: this client is just opening them, and until
 * the server has agreed they can neither be read nor relied on.
 */
export function liveOwnRooms(
  platform: Platform,
  database: DatabasePort,
  visitor: { readonly brand: BrandId; readonly id: VisitorId },
  unopened: Readable<ReadonlySet<RoomId>>,
): Readable<OwnRooms> {
  const index = live<readonly RoomId[] | undefined>({
    platform,
    database,
    query: {
      path: paths.userRooms(visitor.brand, visitor.id),
      orderBy: 'createdAt',
      limitToLast: NEWEST_ROOMS,
    },
    initial: undefined,
    read: newestFirst,
  });
  const opened = derive([index, unopened], (ids, opening) => ids?.filter((id) => !opening.has(id)));
  const known = new Map<RoomId, Live<Room | null | undefined>>();

  function liveRoom(id: RoomId): Live<Room | null | undefined> {
    let room = known.get(id);
    if (!room) {
      room = live<Room | null | undefined>({
        platform,
        database,
        query: { path: paths.room(visitor.brand, id) },
        initial: undefined,
        read: (stored) => (stored === null ? null : readRoom(visitor.brand, id, stored)),
      });
      known.set(id, room);
    }
    return room;
  }

  return follow(opened, (ids): Readable<OwnRooms> => {
    if (!ids) return always(undefined);
    return derive(ids.map(liveRoom), (...rooms) =>
      rooms.includes(undefined) ? undefined : rooms.filter((room) => room !== null && room !== undefined),
    );
  });
}

/** The newest open room; without one the newest of all. */
export function pickCurrentRoom(rooms: OwnRooms): Room | null {
  return rooms?.find(isOpen) ?? rooms?.[0] ?? null;
}

function newestFirst(stored: unknown): readonly RoomId[] {
  return Object.entries(stored ?? {})
    .map(([id, row]: [string, unknown]) => ({ id, at: createdAt(row) }))
    .sort((a, b) => b.at - a.at)
    .map(({ id }) => id);
}

function createdAt(row: unknown): number {
  return typeof row === 'object' && row !== null && 'createdAt' in row && typeof row.createdAt === 'number'
    ? row.createdAt
    : 0;
}
