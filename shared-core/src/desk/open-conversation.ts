import { fileDraft, textDraft } from '../conversation/check-draft.ts';
import { mergeMessages } from '../conversation/merge-messages.ts';
import { performAct } from '../conversation/perform-act.ts';
import { openRoomView } from '../conversation/room-view.ts';
import { readRoomIfAllowed, isStored } from '../conversation/stored-state.ts';
import { always, derive, follow } from '../derive.ts';
import { live } from '../live.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import { newId } from '../model/ids.ts';
import type { BrandId, MessageId, RoomId, VisitorId } from '../model/ids.ts';
import { paths } from '../model/paths.ts';
import { readVisitor } from '../model/people.ts';
import type { Visitor } from '../model/people.ts';
import { readRoomTold } from '../model/room-told.ts';
import type { RoomTold } from '../model/room-told.ts';
import { isOpen, readRoom } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import { closeRoomUpdate, releaseRoomUpdate, takeRoomUpdate } from '../model/updates.ts';
import type { Update } from '../model/updates.ts';
import type { Draft } from '../outbox/outbox-entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Pacer } from '../outbox/pacer.ts';
import type { Platform, UploadFile } from '../platform.ts';
import { livePresence } from '../presence/present.ts';
import { createStore } from '../store.ts';
import type { Conversation } from './conversation.ts';
import { senderOf, whyRefused } from './desk-courier.ts';
import type { DeskLink } from './desk-link.ts';
import type { Me } from './desk.ts';

export interface ConversationContext {
  readonly platform: Platform;
  readonly link: DeskLink;
  readonly outbox: Outbox;
  readonly pacer: Pacer;
}

const nobody = always<Visitor | null>(null);
const absent = always(false);

/** Opens one room for a moderator. */
export function openConversation(context: ConversationContext, brand: BrandId, roomId: RoomId): Conversation {
  const { platform, link, outbox, pacer } = context;
  const { database } = link;
  const address = { brand, room: roomId };
  /** Acts are messages, too; the SDK shows them before the rules have agreed. */
  const acts = createStore<ReadonlySet<MessageId>>(new Set());

  const liveRoom = live<Room | null | undefined>({
    platform,
    database,
    query: { path: paths.room(brand, roomId) },
    initial: undefined,
    read: (stored) => (stored === null ? null : readRoom(brand, roomId, stored)),
  });
  const problem = liveRoom.problem;
  const room = derive([liveRoom, problem], (present, trouble) =>
    trouble?.code === 'refused' ? null : present,
  );
  const told = live<RoomTold | null>({
    platform,
    database,
    query: { path: paths.roomTold(brand, roomId) },
    initial: null,
    read: (stored) => (stored === null ? null : readRoomTold(stored)),
  });
  const visitorId = derive([room], (present) => present?.visitorId);
  const visitor = follow(visitorId, (id) => (id === undefined ? nobody : liveVisitor(id)));
  const visitorOnline = follow(visitorId, (id) =>
    id === undefined ? absent : livePresence(platform, database, paths.presence(brand, id)),
  );
  const items = derive([outbox.items], (all) =>
    all.filter(({ entry: { to } }) => to.kind === 'room' && to.brand === brand && to.room === roomId),
  );
  const view = openRoomView({
    platform,
    database,
    brand,
    room: roomId,
    me: link.claims.id,
    isOtherSide: (who) => who === visitorId.get(),
    unacknowledged: derive(
      [items, acts],
      (own, acting) =>
        new Set([...acting, ...own.filter(({ state }) => state === 'queued').map(({ entry }) => entry.id)]),
    ),
  });
  const messages = derive([view.list.rows, items, room, view.seenCount], (rows, own, present, seenCount) =>
    mergeMessages({
      rows: rows ?? [],
      items: own,
      me: senderOf(me()),
      room: present ?? null,
      seenCount,
    }),
  );
  const stops = [
    ...[room, visitor, visitorOnline, messages, view.otherSideTyping, view.ownCount].map((readable) =>
      readable.subscribe(() => undefined),
    ),
    view.list.rows.subscribe((rows) => outbox.settle(new Set(rows?.map(({ id }) => id)))),
  ];

  function liveVisitor(id: VisitorId) {
    return live<Visitor | null>({
      platform,
      database,
      query: { path: paths.user(brand, id) },
      initial: null,
      read: (stored) => (stored === null ? null : readVisitor(id, stored)),
    });
  }

  /** The name of a moment ago is good enough until the live record has come. */
  function me(): Me {
    const { id, role, level } = link.claims;
    return link.me.get() ?? { id, role, level, name: '', everyBrand: false, brands: [], departments: [] };
  }

  function queue(draft: Draft, file?: UploadFile): void {
    outbox.add({ kind: 'room', ...address }, draft, file);
  }

  async function act(
    build: (id: MessageId) => Update,
    isDone: (room: Room) => boolean,
    mustBeAssignee: boolean,
  ): Promise<void> {
    const id = newId(platform.random);
    acts.set(new Set(acts.get()).add(id));
    try {
      await performAct({
        platform,
        database,
        pacer,
        update: build(id),
        async explain(): Promise<CoreErrorCode | 'done' | 'unclear'> {
          if (await isStored(database, { ...address, id, by: link.claims.id })) return 'done';
          const present = await readRoomIfAllowed(database, brand, roomId);
          if (present && isDone(present)) return 'done';
          const reason = await whyRefused(link, address);
          if (reason === null || (reason === 'not-assignee' && !mustBeAssignee)) return 'unclear';
          return reason;
        },
      });
    } finally {
      acts.set(new Set([...acts.get()].filter((other) => other !== id)));
    }
  }

  return {
    room,
    visitor,
    told,
    visitorOnline,
    messages,
    hasOlder: view.list.hasOlder,
    loadOlder: () => view.list.loadOlder(),
    visitorTyping: view.otherSideTyping,
    seenCount: view.seenCount,
    problem,
    send: (text) => queue(textDraft(text)),
    sendFile: (file) => queue(fileDraft(file), file),
    retry: (id) => outbox.retry(id),
    discard: (id) => outbox.discard(id),
    take() {
      const { id, name, role, avatar } = me();
      const assignee = { id, name, ...(avatar === undefined ? {} : { avatar }) };
      return act(
        (message) => takeRoomUpdate(address, message, assignee, role),
        (present) => present.assignee?.id === id,
        false,
      );
    },
    giveBack: () =>
      act(
        (message) => releaseRoomUpdate(address, message, senderOf(me())),
        () => false,
        true,
      ),
    close: () =>
      act(
        (message) => closeRoomUpdate(address, message, senderOf(me())),
        (present) => !isOpen(present),
        true,
      ),
    setTyping: (on) => view.setTyping(on),
    markRead: () => view.markRead(room.get()?.messageCount ?? 0),
    async fileLink(message) {
      return (await link.calls.call('fileLink', { ...address, message: message.id })).url;
    },
    dispose() {
      for (const stop of stops) stop();
      view.close();
    },
  };
}
