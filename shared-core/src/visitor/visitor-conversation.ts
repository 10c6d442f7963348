import type { ChatMessage } from '../conversation/chat-message.ts';
import { mergeMessages } from '../conversation/merge-messages.ts';
import { performAct } from '../conversation/perform-act.ts';
import { openRoomView, unreadCount } from '../conversation/room-view.ts';
import type { RoomView } from '../conversation/room-view.ts';
import { isSessionOver, readRoomIfAllowed } from '../conversation/stored-state.ts';
import { always, derive, follow } from '../derive.ts';
import { CoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import { newId } from '../model/ids.ts';
import type { BrandId, MessageId, RoomId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { maskText } from '../model/masks.ts';
import type { Message } from '../model/message.ts';
import { isOpen } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import { closeRoomUpdate, rateRoomUpdate } from '../model/updates.ts';
import { openOutbox } from '../outbox/outbox.ts';
import type { Destination } from '../outbox/outbox-entry.ts';
import type { Outbox, OutboxItem } from '../outbox/outbox.ts';
import { openOutboxStorage } from '../outbox/outbox-storage.ts';
import { createPacer } from '../outbox/pacer.ts';
import type { RoomWishes } from '../model/updates.ts';
import type { Platform } from '../platform.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import type { DraftPlace } from './kept-drafts.ts';
import { liveOwnRooms, openRoomShelf, pickCurrentRoom } from './current-room.ts';
import { listOwnConversations, liveUnread } from './own-conversations.ts';
import type { OwnConversations } from './own-conversations.ts';
import { createVisitorCourier } from './visitor-courier.ts';
import type { VisitorLink } from './visitor-link.ts';

/** The room that a visitor looks at, with its messages and the visitor's outbox; live from now until `close`. */
export interface VisitorConversation {
  /** Whether there is no room so far; undefined until that is known. */
  readonly isFirst: Readable<boolean | undefined>;
  readonly room: Readable<Room | null>;
  /** It has ended and is not where the visitor goes on writing. */
  readonly isEarlier: Readable<boolean>;
  readonly hasOpenRoom: Readable<boolean>;
  /** The newest rooms, and an older one that is looked at. */
  readonly newest: Readable<readonly Room[]>;
  /** Unread messages of open rooms that are not looked at. */
  readonly unreadElsewhere: Readable<number>;
  readonly all: OwnConversations;
  readonly messages: Readable<readonly ChatMessage[]>;
  readonly hasOlder: Readable<boolean>;
  readonly operatorTyping: Readable<boolean>;
  readonly seenCount: Readable<number>;
  readonly unread: Readable<number>;
  readonly outbox: Outbox;
  /** Where what is typed belongs; undefined before the rooms are known. */
  readonly draftPlace: Readable<DraftPlace | undefined>;
  /** Shows another room. Rejects with 'not-found' where the visitor has none of this id. */
  choose(id: RoomId): Promise<void>;
  /** Shows a room that the next message opens. */
  begin(): void;
  /** Where to write what is written now. */
  destination(): Destination;
  loadOlder(): Promise<void>;
  setTyping(on: boolean): void;
  markRead(): void;
  endRoom(): Promise<void>;
  rateRoom(score: number, comment?: string): Promise<void>;
  close(): void;
}

/** On what terms a visitor writes. */
interface Terms {
  /** Why nothing can be sent at present. */
  readonly hindrance: Readable<CoreError | null>;
  /** What is masked; nothing is sent before it is known. */
  readonly masks: Readable<readonly string[] | null>;
  /** Whom a new room is for. */
  readonly wishes: () => RoomWishes;
}

const noRows = always<readonly Message[] | undefined>([]);
const no = always(false);
const zero = always<number>(0);
const unknown = always<number | undefined>(undefined);

export function openVisitorConversation(
  platform: Platform,
  link: VisitorLink,
  brand: BrandId,
  { hindrance, masks, wishes }: Terms,
): VisitorConversation {
  const { database, visitorId } = link;
  const pacer = createPacer(platform, limits.messageIntervalMs);
  const unopened = createStore<ReadonlySet<string>>(new Set());
  const shelf = openRoomShelf(platform, database, brand, visitorId);
  /** The room that the visitor has chosen or begun; null where it is the current one of itself. */
  const chosen = createStore<RoomId | null>(null);
  const older = createStore<RoomId | null>(null);
  const rooms = liveOwnRooms(shelf, unopened, older);
  // The last known rooms stay while a new list is being read: a conversation never blinks.
  const room = createStore<Room | null>(null);
  const visible = createStore<readonly Room[]>([]);
  const courier = createVisitorCourier({
    brand,
    visitorId,
    database,
    uploads: link.uploads,
    ready: derive(
      [database.connected, rooms, hindrance, masks],
      (connected, known, reason, patterns) =>
        connected && ((known !== undefined && patterns !== null) || reason !== null),
    ),
    rooms: () => rooms.get(),
    unopened,
    wishes,
    mask: (text) => maskText(text, masks.get() ?? []),
    session: () => link.sessionId(),
    hindrance: () => hindrance.get()?.code ?? null,
    renewSession: () => link.renew(),
    leave: (id) => chosen.get() === id && chosen.set(null),
  });
  const draftPlace = createStore<DraftPlace | undefined>(undefined);
  let choices = 0;

  function showChosen(): void {
    const present = rooms.get();
    const id = chosen.get();
    if (!present) return;
    // The room first: what is sent into it is never elsewhere, not for a moment.
    room.set(id === null ? pickCurrentRoom(present) : (present.find((one) => one.id === id) ?? null));
    visible.set(present);
    const shown = room.get();
    draftPlace.set({ key: shown && isOpen(shown) ? shown.id : id === null || shown ? '' : 'new', choices });
  }
  const stops = [rooms.subscribe(showChosen), chosen.subscribe(showChosen)];
  const outbox = openOutbox({
    platform,
    storage: openOutboxStorage(platform.storage, `${brand}:${visitorId}`),
    pacer,
    courier,
  });
  const unacknowledged = derive([outbox.items], queuedIds);
  const view = createStore<RoomView | null>(null);

  function showRoom(current: Room | null): void {
    const shown = view.get();
    if (shown?.room === current?.id) return;
    view.set(
      current &&
        openRoomView({
          platform,
          database,
          brand,
          room: current.id,
          me: visitorId,
          // A mark of the guest that one was before is not the other side's.
          isOtherSide: (who) => !/^[gx]_/.test(who),
          unacknowledged,
        }),
    );
    shown?.close();
  }

  const rows = follow(view, (shown) => shown?.list.rows ?? noRows);
  const seenCount = follow(view, (shown) => shown?.seenCount ?? zero);
  const ownCount = follow(view, (shown) => shown?.ownCount ?? unknown);
  const items = derive([outbox.items, room, chosen, visible], (all, current, id, others) =>
    all.filter((item) => belongsTo(item, current, id, others)),
  );
  const messages = derive([rows, items, room, seenCount], (stored, pending, current, seen) =>
    mergeMessages({
      rows: stored ?? [],
      items: pending,
      me: { id: visitorId, role: 'client' },
      room: current,
      seenCount: seen,
    }),
  );
  const unread = derive([room, ownCount], (current, own) => unreadCount(current, visitorId, own));
  // By their ids, so that a message in one of them does not start all over.
  const elsewhere = derive([visible, room], (present, current) =>
    present
      .filter((one) => isOpen(one) && one.id !== current?.id)
      .map(({ id }) => id)
      .join(' '),
  );
  const unreadElsewhere = follow(elsewhere, (ids) =>
    derive(ids === '' ? [] : ids.split(' ').map((id) => liveUnread(shelf, id)), (...counts) =>
      counts.reduce((sum, count) => sum + count, 0),
    ),
  );
  const operatorTyping = follow(view, (shown) => shown?.otherSideTyping ?? no);
  stops.push(
    room.subscribe(showRoom),
    rows.subscribe((stored) => outbox.settle(new Set(stored?.map(({ id }) => id)))),
    ...[messages, unread, unreadElsewhere, operatorTyping].map((readable) =>
      readable.subscribe(() => undefined),
    ),
  );

  /** Why nothing at all is written at present; null where that is not it. */
  async function whyNothing(): Promise<CoreErrorCode | 'unclear' | null> {
    const session = link.sessionId();
    if (session === null || (await isSessionOver(database, session))) {
      await link.renew();
      return 'unclear';
    }
    return hindrance.get()?.code ?? null;
  }

  async function whyNotClosed(current: Room): Promise<CoreErrorCode | 'done' | 'unclear'> {
    const reason = await whyNothing();
    if (reason !== null) return reason;
    const stored = await readRoomIfAllowed(database, brand, current.id);
    return stored && isOpen(stored) ? 'unclear' : 'done';
  }

  async function whyNotRated(current: Room): Promise<CoreErrorCode | 'done' | 'unclear'> {
    const reason = await whyNothing();
    if (reason !== null) return reason;
    const stored = await readRoomIfAllowed(database, brand, current.id);
    if (!stored) return 'not-found';
    return stored.rating ? 'done' : 'unclear';
  }

  return {
    isFirst: derive([rooms], (known) => known && known.length === 0),
    room,
    isEarlier: derive(
      [room, visible],
      (current, present) =>
        current !== null && !isOpen(current) && current.id !== pickCurrentRoom(present)?.id,
    ),
    hasOpenRoom: derive([visible], (present) => present.some(isOpen)),
    newest: visible,
    unreadElsewhere,
    all: listOwnConversations(shelf),
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
    destination() {
      const id = chosen.get();
      if (id !== null && visible.get().every((one) => one.id !== id || isOpen(one)))
        return { kind: 'room', brand, room: id };
      chosen.set(null);
      return { kind: 'room', brand };
    },
    messages,
    hasOlder: follow(view, (shown) => shown?.list.hasOlder ?? no),
    operatorTyping,
    seenCount,
    unread,
    outbox,
    draftPlace,
    loadOlder: () => view.get()?.list.loadOlder() ?? Promise.resolve(),
    setTyping: (on) => view.get()?.setTyping(on),
    markRead() {
      const current = room.get();
      if (current) view.get()?.markRead(current.messageCount);
    },
    async endRoom() {
      const current = room.get();
      if (!current || !isOpen(current)) return;
      await performAct({
        platform,
        database,
        pacer,
        update: closeRoomUpdate({ brand, room: current.id }, newId(platform.random), {
          id: visitorId,
          role: 'client',
        }),
        explain: () => whyNotClosed(current),
      });
    },
    async rateRoom(score, comment) {
      const current = room.get();
      if (!current || isOpen(current) || current.rating) return;
      const said = maskText(comment?.trim().slice(0, limits.ratingComment) ?? '', masks.get() ?? []);
      await performAct({
        platform,
        database,
        pacer: (write) => write(),
        update: rateRoomUpdate(
          { brand, room: current.id },
          { score, ...(said === '' ? {} : { comment: said }) },
        ),
        explain: () => whyNotRated(current),
      });
    },
    close() {
      outbox.close();
      for (const stop of stops) stop();
      view.get()?.close();
    },
  };
}

function queuedIds(items: readonly OutboxItem[]): ReadonlySet<MessageId> {
  return new Set(items.filter(({ state }) => state === 'queued').map(({ entry }) => entry.id));
}

/** What was sent into another room is shown there; what waits for any room is shown wherever the visitor is. */
function belongsTo(
  { entry, state }: OutboxItem,
  current: Room | null,
  chosen: RoomId | null,
  known: readonly Room[],
): boolean {
  const to = entry.to.kind === 'room' ? entry.to.room : undefined;
  if (chosen !== null) return to === chosen;
  if (to !== current?.id && known.some(({ id }) => id === to)) return false;
  if (state !== 'sent' || !current || isOpen(current)) return true;
  // A closed room is shown until the one that this message has opened arrives.
  return to !== current.id;
}
