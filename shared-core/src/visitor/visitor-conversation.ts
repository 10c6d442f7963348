import type { ChatMessage } from '../conversation/chat-message.ts';
import { mergeMessages } from '../conversation/merge-messages.ts';
import { performAct } from '../conversation/perform-act.ts';
import { openRoomView, unreadCount } from '../conversation/room-view.ts';
import type { RoomView } from '../conversation/room-view.ts';
import { isSessionOver, readRoomIfAllowed } from '../conversation/stored-state.ts';
import { always, derive, follow } from '../derive.ts';
import type { CoreError, CoreErrorCode } from '../model/errors.ts';
import { newId } from '../model/ids.ts';
import type { BrandId, MessageId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { maskText } from '../model/masks.ts';
import type { Message } from '../model/message.ts';
import { isOpen } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import { closeRoomUpdate, rateRoomUpdate } from '../model/updates.ts';
import { openOutbox } from '../outbox/outbox.ts';
import type { Outbox, OutboxItem } from '../outbox/outbox.ts';
import { openOutboxStorage } from '../outbox/outbox-storage.ts';
import { createPacer } from '../outbox/pacer.ts';
import type { Platform } from '../platform.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import { liveOwnRooms, pickCurrentRoom } from './current-room.ts';
import { createVisitorCourier } from './visitor-courier.ts';
import type { VisitorLink } from './visitor-link.ts';

/** The current room of a visitor, with its messages and the visitor's outbox; live from now until `close`. */
export interface VisitorConversation {
  /** Known to be without a room so far. */
  readonly isFirst: Readable<boolean>;
  readonly room: Readable<Room | null>;
  readonly messages: Readable<readonly ChatMessage[]>;
  readonly hasOlder: Readable<boolean>;
  readonly operatorTyping: Readable<boolean>;
  readonly seenCount: Readable<number>;
  readonly unread: Readable<number>;
  readonly outbox: Outbox;
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
}

const noRows = always<readonly Message[] | undefined>([]);
const no = always(false);
const zero = always<number>(0);
const unknown = always<number | undefined>(undefined);

export function openVisitorConversation(
  platform: Platform,
  link: VisitorLink,
  brand: BrandId,
  { hindrance, masks }: Terms,
): VisitorConversation {
  const { database, visitorId } = link;
  const pacer = createPacer(platform, limits.messageIntervalMs);
  const unopened = createStore<ReadonlySet<string>>(new Set());
  const rooms = liveOwnRooms(platform, database, { brand, id: visitorId }, unopened);
  // The last known rooms stay while a new list is being read: a conversation never blinks.
  const room = createStore<Room | null>(null);
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
    mask: (text) => maskText(text, masks.get() ?? []),
    session: () => link.sessionId(),
    hindrance: () => hindrance.get()?.code ?? null,
    renewSession: () => link.renew(),
  });
  const stops = [rooms.subscribe((known) => known && room.set(pickCurrentRoom(known)))];
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
  const messages = derive([rows, outbox.items, room, seenCount], (stored, items, current, seen) =>
    mergeMessages({
      rows: stored ?? [],
      items: items.filter((item) => belongsTo(item, current)),
      me: { id: visitorId, role: 'client' },
      room: current,
      seenCount: seen,
    }),
  );
  const unread = derive([room, ownCount], (current, own) => unreadCount(current, visitorId, own));
  const operatorTyping = follow(view, (shown) => shown?.otherSideTyping ?? no);
  stops.push(
    room.subscribe(showRoom),
    rows.subscribe((stored) => outbox.settle(new Set(stored?.map(({ id }) => id)))),
    ...[messages, unread, operatorTyping].map((readable) => readable.subscribe(() => undefined)),
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
    isFirst: derive([rooms], (known) => known?.length === 0),
    room,
    messages,
    hasOlder: follow(view, (shown) => shown?.list.hasOlder ?? no),
    operatorTyping,
    seenCount,
    unread,
    outbox,
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

/** What was sent into another room is shown there; what waits is shown wherever the visitor is. */
function belongsTo({ entry, state }: OutboxItem, current: Room | null): boolean {
  if (state !== 'sent' || !current || isOpen(current)) return true;
  // A closed room is shown until the one that this message has opened arrives.
  return entry.to.kind === 'room' && entry.to.room !== current.id;
}
