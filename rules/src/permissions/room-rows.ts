import {
  SERVER_TIME,
  limits,
  openRoomUpdate,
  paths,
  readUpdate,
  sendUpdate,
  typingUpdate,
} from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import {
  anyText,
  change,
  desk,
  moved,
  newMessage,
  newRoom,
  past,
  stampOf,
  summary,
  text,
  to,
  without,
} from './acts.ts';
import { boundedAlso, boundedWrongs } from './list-variants.ts';
import { sealed } from './row.ts';
import type { Row, Situation } from './row.ts';
import { brand } from './world.ts';

/** The update that opens a room, with the room closed in the same moment. */
function openedClosed(update: Update): Update {
  const { openAt, ...opened } = update[paths.room(brand, newRoom)] as Record<string, unknown>;
  const { text: _text, ...message } = update[paths.roomMessage(brand, newRoom, newMessage)] as Update;
  const last = { ...(opened['lastMessage'] as object), kind: 'event', text: 'closed' };
  return {
    ...update,
    [paths.room(brand, newRoom)]: { ...opened, closedAt: openAt, lastMessage: last },
    [paths.roomMessage(brand, newRoom, newMessage)]: { ...message, kind: 'event', event: 'closed' },
  };
}

/** So many rooms opened since a first visit so many milliseconds ago. */
function openedBefore(count: number, age: number): Situation['before'] {
  return (actor, _cast, now) => ({
    [paths.roomQuota(brand, actor.id)]: count,
    [`${paths.user(brand, actor.id)}/createdAt`]: now - age,
  });
}

/** Rooms: reading them, opening one. */
export const roomRows: readonly Row[] = [
  {
    path: 'rooms/{brand}',
    operation: 'read',
    what: 'list of open rooms, bounded',
    allowed: desk,
    act: () => ({
      path: paths.rooms(brand),
      query: { orderBy: { child: 'openAt' }, startAt: 1, limitToLast: limits.listRows },
    }),
    wrong: {
      ...boundedWrongs(),
      'no start, so closed rooms too': (read) => ({
        path: read.path,
        query: { orderBy: { child: 'openAt' }, limitToLast: 100 },
      }),
      'another order': (read) => ({
        path: read.path,
        query: { orderBy: { child: 'visitorId' }, startAt: 1, limitToLast: 100 },
      }),
      'a start before the first open room': (read) => ({
        path: read.path,
        query: { orderBy: { child: 'openAt' }, startAt: 0, limitToLast: 100 },
      }),
    },
    also: {
      ...boundedAlso(),
      'from later on': (read) => ({
        path: read.path,
        query: { orderBy: { child: 'openAt' }, startAt: past, limitToFirst: 1 },
      }),
    },
  },
  {
    path: 'rooms',
    operation: 'read',
    what: 'all brands',
    allowed: [],
    act: () => ({ path: 'rooms', query: { orderBy: 'key', limitToLast: 1 } }),
  },
  {
    path: 'rooms/{brand}/{room}',
    operation: 'read',
    what: 'one room',
    allowed: ['owner', ...desk],
    act: () => ({ path: summary }),
  },
  {
    ...sealed('rooms/{brand}/{room}/department', () => `${summary}/department`, 'sales'),
    what: 'send an open room to a department',
  },
  {
    ...sealed('rooms/{brand}/{room}/asksFor', () => `${summary}/asksFor`, 'operator-1'),
    what: 'let an open room ask for a moderator',
  },
  {
    path: 'rooms/{brand}/{room}',
    operation: 'write',
    what: 'open a room with a first message',
    allowed: ['owner', 'neighbour'],
    act: (actor) => openRoomUpdate({ brand, room: newRoom }, newMessage, actor, text('hello')),
    wrong: {
      'sender: a room of somebody else': (update) =>
        change(update, paths.room(brand, newRoom), 'visitorId', 'somebody-else'),
      time: (update) => change(update, paths.room(brand, newRoom), 'createdAt', past),
      'extra child': (update) => change(update, paths.room(brand, newRoom), 'priority', 1),
      'missing part': (update) => change(update, paths.room(brand, newRoom), 'messageCount', null),
      'no message': (update) => without(update, paths.roomMessage(brand, newRoom, newMessage)),
      'no index entry': (update, actor) => without(update, paths.userRoom(brand, actor.id, newRoom)),
      'no throttle stamp': (update, actor) => without(update, paths.throttle(actor.id)),
      'not counted': (update, actor) => without(update, paths.roomQuota(brand, actor.id)),
      'counted twice': (update, actor) => ({
        ...update,
        [paths.roomQuota(brand, actor.id)]: { '.sv': { increment: 2 } },
      }),
      'counted back': (update, actor) => ({
        ...update,
        [paths.roomQuota(brand, actor.id)]: { '.sv': { increment: -1 } },
      }),
      'begun to count anew': (update, actor) => ({ ...update, [paths.roomQuota(brand, actor.id)]: null }),
      'counted when a message is sent': (_update, actor) => ({
        ...sendUpdate(to, newMessage, actor, text('hello')),
        [paths.roomQuota(brand, actor.id)]: { '.sv': { increment: 1 } },
      }),
      'counted for somebody else': (update, actor) =>
        moved(update, paths.roomQuota(brand, actor.id), paths.roomQuota(brand, 'somebody-else')),
      'oneself as the assignee, without a name': (update, actor) =>
        change(update, paths.room(brand, newRoom), 'assignee', { id: actor.id }),
      'a count that begins at 2': (update) => change(update, paths.room(brand, newRoom), 'messageCount', 2),
      'an assignee of one’s own choice': (update) =>
        change(update, paths.room(brand, newRoom), 'assignee', { id: 'o', name: 'O' }),
      'neither open nor closed': (update) => change(update, paths.room(brand, newRoom), 'openAt', null),
      'an empty department': (update) => change(update, paths.room(brand, newRoom), 'department', ''),
      'a department that is no text': (update) => change(update, paths.room(brand, newRoom), 'department', 1),
      'a department with a priority': (update) =>
        change(update, paths.room(brand, newRoom), 'department', { '.value': 'sales', '.priority': 1 }),
      'a department over the limit': (update) =>
        change(update, paths.room(brand, newRoom), 'department', 'x'.repeat(limits.name + 1)),
      'a wish that is no id': (update) => change(update, paths.room(brand, newRoom), 'asksFor', 'a/b'),
      'an empty wish': (update) => change(update, paths.room(brand, newRoom), 'asksFor', ''),
      'a wish that is no text': (update) => change(update, paths.room(brand, newRoom), 'asksFor', 1),
      'a wish with a priority': (update) =>
        change(update, paths.room(brand, newRoom), 'asksFor', { '.value': 'operator-1', '.priority': 1 }),
      'a wish over the limit': (update) =>
        change(update, paths.room(brand, newRoom), 'asksFor', 'x'.repeat(limits.name + 1)),
      'a key that is too short': (_update, actor) =>
        openRoomUpdate({ brand, room: 'room' }, newMessage, actor, text('hello')),
      'typing in it already': (update, actor) => ({
        ...update,
        ...typingUpdate({ brand, room: newRoom }, actor.id, true),
      }),
      'reading in it already': (update, actor) => ({
        ...update,
        ...readUpdate({ brand, room: newRoom }, actor.id, 0),
      }),
      'both open and closed': (update) => ({
        ...openedClosed(update),
        [paths.room(brand, newRoom)]: {
          ...(openedClosed(update)[paths.room(brand, newRoom)] as object),
          openAt: SERVER_TIME,
        },
      }),
    },
    also: {
      'closed at once': openedClosed,
      'with a department': (update) =>
        change(update, paths.room(brand, newRoom), 'department', 'x'.repeat(limits.name)),
      'with a wish, also for nobody there is': (update) =>
        change(update, paths.room(brand, newRoom), 'asksFor', 'x'.repeat(limits.name)),
      'a count from nothing': (update) =>
        change(update, paths.room(brand, newRoom), 'messageCount', { '.sv': { increment: 1 } }),
    },
    when: {
      'it is the first room ever': {
        granted: true,
        before: (actor) => ({ [paths.roomQuota(brand, actor.id)]: null }),
      },
      'it is the last room that may be opened at once': {
        granted: true,
        before: openedBefore(limits.roomsAtOnce - 1, 0),
      },
      'no more rooms may be opened at once': { granted: false, before: openedBefore(limits.roomsAtOnce, 0) },
      'the first visit is too young by 1 ms for one more': {
        granted: false,
        before: openedBefore(limits.roomsAtOnce, limits.roomRefillMs - 1),
      },
      'the first visit is just old enough for one more': {
        granted: true,
        before: openedBefore(limits.roomsAtOnce, limits.roomRefillMs),
      },
      'no more rooms may be opened at once and nobody knows since when the visitor comes': {
        granted: false,
        before: (actor) => ({
          [paths.roomQuota(brand, actor.id)]: limits.roomsAtOnce,
          [`${paths.user(brand, actor.id)}/createdAt`]: null,
        }),
      },
      'the room was archived': {
        granted: false,
        before: () => ({ [`server/tombstones/${brand}/${newRoom}`]: true }),
      },
      'the room exists': {
        granted: false,
        before: (actor, _cast, now) => ({
          [paths.room(brand, newRoom)]: { visitorId: actor.id, createdAt: 1, openAt: now, messageCount: 0 },
        }),
      },
      'the message exists': {
        granted: false,
        before: (actor) => ({ [paths.roomMessage(brand, newRoom, newMessage)]: { by: actor.id, at: 1 } }),
      },
      'the index entry exists': {
        granted: false,
        before: (actor) => ({ [paths.userRoom(brand, actor.id, newRoom)]: { createdAt: 1 } }),
      },
      'the last message is 1 ms too young': { granted: false, before: stampOf(limits.messageIntervalMs - 1) },
    },
    tolerates: { 'room-messages…/text longer': anyText, 'every text longer': anyText },
  },
];
