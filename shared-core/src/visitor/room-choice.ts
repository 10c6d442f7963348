import { readRoomIfAllowed } from '../conversation/stored-state.ts';
import { derive } from '../derive.ts';
import { CoreError } from '../model/errors.ts';
import { newId } from '../model/ids.ts';
import type { RoomId } from '../model/ids.ts';
import { isOpen } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import type { Destination } from '../outbox/outbox-entry.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import { liveOwnRooms, pickCurrentRoom } from './current-room.ts';
import type { OwnRooms, RoomShelf } from './current-room.ts';
import type { DraftPlace } from './kept-drafts.ts';

/** Which of a visitor's rooms is looked at: the current one of itself, unless another was chosen or a new one begun. */
export interface RoomChoice {
  /** As the server says, undefined while a new list is being read. */
  readonly known: Readable<OwnRooms>;
  /** The newest rooms that are known, and an older one that is looked at. */
  readonly visible: Readable<readonly Room[]>;
  /** The one that is looked at; null where the next message opens one. */
  readonly room: Readable<Room | null>;
  /** The one that was chosen or begun; null where it is the current one of itself. */
  readonly chosen: Readable<RoomId | null>;
  /** It has ended and is not where the visitor goes on writing. */
  readonly isEarlier: Readable<boolean>;
  /** Where what is typed belongs; undefined before the rooms are known. */
  readonly draftPlace: Readable<DraftPlace | undefined>;
  /** Shows another room. Rejects with 'not-found' where the visitor has none of this id. */
  choose(id: RoomId): Promise<void>;
  /** Shows a room that the next message opens. */
  begin(): void;
  /** Goes back to the current one, if it is this that was chosen. */
  leave(id: RoomId): void;
  /** Where to write what is written now. */
  destination(): Destination;
  close(): void;
}

/** Follows the visitor's rooms from now until `close`; those in `unopened` are only being opened. */
export function createRoomChoice(shelf: RoomShelf, unopened: Readable<ReadonlySet<string>>): RoomChoice {
  const { platform, database, brand } = shelf;
  const chosen = createStore<RoomId | null>(null);
  const older = createStore<RoomId | null>(null);
  const known = liveOwnRooms(shelf, unopened, older);
  // The last known rooms stay while a new list is being read: a conversation never blinks.
  const room = createStore<Room | null>(null);
  const visible = createStore<readonly Room[]>([]);
  const draftPlace = createStore<DraftPlace | undefined>(undefined);
  let choices = 0;

  function showChosen(): void {
    const present = known.get();
    const id = chosen.get();
    if (!present) return;
    // The room first: what is sent into it is never elsewhere, not for a moment.
    room.set(id === null ? pickCurrentRoom(present) : (present.find((one) => one.id === id) ?? null));
    visible.set(present);
    const shown = room.get();
    draftPlace.set({ key: shown && isOpen(shown) ? shown.id : id === null || shown ? '' : 'new', choices });
  }
  const stops = [known.subscribe(showChosen), chosen.subscribe(showChosen)];

  return {
    ...{ known, visible, room, chosen, draftPlace },
    isEarlier: derive(
      [room, visible],
      (current, present) =>
        current !== null && !isOpen(current) && current.id !== pickCurrentRoom(present)?.id,
    ),
    async choose(id) {
      // What a list has just shown is there.
      if (!(shelf.room(id).get() ?? (await readRoomIfAllowed(database, brand, id))))
        throw new CoreError('not-found');
      older.set(id);
      // Not before: the list is looked at again.
      choices += 1;
      chosen.set(id);
    },
    begin() {
      older.set(null);
      choices += 1;
      chosen.set(newId(platform.random));
    },
    leave(id) {
      if (chosen.get() === id) chosen.set(null);
    },
    destination() {
      const id = chosen.get();
      if (id !== null && visible.get().every((one) => one.id !== id || isOpen(one)))
        return { kind: 'room', brand, room: id };
      chosen.set(null);
      return { kind: 'room', brand };
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}
