import {
  SERVER_TIME,
  closeRoomUpdate,
  openRoomUpdate,
  paths,
  releaseRoomUpdate,
  sendUpdate,
  takeRoomUpdate,
} from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import type { Actor } from './actors.ts';
import {
  change,
  desk,
  messagePath,
  newMessage,
  newRoom,
  past,
  sender,
  summary,
  text,
  to,
  without,
} from './acts.ts';
import { lastThing, sealed } from './row.ts';
import type { Row, WriteRow } from './row.ts';
import { sendSituations, sendWrongs, sendsAsAssignee, summaryLeaves } from './send-variants.ts';
import { avatarOf, brand, room, storedMessage } from './world.ts';

/** Every part of a room's summary, written beside no new message: whatever the summary names is old or gone. */
const summaryAlone: readonly WriteRow[] = (['an old message', 'a message that is gone'] as const).flatMap(
  (named) => {
    const alone = (
      field: string,
      value: (actor: Actor) => unknown,
      event: string,
      given: Update = {},
    ): WriteRow => ({
      path: `rooms/{brand}/{room}/${field}`,
      operation: 'write',
      what: `alone, when the summary names ${named} (${event})`,
      allowed: [],
      act: (actor) => ({ [`${summary}/${field}`]: value(actor) }),
      wrong: {},
      given: (actor) => ({
        [paths.roomMessage(brand, room, storedMessage)]:
          named === 'an old message'
            ? { by: actor.id, role: actor.role, kind: 'event', event, at: past }
            : null,
        [`${summary}/lastMessage`]: {
          id: storedMessage,
          by: actor.id,
          role: actor.role,
          kind: 'event',
          text: event,
          at: past,
        },
        ...given,
      }),
    });
    const again = (actor: Actor) => ({
      id: storedMessage,
      by: actor.id,
      role: actor.role,
      kind: 'event',
      text: 'joined',
      at: SERVER_TIME,
    });
    return [
      alone('lastMessage', again, 'joined'),
      alone('messageCount', () => ({ '.sv': { increment: 1 } }), 'joined'),
      alone('openAt', () => SERVER_TIME, 'joined'),
      alone('closedAt', () => SERVER_TIME, 'closed', { [`${summary}/openAt`]: null }),
      alone('assignee', ({ id, displayName }) => ({ id, name: displayName }), 'joined'),
      alone('assignee', () => null, 'left'),
    ];
  },
);

/** Changes of a room that is there: answering, closing, and what nobody may. */
export const roomChangeRows: readonly Row[] = [
  {
    path: 'rooms/{brand}/{room}/assignee',
    operation: 'write',
    what: 'take the room, visibly',
    allowed: desk,
    act: (actor) => takeRoomUpdate(to, newMessage, { id: actor.id, name: actor.displayName }, actor.role),
    wrong: {
      ...sendWrongs,
      'for somebody else': (update) => change(update, `${summary}/assignee`, 'id', 'somebody-else'),
      'under another name': (update) => change(update, `${summary}/assignee`, 'name', 'Somebody Else'),
      'extra child': (update) => change(update, `${summary}/assignee`, 'extra', 1),
      'without saying so': (update, actor) => ({
        ...sendUpdate(to, newMessage, sender(actor), text('hi')),
        [`${summary}/assignee`]: update[`${summary}/assignee`],
      }),
      'with nothing beside it': (update) => ({ [`${summary}/assignee`]: update[`${summary}/assignee`] }),
      'for somebody else, saying so leaf by leaf': (update) => ({
        ...change(without(update, messagePath), `${summary}/assignee`, 'id', 'somebody-else'),
        ...Object.fromEntries(
          Object.entries(update[messagePath] as Update).map(([key, one]) => [`${messagePath}/${key}`, one]),
        ),
      }),
      'with an avatar that has a priority': (update, actor) =>
        change(update, `${summary}/assignee`, 'avatar', { '.value': avatarOf(actor.name), '.priority': 1 }),
      'with the avatar of somebody else': (update, actor) =>
        change(update, `${summary}/assignee`, 'avatar', `${avatarOf(actor.name)}-2`),
    },
    also: {
      'with the avatar': (update, actor) =>
        change(update, `${summary}/assignee`, 'avatar', avatarOf(actor.name)),
    },
    given: () => ({ [`${summary}/assignee`]: { id: 'somebody-else', name: 'Somebody Else' } }),
    when: {
      ...sendSituations,
      'nobody answers the room': { granted: true, before: () => ({ [`${summary}/assignee`]: null }) },
    },
    tolerates: summaryLeaves,
  },
  {
    path: 'rooms/{brand}/{room}/assignee',
    operation: 'write',
    what: 'give the room back',
    allowed: desk,
    act: (actor) => releaseRoomUpdate(to, newMessage, sender(actor)),
    wrong: { ...sendWrongs, 'with nothing beside it': () => ({ [`${summary}/assignee`]: null }) },
    when: sendsAsAssignee,
    tolerates: summaryLeaves,
  },
  {
    path: 'rooms/{brand}/{room}/closedAt',
    operation: 'write',
    what: 'close the room',
    allowed: ['owner', ...desk],
    act: (actor) => closeRoomUpdate(to, newMessage, sender(actor)),
    wrong: {
      time: (update) => ({ ...update, [`${summary}/closedAt`]: past }),
      'staying open as well': (update) => ({ ...update, [`${summary}/openAt`]: SERVER_TIME }),
      'neither open nor closed': (update) => without(update, `${summary}/closedAt`),
      'without saying so': (update, actor) => ({
        ...update,
        [messagePath]: sendUpdate(to, newMessage, sender(actor), text('bye'))[messagePath],
      }),
      'no throttle stamp': (update, actor) => without(update, paths.throttle(actor.id)),
    },
    when: sendsAsAssignee,
    tolerates: summaryLeaves,
  },
  { ...sealed('rooms/{brand}/{room}', () => summary, null), what: 'delete the room' },
  ...summaryAlone,
  {
    ...sealed('rooms/{brand}/{room}/createdAt', () => `${summary}/createdAt`, SERVER_TIME),
    what: 'change the time of opening',
  },
  {
    ...sealed('rooms/{brand}/{room}/closedAt', () => `${summary}/closedAt`, null),
    what: 'delete, of a room that there is none',
    given: () => ({ [summary]: null }),
  },
  ...(['lastMessage', 'messageCount', 'openAt', 'closedAt', 'assignee'] as const).map((field) =>
    lastThing(`rooms/{brand}/{room}/${field}`, `${summary}/${field}`, summary),
  ),
  {
    path: 'rooms/{brand}/{room}',
    operation: 'write',
    what: 'open a room on a message that was left behind',
    allowed: [],
    act: (actor) => {
      const opened = openRoomUpdate({ brand, room: newRoom }, newMessage, actor, text('hello'));
      return without(
        without(opened, paths.roomMessage(brand, newRoom, newMessage)),
        paths.throttle(actor.id),
      );
    },
    wrong: {},
    given: (actor) => ({
      [paths.roomMessage(brand, newRoom, newMessage)]: {
        by: actor.id,
        role: 'client',
        kind: 'text',
        text: 'hello',
        at: past,
      },
    }),
  },
  {
    path: 'rooms/{brand}/{room}/closedAt',
    operation: 'write',
    what: 'close again in the millisecond of closing',
    allowed: [],
    act: (actor) => {
      const closing = closeRoomUpdate(to, newMessage, sender(actor));
      return without(without(closing, `${summary}/openAt`), `${summary}/closedAt`);
    },
    wrong: {},
    given: (_actor, _cast, now) => ({ [`${summary}/openAt`]: null, [`${summary}/closedAt`]: now }),
    onPaper: true,
  },
  {
    ...sealed('rooms/{brand}/{room}/visitorId', (_actor) => `${summary}/visitorId`, 'somebody-else'),
    what: 'change the owner',
  },
];
