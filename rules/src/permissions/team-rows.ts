import {
  SERVER_TIME,
  directTeamRoomId,
  limits,
  openTeamRoomUpdate,
  paths,
  sendUpdate,
  teamMessageUpdate,
} from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import {
  anyText,
  change,
  desk,
  long,
  longest,
  moved,
  newMessage,
  past,
  recordWrongs,
  sender,
  stampOf,
  text,
  to,
  without,
} from './acts.ts';
import { boundedAlso, boundedWrongs, byTime, timeWrongs } from './list-variants.ts';
import { lastThing, sealed } from './row.ts';
import type { Row } from './row.ts';
import type { Actor } from './actors.ts';
import { storedMessage, teamRoomOf } from './world.ts';
import type { Cast } from './world.ts';

/** The update that opens a team room, with one more in it. */
function withThird(update: Update, id: string, third: string): Update {
  const members = { ...((update[paths.teamRoom(id)] as Update)['members'] as Update), [third]: true };
  return {
    ...change(update, paths.teamRoom(id), 'members', members),
    [`${paths.teamIndex(third)}/${id}`]: { createdAt: SERVER_TIME },
  };
}

/** The id of the conversation between an actor and a moderator with whom there is none yet. */
function newTeamRoom(actor: Actor, cast: Cast): string {
  return directTeamRoomId(actor.id, `${cast.admin}-2`);
}

/** Conversations among moderators. */
export const teamRows: readonly Row[] = [
  {
    path: 'team-rooms/{id}',
    operation: 'read',
    what: 'own team room',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ path: paths.teamRoom(teamRoomOf(actor, cast).id) }),
  },
  {
    path: 'team-rooms/{id}',
    operation: 'read',
    what: 'team room of others',
    allowed: [],
    act: () => ({ path: paths.teamRoom('team-room~of-others') }),
  },
  {
    path: 'team-rooms/{id}',
    operation: 'write',
    what: 'open a direct conversation',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => openTeamRoomUpdate(newTeamRoom(actor, cast), [actor.id, `${cast.admin}-2`]),
    wrong: {
      'without oneself': (update, actor, cast) =>
        change(update, paths.teamRoom(newTeamRoom(actor, cast)), 'members', {
          [`${cast.admin}-2`]: true,
        }),
      'a third person': (update, actor, cast) =>
        change(update, paths.teamRoom(newTeamRoom(actor, cast)), 'members', {
          [actor.id]: true,
          [`${cast.admin}-2`]: true,
          third: true,
        }),
      'missing part': (update, actor, cast) =>
        without(update, `${paths.teamIndex(`${cast.admin}-2`)}/${newTeamRoom(actor, cast)}`),
      'extra child': (update, actor, cast) =>
        change(update, paths.teamRoom(newTeamRoom(actor, cast)), 'extra', 1),
      time: (update, actor, cast) =>
        change(update, paths.teamRoom(newTeamRoom(actor, cast)), 'createdAt', past),
      'without oneself, nor in one’s own index': (update, actor, cast) =>
        without(
          change(update, paths.teamRoom(newTeamRoom(actor, cast)), 'members', {
            [`${cast.admin}-2`]: true,
          }),
          `${paths.teamIndex(actor.id)}/${newTeamRoom(actor, cast)}`,
        ),
      'a third moderator': (update, actor, cast) => {
        const id = newTeamRoom(actor, cast);
        return withThird(update, id, teamRoomOf(actor, cast).other);
      },
      'a third moderator whom the name speaks of': (_update, actor, cast) => {
        const third = teamRoomOf(actor, cast).other;
        const id = `${actor.id}~${third}~${cast.admin}-2`;
        return withThird(openTeamRoomUpdate(id, [actor.id, `${cast.admin}-2`]), id, third);
      },
      'a first message at once': (update, actor, cast) => ({
        ...without(
          teamMessageUpdate(newTeamRoom(actor, cast), newMessage, actor.id, 'hello'),
          `${paths.teamRoom(newTeamRoom(actor, cast))}/at`,
        ),
        ...update,
      }),
      'another peer': (update, actor, cast) =>
        change(update, paths.teamRoom(newTeamRoom(actor, cast)), 'peer', actor.id),
      'no peer': (update, actor, cast) =>
        change(update, paths.teamRoom(newTeamRoom(actor, cast)), 'peer', null),
      'without the other': (update, actor, cast) =>
        change(update, paths.teamRoom(newTeamRoom(actor, cast)), 'members', { [actor.id]: true }),
      'a name in the wrong order': (_update, actor, cast) => {
        const other = `${cast.admin}-2`;
        const id = actor.id < other ? `${other}~${actor.id}` : `${actor.id}~${other}`;
        return openTeamRoomUpdate(id, [actor.id, other]);
      },
      'an index entry alone': (update, actor, cast) =>
        without(update, paths.teamRoom(newTeamRoom(actor, cast))),
    },
    when: {
      'the other is no moderator': {
        granted: false,
        before: (_actor, cast) => ({ [paths.moderator(`${cast.admin}-2`)]: null }),
      },
      'the room exists': {
        granted: false,
        before: (actor, cast) => ({
          [paths.teamRoom(newTeamRoom(actor, cast))]: { members: { x: true }, createdAt: 1, at: 1 },
        }),
      },
      'the index entry exists': {
        granted: false,
        before: (actor, cast) => ({
          [`${paths.teamIndex(actor.id)}/${newTeamRoom(actor, cast)}`]: { createdAt: 1 },
        }),
      },
    },
  },
  {
    ...sealed(
      'team-rooms/{id}/createdAt',
      (actor, cast) => `${paths.teamRoom(teamRoomOf(actor, cast).id)}/createdAt`,
      SERVER_TIME,
    ),
    what: 'change the time of opening',
  },
  lastThing(
    'team-rooms/{id}/at',
    `${paths.teamRoom('team-room~of-one')}/at`,
    paths.teamRoom('team-room~of-one'),
  ),
  {
    path: 'team-rooms/{id}/at',
    operation: 'write',
    what: 'say that something happened in an own team room, when nothing did',
    allowed: [],
    act: (actor, cast) => ({ [`${paths.teamRoom(teamRoomOf(actor, cast).id)}/at`]: SERVER_TIME }),
    wrong: {},
  },
  {
    path: 'team-index/{uid}',
    operation: 'read',
    what: 'own team rooms, bounded',
    allowed: [...desk, 'outsider'],
    act: (actor) => ({
      path: paths.teamIndex(actor.id),
      query: { orderBy: 'key', limitToLast: limits.listRows },
    }),
    wrong: boundedWrongs(),
    also: boundedAlso(),
  },
  {
    path: 'team-messages/{id}',
    operation: 'read',
    what: 'messages of an own team room, bounded',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ path: paths.teamMessages(teamRoomOf(actor, cast).id), query: byTime }),
    wrong: timeWrongs,
    also: boundedAlso(),
  },
  {
    path: 'team-messages/{id}/{message}',
    operation: 'read',
    what: 'one message of an own team room',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ path: paths.teamMessage(teamRoomOf(actor, cast).id, storedMessage) }),
    wrong: {
      'of others': () => ({ path: paths.teamMessage('team-room~of-others', storedMessage) }),
    },
  },
  {
    path: 'team-messages/{id}/{message}',
    operation: 'write',
    what: 'write to a colleague in the millisecond of another message',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) =>
      without(
        teamMessageUpdate(teamRoomOf(actor, cast).id, newMessage, actor.id, 'hello'),
        `${paths.teamRoom(teamRoomOf(actor, cast).id)}/at`,
      ),
    wrong: {
      'a room of others': (_update, actor) =>
        without(
          teamMessageUpdate('team-room~of-others', newMessage, actor.id, 'hello'),
          `${paths.teamRoom('team-room~of-others')}/at`,
        ),
    },
    given: (actor, cast, now) => ({
      [`${paths.teamRoom(teamRoomOf(actor, cast).id)}/at`]: now,
      [`${paths.teamRoom('team-room~of-others')}/at`]: now,
    }),
    when: {
      'the message is stored already': {
        granted: false,
        before: (actor, cast) => ({
          [paths.teamMessage(teamRoomOf(actor, cast).id, newMessage)]: { by: actor.id, text: 'x', at: 1 },
        }),
      },
    },
    tolerates: { 'team-messages…/text longer': anyText, 'team-messages…/text shifted': anyText },
    onPaper: true,
  },
  {
    path: 'team-messages/{id}',
    operation: 'read',
    what: 'messages of a team room of others, bounded',
    allowed: [],
    act: () => ({ path: paths.teamMessages('team-room~of-others'), query: byTime }),
  },
  {
    path: 'team-index/{uid}',
    operation: 'read',
    what: 'team rooms of a colleague, bounded',
    allowed: [],
    act: (actor, cast) => ({
      path: paths.teamIndex(actor.id === cast.admin ? cast.operator : cast.admin),
      query: { orderBy: 'key', limitToLast: limits.listRows },
    }),
  },
  {
    path: 'team-messages/{id}/{message}',
    operation: 'write',
    what: 'write to a colleague',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => teamMessageUpdate(teamRoomOf(actor, cast).id, newMessage, actor.id, 'hello'),
    wrong: {
      ...recordWrongs((actor, cast) => paths.teamMessage(teamRoomOf(actor, cast).id, newMessage), 'text'),
      sender: (update, actor, cast) =>
        change(update, paths.teamMessage(teamRoomOf(actor, cast).id, newMessage), 'by', 'somebody-else'),
      length: (update, actor, cast) =>
        change(update, paths.teamMessage(teamRoomOf(actor, cast).id, newMessage), 'text', long),
      'key: a stored message': (update, actor, cast) =>
        moved(
          update,
          paths.teamMessage(teamRoomOf(actor, cast).id, newMessage),
          paths.teamMessage(teamRoomOf(actor, cast).id, storedMessage),
        ),
      'key: too short': (_update, actor, cast) =>
        teamMessageUpdate(teamRoomOf(actor, cast).id, 'short', actor.id, 'hello'),
      'no throttle stamp': (update, actor) => without(update, paths.throttle(actor.id)),
      'no activity time': (update, actor, cast) =>
        without(update, `${paths.teamRoom(teamRoomOf(actor, cast).id)}/at`),
      'blank text': (update, actor, cast) =>
        change(update, paths.teamMessage(teamRoomOf(actor, cast).id, newMessage), 'text', ' \n '),
      'a second message on one stamp': (update, actor, cast) => {
        const path = paths.teamMessage(teamRoomOf(actor, cast).id, newMessage);
        return { ...update, [`${path}-2`]: update[path] };
      },
      'a message to the room of the matrix on the same stamp': (update, actor) => ({
        ...update,
        ...sendUpdate(to, newMessage, sender(actor), text('hello')),
      }),
      'a room of others': (_update, actor) =>
        teamMessageUpdate('team-room~of-others', newMessage, actor.id, 'hello'),
    },
    also: {
      'one character': (update, actor, cast) =>
        change(update, paths.teamMessage(teamRoomOf(actor, cast).id, newMessage), 'text', 'x'),
      'the longest text': (update, actor, cast) =>
        change(update, paths.teamMessage(teamRoomOf(actor, cast).id, newMessage), 'text', longest),
    },
    when: {
      'the last message is 1 ms too young': { granted: false, before: stampOf(limits.messageIntervalMs - 1) },
      'the message is stored already': {
        granted: false,
        before: (actor, cast) => ({
          [paths.teamMessage(teamRoomOf(actor, cast).id, newMessage)]: { by: actor.id, text: 'x', at: 1 },
        }),
      },
    },
    tolerates: { 'team-messages…/text longer': anyText, 'team-messages…/text shifted': anyText },
  },
];
