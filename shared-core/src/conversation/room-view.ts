import type { BrandId, MessageId, RoomId } from '../model/ids.ts';
import { readMessage } from '../model/message.ts';
import type { Message } from '../model/message.ts';
import { paths } from '../model/paths.ts';
import { readUpdate, typingUpdate } from '../model/updates.ts';
import type { Room } from '../model/room.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import { derive } from '../derive.ts';
import type { Readable } from '../store.ts';
import { openMessageList } from './message-list.ts';
import type { MessageList } from './message-list.ts';
import { probeLink } from './probe-link.ts';
import { createReadSender } from './read-sender.ts';
import { liveRoomMarks, readByOthers, someoneTyping } from './room-marks.ts';
import { createTypingSender } from './typing-sender.ts';

export interface RoomViewOptions {
  readonly platform: Platform;
  readonly database: DatabasePort;
  readonly brand: BrandId;
  readonly room: RoomId;
  /** One's own id. */
  readonly me: string;
  /** Whose typing and reading counts as the other side's. */
  isOtherSide(who: string): boolean;
  readonly unacknowledged: Readable<ReadonlySet<MessageId>>;
}

/** What both sides see of one room, live from now until `close`. */
export interface RoomView {
  readonly room: RoomId;
  readonly list: MessageList<Message>;
  readonly otherSideTyping: Readable<boolean>;
  /** How many messages the other side has read. */
  readonly seenCount: Readable<number>;
  /** How many messages one has read oneself; undefined until it is known. */
  readonly ownCount: Readable<number | undefined>;
  setTyping(on: boolean): void;
  /** Says that `count` messages have been read. */
  markRead(count: number): void;
  close(): void;
}

export function openRoomView(options: RoomViewOptions): RoomView {
  const { platform, database, brand, room, me } = options;
  const list = openMessageList<Message>({
    platform,
    database,
    path: paths.roomMessages(brand, room),
    read: readMessage,
    unacknowledged: options.unacknowledged,
  });
  const marks = liveRoomMarks(platform, database, brand, room);
  const clock = { platform, serverNow: () => database.serverNow() };
  const isOtherSide = (who: string): boolean => options.isOtherSide(who);
  const ownCount = derive([marks], (present) => present && (present.get(me)?.read?.count ?? 0));
  const typing = createTypingSender(platform, (on) => {
    if (database.connected.get()) void succeeds(database.update(typingUpdate({ brand, room }, me, on)));
  });
  const reading = createReadSender(platform, (count) =>
    succeeds(database.update(readUpdate({ brand, room }, me, count))),
  );
  /** What has been read may be said before it is known what was read before: it is kept until then. */
  let readCount = 0;
  function markUnread(): void {
    const own = ownCount.get();
    if (own !== undefined && readCount > own) reading.mark(readCount);
  }
  const stopMarking = ownCount.subscribe(markUnread);
  const stopProbing = probeLink(platform, database, paths.roomMessages(brand, room));
  return {
    room,
    list,
    otherSideTyping: someoneTyping(marks, clock, isOtherSide),
    seenCount: derive([marks], (present) => readByOthers(present, isOtherSide)),
    ownCount,
    setTyping: (on) => typing.set(on),
    markRead(count) {
      readCount = Math.max(readCount, count);
      markUnread();
    },
    close() {
      stopMarking();
      stopProbing();
      typing.close();
      reading.close();
      list.close();
    },
  };
}

/** Unread are all messages less the ones read; whoever wrote last has read everything. */
export function unreadCount(room: Room | null | undefined, me: string, ownCount: number | undefined): number {
  if (!room || ownCount === undefined || room.lastMessage.by === me) return 0;
  return Math.max(room.messageCount - ownCount, 0);
}

/** Typing and reading are marks, not messages: a refused one is not worth a word to anybody. */
function succeeds(write: Promise<void>): Promise<boolean> {
  return write.then(
    () => true,
    () => false,
  );
}
