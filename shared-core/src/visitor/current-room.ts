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

/** Where a visitor's rooms are looked up. */
export interface RoomShelf {
  readonly platform: Platform;
  readonly database: DatabasePort;
  readonly brand: BrandId;
  readonly visitorId: VisitorId;
  /** The ids of the newest rooms, newest first; undefined until the server has answered. */
  newest(count: number): Live<readonly RoomId[] | undefined>;
  /** A room; null where there is none, undefined until the server has answered. The same for the same id. */
  room(id: RoomId): Live<Room | null | undefined>;
}

/** Reads the index of a visitor's rooms, and every room once however many look at it. */
export function openRoomShelf(
  platform: Platform,
  database: DatabasePort,
  brand: BrandId,
  visitorId: VisitorId,
): RoomShelf {
  const known = new Map<string, Live<Room | null | undefined>>();
  return {
    ...{ platform, database, brand, visitorId },
    newest: (count) =>
      live<readonly RoomId[] | undefined>({
        platform,
        database,
        query: { path: paths.userRooms(brand, visitorId), orderBy: 'createdAt', limitToLast: count },
        initial: undefined,
        read: newestFirst,
      }),
    room(id) {
      const room =
        known.get(id) ??
        live<Room | null | undefined>({
          platform,
          database,
          query: { path: paths.room(brand, id) },
          initial: undefined,
          read: (stored) => (stored === null ? null : readRoom(brand, id, stored)),
        });
      known.set(id, room);
      return room;
    },
  };
}

/**
 * Follows the visitor's newest rooms, and behind them an older one that is looked at. Rooms in `unopened` are left out:
 * this client is just opening them, and until the server has agreed they can neither be read nor relied on.
 */
export function liveOwnRooms(
  shelf: RoomShelf,
  unopened: Readable<ReadonlySet<RoomId>>,
  older: Readable<RoomId | null>,
): Readable<OwnRooms> {
  const opened = derive(
    [shelf.newest(NEWEST_ROOMS), unopened, older],
    (ids, opening, extra) =>
      ids && [...new Set(extra === null ? ids : [...ids, extra])].filter((id) => !opening.has(id)),
  );
  return follow(opened, (ids): Readable<OwnRooms> => {
    if (!ids) return always(undefined);
    return derive(
      ids.map((id) => shelf.room(id)),
      (...rooms) =>
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
