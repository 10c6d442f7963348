import type { ChatMessage } from '../conversation/chat-message.ts';
import { mergeMessages } from '../conversation/merge-messages.ts';
import { openRoomView } from '../conversation/room-view.ts';
import type { RoomView } from '../conversation/room-view.ts';
import { always, derive, follow } from '../derive.ts';
import type { CoreError } from '../model/errors.ts';
import type { BrandId, MessageId, RoomId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { maskText } from '../model/masks.ts';
import type { Message } from '../model/message.ts';
import { isOpen } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import { openOutbox } from '../outbox/outbox.ts';
import type { Outbox, OutboxItem } from '../outbox/outbox.ts';
import { openOutboxStorage } from '../outbox/outbox-storage.ts';
import { createPacer } from '../outbox/pacer.ts';
import type { RoomWishes } from '../model/updates.ts';
import type { Platform } from '../platform.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import { openRoomShelf } from './current-room.ts';
import { listOwnConversations } from './own-conversations.ts';
import type { OwnConversations } from './own-conversations.ts';
import { createOwnRoomActs } from './own-room-acts.ts';
import type { OwnRoomActs } from './own-room-acts.ts';
import { createRoomChoice } from './room-choice.ts';
import type { RoomChoice } from './room-choice.ts';
import { liveUnread, unreadAmong } from './unread.ts';
import { createVisitorCourier } from './visitor-courier.ts';
import type { VisitorLink } from './visitor-link.ts';

/** The room that a visitor looks at, with its messages and the visitor's outbox; live from now until `close`. */
export interface VisitorConversation
  extends
    OwnRoomActs,
    Pick<RoomChoice, 'room' | 'isEarlier' | 'draftPlace' | 'choose' | 'begin' | 'destination'> {
  /** Whether there is no room so far; undefined until that is known. */
  readonly isFirst: Readable<boolean | undefined>;
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
  loadOlder(): Promise<void>;
  setTyping(on: boolean): void;
  markRead(): void;
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

/** Joins the rooms, the one that is looked at, and what waits to be sent. Reads from now on. */
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
  const choice = createRoomChoice(shelf, unopened);
  const { room, visible, chosen } = choice;
  const courier = createVisitorCourier({
    brand,
    visitorId,
    database,
    uploads: link.uploads,
    ready: derive(
      [database.connected, choice.known, hindrance, masks],
      (connected, known, reason, patterns) =>
        connected && ((known !== undefined && patterns !== null) || reason !== null),
    ),
    rooms: () => choice.known.get(),
    unopened,
    wishes,
    mask: (text) => maskText(text, masks.get() ?? []),
    session: () => link.sessionId(),
    hindrance: () => hindrance.get()?.code ?? null,
    renewSession: () => link.renew(),
    leave: (id) => {
      choice.leave(id);
    },
  });
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
  const unread = derive([room, ownCount, rows], (current, own, stored) =>
    unreadAmong(current, visitorId, own, stored),
  );
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
  const stops = [
    room.subscribe(showRoom),
    rows.subscribe((stored) => outbox.settle(new Set(stored?.map(({ id }) => id)))),
    ...[messages, unread, unreadElsewhere, operatorTyping].map((readable) =>
      readable.subscribe(() => undefined),
    ),
  ];

  return {
    ...choice,
    isFirst: derive([choice.known], (known) => known && known.length === 0),
    hasOpenRoom: derive([visible], (present) => present.some(isOpen)),
    newest: visible,
    unreadElsewhere,
    all: listOwnConversations(shelf),
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
    ...createOwnRoomActs({ platform, link, brand, pacer, room, items, masks, hindrance }),
    close() {
      outbox.close();
      choice.close();
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
