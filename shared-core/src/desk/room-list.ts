import { unreadCount } from '../conversation/room-view.ts';
import { derive, follow } from '../derive.ts';
import { live } from '../live.ts';
import { isCoreError } from '../model/errors.ts';
import type { BrandId, ModeratorId, VisitorId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { paths } from '../model/paths.ts';
import { readVisitor } from '../model/people.ts';
import type { Visitor } from '../model/people.ts';
import { readRoom } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import type { RoomRow } from './desk.ts';

export interface RoomListOptions {
  readonly platform: Platform;
  readonly database: DatabasePort;
  readonly me: ModeratorId;
  readonly brands: Readable<readonly BrandId[] | undefined>;
}

type Rooms = readonly Room[] | undefined;

/**
 * The open rooms of several brands, latest activity first, as long as somebody looks. Per brand at most the newest
 * `limits.listRows`, as the rules demand; visitors are looked up once each.
 */
export function liveRoomList(options: RoomListOptions): Readable<readonly RoomRow[] | undefined> {
  const { platform, database, me } = options;
  const visitors = createStore<ReadonlyMap<string, Visitor>>(new Map());
  const asked = new Set<string>();
  const perBrand = memo((brand: BrandId) => liveOpenRooms(platform, database, brand));
  const perRoom = memo((path: string) => liveCount(platform, database, path));

  const rooms = follow(options.brands, (brands) =>
    derive((brands ?? []).map(perBrand), (...lists): Rooms => {
      if (!brands || lists.includes(undefined)) return undefined;
      return lists.flatMap((list) => list ?? []).sort((a, b) => (b.openAt ?? 0) - (a.openAt ?? 0));
    }),
  );

  function countPath(room: Room): string {
    return `${paths.read(room.brand, room.id, me)}/count`;
  }

  function lookUp(brand: BrandId, id: VisitorId): void {
    const key = `${brand}/${id}`;
    if (asked.has(key)) return;
    asked.add(key);
    database.read({ path: paths.user(brand, id) }).then(
      (stored) => stored !== null && visitors.set(new Map(visitors.get()).set(key, readVisitor(id, stored))),
      // Asked again when the list next changes.
      (cause: unknown) => {
        asked.delete(key);
        if (!isCoreError(cause)) throw cause;
      },
    );
  }

  // The numbers of messages read change often and the set of rooms seldom: counters are kept per room.
  const counts = follow(rooms, (list) =>
    derive(
      (list ?? []).map((room) => perRoom(countPath(room))),
      (...all) => new Map(list?.map((room, index) => [countPath(room), all[index]])),
    ),
  );
  return derive([rooms, counts, visitors], (list, read, known) =>
    list?.map((room) => {
      lookUp(room.brand, room.visitorId);
      return {
        room,
        unread: unreadCount(room, me, read.get(countPath(room))),
        visitor: known.get(`${room.brand}/${room.visitorId}`) ?? null,
      };
    }),
  );
}

function liveOpenRooms(platform: Platform, database: DatabasePort, brand: BrandId): Readable<Rooms> {
  return live<Rooms>({
    platform,
    database,
    query: { path: paths.rooms(brand), orderBy: 'openAt', startAt: 1, limitToLast: limits.listRows },
    initial: undefined,
    read: (stored) =>
      Object.entries(stored ?? {}).flatMap(([id, room]) => readRoomOrNothing(brand, id, room)),
  });
}

/** One broken room must not hide the others. */
function readRoomOrNothing(brand: BrandId, id: string, stored: unknown): readonly Room[] {
  try {
    return [readRoom(brand, id, stored)];
  } catch (cause) {
    if (isCoreError(cause, 'bad-record')) return [];
    throw cause;
  }
}

function liveCount(platform: Platform, database: DatabasePort, path: string): Readable<number | undefined> {
  return live<number | undefined>({
    platform,
    database,
    query: { path },
    initial: undefined,
    read: (stored) => (typeof stored === 'number' ? stored : 0),
  });
}

function memo<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      made.set(key, value);
    }
    return value;
  };
}
