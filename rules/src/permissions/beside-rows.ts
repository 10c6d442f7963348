import { SERVER_TIME, limits, paths, readUpdate, sendUpdate, typingUpdate } from '@foyer/shared-core/model';
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
  sender,
  stampOf,
  summary,
  text,
  to,
  without,
} from './acts.ts';
import { boundedAlso, boundedWrongs, byTime, timeWrongs } from './list-variants.ts';
import { sealed } from './row.ts';
import type { Row, Situation } from './row.ts';
import { brand, room, storedMessage, teamRoomOf } from './world.ts';

/** One's typing mark of this age, in milliseconds. */
function typedBefore(age: number): Situation['before'] {
  return (actor, _cast, now) => ({ [paths.typing(brand, room, actor.id)]: { on: true, at: now - age } });
}

/** One's read mark, some time ago. */
function hadRead(count: number): Situation['before'] {
  return (actor) => ({ [paths.read(brand, room, actor.id)]: { count, at: past } });
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
    path: 'room-queue/{brand}/{room}',
    operation: 'read',
    what: 'the place of a room in the queue',
    allowed: ['owner', ...desk],
    act: () => ({ path: paths.roomQueue(brand, room) }),
  },
  {
    path: 'room-queue/{brand}',
    operation: 'read',
    what: 'the whole queue',
    allowed: [],
    act: () => ({ path: paths.roomQueues(brand) }),
  },
  sealed('room-queue/{brand}/{room}', () => paths.roomQueue(brand, room), { position: 1 }),
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
    when: {
      'one has just said so': {
        granted: false,
        before: (actor, _cast, now) => ({
          [paths.typing(brand, room, actor.id)]: { on: false, at: now - 1 },
        }),
      },
    },
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
      'half a message': (update, actor) => change(update, paths.read(brand, room, actor.id), 'count', 0.5),
      'less than none': (update, actor) => change(update, paths.read(brand, room, actor.id), 'count', -1),
    },
    also: {
      'that one has read nothing': (update, actor) =>
        change(update, paths.read(brand, room, actor.id), 'count', 0),
    },
    given: (actor) => ({ [paths.read(brand, room, actor.id)]: null }),
    when: {
      'one had read more': { granted: false, before: hadRead(2) },
      'one had read as much': { granted: false, before: hadRead(1) },
      'one had read less': { granted: true, before: hadRead(0) },
      'there is no such room': { granted: false, before: () => ({ [summary]: null }) },
    },
    tolerates: { 'room-live…/read/count one less': 'one may as well have read less' },
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
      [paths.throttle(actor.id)]: {
        at: SERVER_TIME,
        message: 'note-of-the-matrix',
        room: paths.roomNotes(brand, room),
      },
    }),
    wrong: {
      ...recordWrongs(() => notePath, 'text'),
      sender: (update) => change(update, notePath, 'by', 'somebody-else'),
      'key: a stored note': (update) =>
        moved(update, notePath, `${paths.roomNotes(brand, room)}/note-stored-before`),
      length: (update) => change(update, notePath, 'text', long),
      'blank text': (update) => change(update, notePath, 'text', ' \n '),
      'no throttle stamp': (update, actor) => without(update, paths.throttle(actor.id)),
      'a second note on one stamp': (update) => ({ ...update, [`${notePath}-2`]: update[notePath] }),
      'a note on the stamp of a message': (update, actor) => ({
        ...update,
        ...sendUpdate(to, 'note-of-the-matrix', sender(actor), text('hi')),
      }),
      'a key that is too short': (update, actor) =>
        change(
          moved(update, notePath, `${paths.roomNotes(brand, room)}/note`),
          paths.throttle(actor.id),
          'message',
          'note',
        ),
    },
    also: {
      'the longest text': (update) => change(update, notePath, 'text', longest),
      'one character': (update) => change(update, notePath, 'text', 'x'),
    },
    when: {
      'there is no such room': { granted: false, before: () => ({ [summary]: null }) },
      'the last message is 1 ms too young': { granted: false, before: stampOf(limits.messageIntervalMs - 1) },
    },
    tolerates: {
      'room-notes…/text longer': anyText,
      'room-notes…/text shifted': anyText,
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
    path: 'room-quota/{brand}/{visitor}',
    operation: 'read',
    what: 'how many rooms were opened',
    allowed: [],
    act: (actor) => ({ path: paths.roomQuota(brand, actor.id) }),
  },
  {
    path: 'room-quota/{brand}/{visitor}',
    operation: 'write',
    what: 'count a room that is not opened',
    allowed: [],
    act: (actor) => ({ [paths.roomQuota(brand, actor.id)]: { '.sv': { increment: 1 } } }),
    wrong: {},
  },
  {
    ...sealed('room-quota/{brand}/{visitor}', (actor) => paths.roomQuota(brand, actor.id), 2),
    what: 'begin to count with another number than 1',
    given: (actor) => ({ [paths.roomQuota(brand, actor.id)]: null }),
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
