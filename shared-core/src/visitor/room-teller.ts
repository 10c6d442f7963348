import type { BrandId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { paths } from '../model/paths.ts';
import { readRoomTold, roomToldUpdate, withTelling } from '../model/room-told.ts';
import type { RoomTelling } from '../model/room-told.ts';
import type { Room } from '../model/room.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import type { Readable } from '../store.ts';

/** Says what the page says of a conversation, as soon as there is one. */
export interface RoomTeller {
  add(telling: RoomTelling): void;
  /** Stores what waits whenever a room is open; returns what stops that. */
  follow(database: DatabasePort, room: Readable<Room | null>): () => void;
  forget(): void;
}

/** So much waits for a conversation; then the oldest is forgotten. */
const MOST_WAITING = 50;

const MOST_TRIES = 3;

/** The rules count by the server's clock, so the network's jitter is added to the least interval. */
const REST_MS = limits.pageIntervalMs + 250;

export function createRoomTeller(platform: Platform, brand: BrandId): RoomTeller {
  let waiting: readonly RoomTelling[] = [];
  let tell: () => void = () => undefined;

  return {
    add(telling) {
      waiting = [...waiting, telling].slice(-MOST_WAITING);
      tell();
    },
    forget() {
      waiting = [];
    },
    follow(database, room) {
      let isResting = false;
      let failures = 0;

      async function store(brandRoom: Room, now: readonly RoomTelling[]): Promise<void> {
        // An earlier page, or another tab, may have said something of this conversation, too.
        const stored = readRoomTold(await database.read({ path: paths.roomTold(brand, brandRoom.id) }));
        await database.update(roomToldUpdate(brand, brandRoom.id, now.reduce(withTelling, stored)));
        waiting = waiting.filter((telling) => !now.includes(telling));
      }

      function flush(): void {
        const current = room.get();
        if (isResting || waiting.length === 0 || current?.openAt === undefined) return;
        isResting = true;
        void store(current, waiting)
          .then(
            () => 0,
            // Another page of this visitor may just have said something, which makes this one too early.
            () => failures + 1,
          )
          .then((count) => {
            failures = count;
            platform.setTimeout(() => {
              isResting = false;
              // It matters to the desk at most: what is refused again and again goes with what comes next.
              if (failures < MOST_TRIES) flush();
            }, REST_MS);
          });
      }

      const stop = room.subscribe(flush);
      tell = flush;
      flush();
      return () => {
        stop();
        if (tell === flush) tell = () => undefined;
      };
    },
  };
}
