import { always, derive, follow } from '../derive.ts';
import type { RoomId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import type { Room } from '../model/room.ts';
import { excerptOf } from '../model/updates.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import type { RoomShelf } from './current-room.ts';
import { newestMessages } from './newest-messages.ts';
import { liveUnread } from './unread.ts';

const PAGE = 20;
const nothing = always<string | undefined>(undefined);
/** So many messages are looked through for the last that says something: joining, leaving and closing say nothing. */
const LOOK_BACK = 6;

/** One of a visitor's conversations, as a list shows it. */
export interface OwnConversation {
  readonly room: Room;
  /** The first words of what was said last; empty where nothing was said lately. */
  readonly excerpt: string;
  readonly unread: number;
}

/** A visitor's conversations; costs something only while somebody listens. */
export interface OwnConversations {
  /** The one with the newest message first; undefined until the server has answered. */
  readonly rows: Readable<readonly OwnConversation[] | undefined>;
  readonly hasMore: Readable<boolean>;
  more(): void;
}

/** The list of a visitor's conversations. */
export function listOwnConversations(shelf: RoomShelf): OwnConversations {
  const most = createStore(PAGE);
  const ids = follow(most, (count) => shelf.newest(count));
  const known = new Map<RoomId, Readable<OwnConversation | null | undefined>>();

  /** What was said last in a room whose last message is an event; read once, when first asked for. */
  function lastSaid(id: RoomId): Readable<string | undefined> {
    return createStore<string | undefined>(undefined, (set) => {
      newestMessages(shelf, id, LOOK_BACK)
        .then((newest) => {
          const said = newest.findLast(({ kind }) => kind !== 'event');
          set(said === undefined || said.kind === 'event' ? '' : excerptOf(said));
        })
        .catch(() => set(''));
      return () => undefined;
    });
  }

  function row(id: RoomId): Readable<OwnConversation | null | undefined> {
    const made = known.get(id);
    if (made) return made;
    const room = shelf.room(id);
    const said = lastSaid(id);
    const hasEvent = derive([room], (present) => present?.lastMessage.kind === 'event');
    const words = follow(hasEvent, (asks) => (asks ? said : nothing));
    const next = derive(
      [room, room.problem, words, liveUnread(shelf, id)],
      (present, problem, text, unread) => {
        // What cannot be read any more must not keep the others waiting.
        if (!present) return problem ? null : present;
        const { kind, text: last } = present.lastMessage;
        const excerpt = kind === 'event' ? text : last;
        return excerpt === undefined ? undefined : { room: present, excerpt, unread };
      },
    );
    known.set(id, next);
    return next;
  }

  const present = follow(ids, (all): Readable<readonly OwnConversation[] | undefined> => {
    if (!all) return always(undefined);
    return derive(all.map(row), (...found) =>
      found.includes(undefined)
        ? undefined
        : found
            .filter((one) => one !== null && one !== undefined)
            .sort((a, b) => b.room.lastMessage.at - a.room.lastMessage.at),
    );
  });
  return {
    // The last known list stays while a longer one is being read.
    rows: createStore<readonly OwnConversation[] | undefined>(undefined, (set) => {
      const take = (rows: readonly OwnConversation[] | undefined): void => {
        if (rows) set(rows);
      };
      const stop = present.subscribe(take);
      take(present.get());
      return stop;
    }),
    hasMore: derive([ids, most], (all, count) => (all?.length ?? 0) >= count && count < limits.listRows),
    more: () => most.set(Math.min(most.get() + PAGE, limits.listRows)),
  };
}
