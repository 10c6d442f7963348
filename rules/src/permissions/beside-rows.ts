import { SERVER_TIME, limits, paths, readUpdate, typingUpdate } from '@foyer/shared-core/model';
import {
  anyText,
  change,
  desk,
  long,
  longest,
  moved,
  newRoom,
  notePath,
  past,
  recordWrongs,
  summary,
  to,
} from './acts.ts';
import { boundedAlso, boundedWrongs, byTime, timeWrongs } from './list-variants.ts';
import { sealed } from './row.ts';
import type { Row, Situation } from './row.ts';
import { brand, room, storedMessage, teamRoomOf } from './world.ts';

/** One's typing mark of this age, in milliseconds. */
function typedBefore(age: number): Situation['before'] {
  return (actor, _cast, now) => ({ [paths.typing(brand, room, actor.id)]: { on: true, at: now - age } });
}

/** What lies beside the messages: marks, notes, indexes, stamps. */
export const besideRows: readonly Row[] = [
  {
    path: 'room-live/{brand}/{room}',
    operation: 'read',
    what: 'typing and read marks',
    allowed: ['owner', ...desk],
    act: () => ({ path: paths.roomLive(brand, room) }),
  },
  {
    path: 'room-live/{brand}/{room}/{who}/typing',
    operation: 'write',
    what: 'say that one types',
    allowed: ['owner', ...desk],
    act: (actor) => typingUpdate(to, actor.id, true),
    wrong: {
      ...recordWrongs((actor) => paths.typing(brand, room, actor.id), 'on'),
      sender: (update, actor) =>
        moved(update, paths.typing(brand, room, actor.id), paths.typing(brand, room, 'somebody-else')),
      deletion: (_update, actor) => ({ [paths.typing(brand, room, actor.id)]: null }),
      'extra mark': (update, actor) => ({
        ...update,
        [`${paths.roomLive(brand, room)}/${actor.id}/extra`]: 1,
      }),
    },
    given: (actor, _cast, now) => ({
      [paths.typing(brand, room, actor.id)]: { on: false, at: now - 60_000 },
    }),
    when: {
      'one began 1 ms too young': { granted: false, before: typedBefore(limits.typingIntervalMs - 1) },
      'one began just long enough ago': { granted: true, before: typedBefore(limits.typingIntervalMs) },
      'one never typed before': {
        granted: true,
        before: (actor) => ({ [paths.typing(brand, room, actor.id)]: null }),
      },
      'there is no such room': { granted: false, before: () => ({ [summary]: null }) },
    },
    tolerates: {
      'room-live…/typing/on the opposite': 'one may as well stop',
      'room-live…/typing leaf by leaf, on as it was': 'the mark renews its time only',
    },
  },
  {
    path: 'room-live/{brand}/{room}/{who}/typing',
    operation: 'write',
    what: 'say that one stopped, just after starting',
    allowed: ['owner', ...desk],
    act: (actor) => typingUpdate(to, actor.id, false),
    wrong: {},
    given: typedBefore(1),
  },
  {
    path: 'room-live/{brand}/{room}/{who}/read',
    operation: 'write',
    what: 'say what one has read',
    allowed: ['owner', ...desk],
    act: (actor) => readUpdate(to, actor.id, 1),
    wrong: {
      ...recordWrongs((actor) => paths.read(brand, room, actor.id), 'count'),
      sender: (update, actor) =>
        moved(update, paths.read(brand, room, actor.id), paths.read(brand, room, 'somebody-else')),
      'more than there is': (update, actor) => change(update, paths.read(brand, room, actor.id), 'count', 2),
    },
    given: (actor) => ({ [paths.read(brand, room, actor.id)]: { count: 1, at: past } }),
    when: {
      'one had read more': {
        granted: false,
        before: (actor) => ({ [paths.read(brand, room, actor.id)]: { count: 2, at: past } }),
      },
      'one had read nothing': {
        granted: true,
        before: (actor) => ({ [paths.read(brand, room, actor.id)]: null }),
      },
      'there is no such room': { granted: false, before: () => ({ [summary]: null }) },
    },
    tolerates: {
      'room-live…/read leaf by leaf, count as it was': 'the mark renews its time only',
    },
  },
  {
    path: 'room-notes/{brand}/{room}',
    operation: 'read',
    what: 'notes, bounded',
    allowed: desk,
    act: () => ({ path: paths.roomNotes(brand, room), query: byTime }),
    wrong: timeWrongs,
    also: boundedAlso(),
  },
  {
    path: 'room-notes/{brand}/{room}/{note}',
    operation: 'write',
    what: 'add a note',
    allowed: desk,
    act: (actor) => ({
      [notePath]: {
        by: actor.id,
        name: actor.displayName,
        text: 'vip',
        at: SERVER_TIME,
      },
    }),
    wrong: {
      ...recordWrongs(() => notePath, 'text'),
      sender: (update) => change(update, notePath, 'by', 'somebody-else'),
      'key: a stored note': (update) =>
        moved(update, notePath, `${paths.roomNotes(brand, room)}/note-stored-before`),
      length: (update) => change(update, notePath, 'text', long),
      'blank text': (update) => change(update, notePath, 'text', ' \n '),
      'a stamp for the next message, paid by the note': (update, actor) => ({
        ...update,
        [paths.throttle(actor.id)]: {
          at: SERVER_TIME,
          message: 'note-of-the-matrix',
          room: paths.roomNotes(brand, room),
        },
      }),
    },
    also: {
      'the longest text': (update) => change(update, notePath, 'text', longest),
      'one character': (update) => change(update, notePath, 'text', 'x'),
    },
    when: { 'there is no such room': { granted: false, before: () => ({ [summary]: null }) } },
    tolerates: {
      'room-notes…/text longer': anyText,
      'room-notes…/text shifted': anyText,
      'room-notes… moved to another key': 'any new key will do',
    },
  },
  {
    path: 'user-rooms/{brand}/{visitor}',
    operation: 'read',
    what: 'rooms of the visitor, bounded',
    allowed: ['owner', ...desk],
    act: (_actor, cast) => ({
      path: paths.userRooms(brand, cast.owner),
      query: { orderBy: 'key', limitToLast: limits.listRows },
    }),
    wrong: boundedWrongs(),
    also: boundedAlso(),
  },
  {
    ...sealed(
      'user-rooms/{brand}/{visitor}/{room}',
      (_actor, cast) => paths.userRoom(brand, cast.owner, room),
      null,
    ),
    what: 'delete an index entry',
  },
  {
    ...sealed('user-rooms/{brand}/{visitor}/{room}', (actor) => paths.userRoom(brand, actor.id, newRoom), {
      createdAt: SERVER_TIME,
    }),
    what: 'an index entry without its room',
  },
  {
    ...sealed('throttle/{id}', (actor) => paths.throttle(actor.id), {
      at: SERVER_TIME,
      message: storedMessage,
      room: `room-messages/${brand}/${room}`,
    }),
    what: 'a stamp without a new message',
  },
  { ...sealed('throttle/{id}', (actor) => paths.throttle(actor.id), null), what: 'delete the stamp' },
  {
    ...sealed('user-rooms/{brand}/{visitor}/{room}', (actor) => paths.userRoom(brand, actor.id, room), {
      createdAt: SERVER_TIME,
    }),
    what: 'an index entry for an old room that lacks it',
    given: (actor) => ({
      [paths.userRoom(brand, actor.id, room)]: null,
      [`${summary}/visitorId`]: actor.id,
    }),
  },
  {
    ...sealed(
      'team-index/{uid}/{id}',
      (actor, cast) => `${paths.teamIndex(actor.id)}/${teamRoomOf(actor, cast).id}`,
      { createdAt: SERVER_TIME },
    ),
    what: 'an index entry for an old team room that lacks it',
    given: (actor, cast) => ({ [`${paths.teamIndex(actor.id)}/${teamRoomOf(actor, cast).id}`]: null }),
  },
  {
    path: 'throttle/{id}',
    operation: 'write',
    what: 'a stamp that a typing mark pays for, in a room named like the messages',
    allowed: [],
    act: (actor) => ({
      ...typingUpdate({ brand, room: 'room-messages' }, actor.id, true),
      [paths.throttle(actor.id)]: {
        at: SERVER_TIME,
        message: 'typing',
        room: `${paths.roomLive(brand, 'room-messages')}/${actor.id}`,
      },
    }),
    wrong: {},
    given: (actor) => ({ [`${paths.room(brand, 'room-messages')}/visitorId`]: actor.id }),
  },
  {
    path: 'throttle/{id}',
    operation: 'write',
    what: 'a stamp for an old message of this very millisecond',
    allowed: [],
    act: (actor) => ({
      [paths.throttle(actor.id)]: {
        at: SERVER_TIME,
        message: storedMessage,
        room: paths.roomMessages(brand, room),
      },
    }),
    wrong: {},
    given: (_actor, _cast, now) => ({ [`${paths.roomMessage(brand, room, storedMessage)}/at`]: now }),
    onPaper: true,
  },
];
