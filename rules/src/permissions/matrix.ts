import {
  closeRoomUpdate,
  limits,
  openRoomUpdate,
  openTeamRoomUpdate,
  paths,
  readUpdate,
  releaseRoomUpdate,
  sendUpdate,
  SERVER_TIME,
  takeRoomUpdate,
  teamMessageUpdate,
  typingUpdate,
} from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import type { Actor, ActorName } from './actors.ts';
import { isVisitor } from './actors.ts';
import type { Cast } from './world.ts';
import { brand, room, storedMessage, teamRoomOf } from './world.ts';

/** A read of the matrix: a path, and the query that bounds it where the rule demands one. */
export interface Read {
  readonly path: string;
  readonly query?: {
    readonly orderBy: 'key' | { readonly child: string };
    readonly startAt?: number;
    readonly limitToLast?: number;
    readonly limitToFirst?: number;
  };
}

/** What goes wrong in one act, and the act with just that wrong. */
export type Wrong<Act> = Readonly<Record<string, (act: Act, actor: Actor, cast: Cast) => Act>>;

interface RowBase {
  readonly path: string;
  readonly what: string;
  readonly allowed: readonly ActorName[];
}

export interface ReadRow extends RowBase {
  readonly operation: 'read';
  readonly act: (actor: Actor, cast: Cast) => Read;
  readonly wrong?: Wrong<Read>;
}

export interface WriteRow extends RowBase {
  readonly operation: 'write';
  readonly act: (actor: Actor, cast: Cast) => Update;
  readonly wrong: Wrong<Update>;
}

export type Row = ReadRow | WriteRow;

const desk: readonly ActorName[] = ['operator', 'admin'];
const to = { brand, room };
const newMessage = 'message-of-the-matrix';
const newRoom = 'room-of-the-matrix';
const long = 'x'.repeat(limits.messageText + 1);
const past = 1_600_000_000_000;

const sender = (actor: Actor) => ({
  id: actor.id,
  role: actor.role,
  ...(isVisitor(actor) ? {} : { name: actor.displayName }),
});
const text = (value: string) => ({ kind: 'text', text: value }) as const;
const file = (actor: Actor) =>
  ({
    kind: 'file',
    file: {
      path: `uploads/${brand}/${actor.id}/${room}/${newMessage}`,
      name: 'a.png',
      type: 'image/png',
      size: 10,
    },
  }) as const;

/** The update with one field of one of its records replaced; null removes the field. */
function change(update: Update, path: string, field: string, value: unknown): Update {
  const { [field]: _replaced, ...rest } = update[path] as Record<string, unknown>;
  return { ...update, [path]: value === null ? rest : { ...rest, [field]: value } };
}

/** The update without one of its paths. */
function without(update: Update, path: string): Update {
  return Object.fromEntries(Object.entries(update).filter(([key]) => key !== path));
}

/** The update with one path under another name. */
function moved(update: Update, from: string, path: string): Update {
  return { ...without(update, from), [path]: update[from] };
}

/** The wrong turns of whatever is a record with a time: they apply to most writes. */
function recordWrongs(pathOf: (actor: Actor, cast: Cast) => string, part: string): Wrong<Update> {
  return {
    time: (update, actor, cast) => change(update, pathOf(actor, cast), 'at', past),
    'extra child': (update, actor, cast) => change(update, pathOf(actor, cast), 'extra', true),
    'missing part': (update, actor, cast) => change(update, pathOf(actor, cast), part, null),
  };
}

/** The wrong turns of a presence lease; one without its only part is a removal, which is another row. */
function leaseWrongs(pathOf: (actor: Actor, cast: Cast) => string): Wrong<Update> {
  return {
    time: (update, actor, cast) => change(update, pathOf(actor, cast), 'at', past),
    'extra child': (update, actor, cast) => change(update, pathOf(actor, cast), 'extra', true),
    'missing part': (_update, actor, cast) => ({ [pathOf(actor, cast)]: { extra: true } }),
  };
}

const messagePath = paths.roomMessage(brand, room, newMessage);
const summary = paths.room(brand, room);

const sendWrongs: Wrong<Update> = {
  ...recordWrongs(() => messagePath, 'kind'),
  'sender: somebody else': (update) => change(update, messagePath, 'by', 'somebody-else'),
  'sender: a higher role': (update) => change(update, messagePath, 'role', 'system'),
  'key: a stored message': (update) =>
    moved(update, messagePath, paths.roomMessage(brand, room, storedMessage)),
  'key: not the one of the summary': (update) => moved(update, messagePath, `${messagePath}-2`),
  'no summary': (update) => without(update, `${summary}/lastMessage`),
  'no count': (update) => without(update, `${summary}/messageCount`),
  'count by two': (update) => ({ ...update, [`${summary}/messageCount`]: 3 }),
  'no open time': (update) => without(update, `${summary}/openAt`),
  'open time not now': (update) => ({ ...update, [`${summary}/openAt`]: past }),
  'no throttle stamp': (update, actor) => without(update, paths.throttle(actor.id)),
  'throttle stamp of another message': (update, actor) =>
    change(update, paths.throttle(actor.id), 'message', storedMessage),
  'throttle stamp of another room': (update, actor) =>
    change(update, paths.throttle(actor.id), 'room', `room-messages/${brand}/elsewhere`),
  'a second message on one stamp': (update) => ({ ...update, [`${messagePath}-2`]: update[messagePath] }),
  'summary of another text': (update) => change(update, `${summary}/lastMessage`, 'text', 'other words'),
  'summary of another sender': (update) => change(update, `${summary}/lastMessage`, 'by', 'somebody-else'),
  'a forbidden path beside it': (update) => ({ ...update, [`${summary}/visitorId`]: 'somebody-else' }),
};

const textWrongs: Wrong<Update> = {
  ...sendWrongs,
  length: (update) =>
    change(change(update, messagePath, 'text', long), `${summary}/lastMessage`, 'text', 'x'),
  'blank text': (update) =>
    change(change(update, messagePath, 'text', ' \n '), `${summary}/lastMessage`, 'text', ' '),
  'a number for a text': (update) => change(update, messagePath, 'text', 5),
};

/** A field that only an admin may change. */
function profileRow(field: string, value: unknown, wrong: unknown): WriteRow {
  const path = `${paths.profile(brand)}/${field}`;
  return {
    path: `brands/{brand}/profile/${field}`,
    operation: 'write',
    what: 'change',
    allowed: ['admin'],
    act: () => ({ [path]: value }),
    wrong: {
      'wrong value': () => ({ [path]: wrong }),
      deletion: () => ({ [path]: null }),
      'extra child': () => ({ [path]: value, [`${paths.profile(brand)}/extra`]: 1 }),
    },
  };
}

/** A node that nobody may write, whoever they are and whatever they claim. */
function sealed(path: string, at: (actor: Actor, cast: Cast) => string, value: unknown): WriteRow {
  return {
    path,
    operation: 'write',
    what: 'any change',
    allowed: [],
    act: (actor, cast) => ({ [at(actor, cast)]: value }),
    wrong: {},
  };
}

/** A list that must be asked for in bounds. */
function boundedWrongs(): Wrong<Read> {
  return {
    'no limit': (read) => ({
      path: read.path,
      query: {
        orderBy: read.query?.orderBy ?? 'key',
        ...(read.query?.startAt === undefined ? {} : { startAt: read.query.startAt }),
      },
    }),
    'limit over 100': (read) => ({
      path: read.path,
      query: {
        orderBy: read.query?.orderBy ?? 'key',
        ...(read.query?.startAt === undefined ? {} : { startAt: read.query.startAt }),
        limitToLast: limits.listRows + 1,
      },
    }),
    'no query at all': (read) => ({ path: read.path }),
  };
}

const byTime = { orderBy: { child: 'at' }, limitToLast: limits.listRows } as const;

/** The permission matrix: who may do what where. Whatever stands in no row is denied to everybody. */
export const matrix: readonly Row[] = [
  // Rooms and messages
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
      'a count that begins at 2': (update) => change(update, paths.room(brand, newRoom), 'messageCount', 2),
      'an assignee of one’s own choice': (update) =>
        change(update, paths.room(brand, newRoom), 'assignee', { id: 'o', name: 'O' }),
      'neither open nor closed': (update) => change(update, paths.room(brand, newRoom), 'openAt', null),
    },
  },
  {
    path: 'room-messages/{brand}/{room}',
    operation: 'read',
    what: 'newest messages, bounded',
    allowed: ['owner', ...desk],
    act: () => ({ path: paths.roomMessages(brand, room), query: byTime }),
    wrong: boundedWrongs(),
  },
  {
    path: 'room-messages/{brand}/{room}/{message}',
    operation: 'read',
    what: 'one message',
    allowed: ['owner', ...desk],
    act: () => ({ path: paths.roomMessage(brand, room, storedMessage) }),
  },
  {
    path: 'room-messages/{brand}/{room}/{message}',
    operation: 'write',
    what: 'send a text (moderators: as the assignee)',
    allowed: ['owner', ...desk],
    act: (actor) => sendUpdate(to, newMessage, sender(actor), text('hello')),
    wrong: textWrongs,
  },
  {
    path: 'room-messages/{brand}/{room}/{message}',
    operation: 'write',
    what: 'send a file',
    allowed: ['owner', ...desk],
    act: (actor) => sendUpdate(to, newMessage, sender(actor), file(actor)),
    wrong: {
      ...sendWrongs,
      'path of somebody else’s upload': (update, actor) =>
        change(update, messagePath, 'file', {
          ...file(actor).file,
          path: `uploads/${brand}/somebody-else/${room}/${newMessage}`,
        }),
      'a type that runs when opened': (update, actor) =>
        change(update, messagePath, 'file', { ...file(actor).file, type: 'text/html' }),
      'too large': (update, actor) =>
        change(update, messagePath, 'file', { ...file(actor).file, size: limits.fileBytes + 1 }),
      length: (update, actor) =>
        change(update, messagePath, 'file', { ...file(actor).file, name: 'x'.repeat(limits.fileName + 1) }),
      'extra child of the file': (update, actor) =>
        change(update, messagePath, 'file', { ...file(actor).file, url: 'https://x' }),
    },
  },
  {
    path: 'room-messages/{brand}/{room}/{message}',
    operation: 'write',
    what: 'edit a stored message',
    allowed: [],
    act: () => ({ [`${paths.roomMessage(brand, room, storedMessage)}/text`]: 'something else' }),
    wrong: {},
  },
  {
    path: 'room-messages/{brand}/{room}/{message}',
    operation: 'write',
    what: 'delete a stored message',
    allowed: [],
    act: () => ({ [paths.roomMessage(brand, room, storedMessage)]: null }),
    wrong: {},
  },
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
    },
  },
  {
    path: 'rooms/{brand}/{room}/assignee',
    operation: 'write',
    what: 'give the room back',
    allowed: desk,
    act: (actor) => releaseRoomUpdate(to, newMessage, sender(actor)),
    wrong: { ...sendWrongs, 'with nothing beside it': () => ({ [`${summary}/assignee`]: null }) },
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
  },
  { ...sealed('rooms/{brand}/{room}', () => summary, null), what: 'delete the room' },
  {
    ...sealed('rooms/{brand}/{room}/visitorId', (_actor) => `${summary}/visitorId`, 'somebody-else'),
    what: 'change the owner',
  },

  // Beside the messages
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
    },
  },
  {
    path: 'room-notes/{brand}/{room}',
    operation: 'read',
    what: 'notes, bounded',
    allowed: desk,
    act: () => ({ path: paths.roomNotes(brand, room), query: byTime }),
    wrong: boundedWrongs(),
  },
  {
    path: 'room-notes/{brand}/{room}/{note}',
    operation: 'write',
    what: 'add a note',
    allowed: desk,
    act: (actor) => ({
      [`${paths.roomNotes(brand, room)}/note-of-the-matrix`]: {
        by: actor.id,
        name: actor.displayName,
        text: 'vip',
        at: SERVER_TIME,
      },
    }),
    wrong: {
      ...recordWrongs(() => `${paths.roomNotes(brand, room)}/note-of-the-matrix`, 'text'),
      sender: (update) =>
        change(update, `${paths.roomNotes(brand, room)}/note-of-the-matrix`, 'by', 'somebody-else'),
      'key: a stored note': (update) =>
        moved(
          update,
          `${paths.roomNotes(brand, room)}/note-of-the-matrix`,
          `${paths.roomNotes(brand, room)}/note-stored-before`,
        ),
      length: (update) => change(update, `${paths.roomNotes(brand, room)}/note-of-the-matrix`, 'text', long),
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

  // People
  {
    path: 'moderators',
    operation: 'read',
    what: 'directory, bounded',
    allowed: [...desk, 'outsider'],
    act: () => ({ path: paths.moderators(), query: { orderBy: 'key', limitToFirst: limits.listRows } }),
    wrong: boundedWrongs(),
  },
  {
    path: 'moderators/{uid}',
    operation: 'read',
    what: 'own node',
    allowed: [...desk, 'outsider', 'disabled'],
    act: (actor) => ({ path: paths.moderator(actor.id) }),
  },
  {
    path: 'moderators/{uid}',
    operation: 'read',
    what: 'a colleague’s node',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ path: paths.moderator(actor.id === cast.admin ? cast.operator : cast.admin) }),
  },
  sealed('moderators/{uid}', (actor) => `${paths.moderator(actor.id)}/level`, 3),
  {
    path: 'sessions/{sid}',
    operation: 'read',
    what: 'own session (also when revoked)',
    allowed: ['owner', 'neighbour', 'stranger', 'banned', 'operator', 'outsider', 'disabled', 'admin'],
    act: (actor) => ({ path: paths.session(actor.sid) }),
  },
  {
    path: 'sessions/{sid}',
    operation: 'read',
    what: 'somebody else’s session',
    allowed: [],
    act: () => ({ path: paths.session('session-of-somebody') }),
  },
  sealed('sessions/{sid}', () => `${paths.session('session-of-somebody')}/until`, 9e15),
  {
    path: 'users/{brand}/{visitor}',
    operation: 'read',
    what: 'who the visitor is',
    allowed: desk,
    act: (_actor, cast) => ({ path: paths.user(brand, cast.owner) }),
  },
  {
    path: 'users/{brand}/{visitor}/page',
    operation: 'write',
    what: 'where the visitor is',
    allowed: ['owner', 'neighbour'],
    act: (actor) => ({
      [paths.userPage(brand, actor.id)]: { url: 'https://acme.test/', title: 'Acme', at: SERVER_TIME },
    }),
    wrong: {
      ...recordWrongs((actor) => paths.userPage(brand, actor.id), 'url'),
      sender: (update, actor) =>
        moved(update, paths.userPage(brand, actor.id), paths.userPage(brand, 'somebody-else')),
      length: (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', `https://${'x'.repeat(limits.url)}`),
      'an address that runs': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'javascript:alert(1)'),
    },
  },
  sealed('users/{brand}/{visitor}', (actor) => `${paths.user(brand, actor.id)}/selfTold`, { userId: '42' }),
  {
    path: 'bans/{brand}/{visitor}',
    operation: 'read',
    what: 'own ban mark, or one of the brand’s',
    allowed: ['owner', 'neighbour', 'banned', ...desk],
    act: (actor, cast) => ({ path: paths.ban(brand, isVisitor(actor) ? actor.id : cast.owner) }),
  },
  sealed('bans/{brand}/{visitor}', (actor) => paths.ban(brand, actor.id), { until: 0 }),
  {
    path: 'presence/{brand}/{visitor}',
    operation: 'read',
    what: 'whether the visitor is there',
    allowed: desk,
    act: (_actor, cast) => ({ path: paths.presence(brand, cast.owner) }),
  },
  {
    path: 'presence/{brand}/{visitor}/{connection}',
    operation: 'write',
    what: 'take or renew an own lease',
    allowed: ['owner', 'neighbour'],
    act: (actor, cast) => ({
      [`${paths.presence(brand, actor.id)}/${cast.connection}`]: { at: SERVER_TIME },
    }),
    wrong: {
      ...leaseWrongs((actor, cast) => `${paths.presence(brand, actor.id)}/${cast.connection}`),
      sender: (update, actor, cast) =>
        moved(
          update,
          `${paths.presence(brand, actor.id)}/${cast.connection}`,
          `${paths.presence(brand, 'somebody-else')}/${cast.connection}`,
        ),
    },
  },
  {
    path: 'presence/{brand}/{visitor}/{connection}',
    operation: 'write',
    what: 'remove an own lease (also when banned)',
    allowed: ['owner', 'neighbour', 'banned'],
    act: (actor, cast) => ({ [`${paths.presence(brand, actor.id)}/${cast.connection}`]: null }),
    wrong: {
      sender: (_update, actor, cast) => ({
        [`${paths.presence(brand, actor.id === cast.owner ? 'somebody-else' : cast.owner)}/${cast.connection}`]:
          null,
      }),
    },
  },
  {
    path: 'desk-presence/{uid}',
    operation: 'read',
    what: 'whether a colleague is there',
    allowed: [...desk, 'outsider'],
    act: (_actor, cast) => ({ path: paths.deskPresence(cast.operator) }),
  },
  {
    path: 'desk-presence/{uid}/{connection}',
    operation: 'write',
    what: 'take or renew an own lease',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ [`${paths.deskPresence(actor.id)}/${cast.connection}`]: { at: SERVER_TIME } }),
    wrong: {
      ...leaseWrongs((actor, cast) => `${paths.deskPresence(actor.id)}/${cast.connection}`),
      sender: (update, actor, cast) =>
        moved(
          update,
          `${paths.deskPresence(actor.id)}/${cast.connection}`,
          `${paths.deskPresence('somebody-else')}/${cast.connection}`,
        ),
    },
  },

  // Brands
  {
    path: 'brands/{brand}/profile',
    operation: 'read',
    what: 'what the widget may know',
    allowed: ['owner', 'neighbour', 'banned', ...desk],
    act: () => ({ path: paths.profile(brand) }),
  },
  {
    path: 'brands/{brand}/desk',
    operation: 'read',
    what: 'what the desk may know',
    allowed: desk,
    act: () => ({ path: `brands/${brand}/desk` }),
  },
  {
    path: 'brands',
    operation: 'read',
    what: 'all brands',
    allowed: [],
    act: () => ({ path: paths.brands() }),
  },
  profileRow('name', 'Acme', 'x'.repeat(limits.name + 1)),
  profileRow('color', '#123456', 'red'),
  profileRow('welcome', 'Hello', 'x'.repeat(limits.welcome + 1)),
  profileRow('live', true, 'yes'),

  // The team
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
    act: (actor, cast) => openTeamRoomUpdate(`${actor.id}~${cast.admin}-2`, [actor.id, `${cast.admin}-2`]),
    wrong: {
      'without oneself': (update, actor, cast) =>
        change(update, paths.teamRoom(`${actor.id}~${cast.admin}-2`), 'members', {
          [`${cast.admin}-2`]: true,
        }),
      'a third person': (update, actor, cast) =>
        change(update, paths.teamRoom(`${actor.id}~${cast.admin}-2`), 'members', {
          [actor.id]: true,
          [`${cast.admin}-2`]: true,
          third: true,
        }),
      'missing part': (update, actor, cast) =>
        without(update, `${paths.teamIndex(`${cast.admin}-2`)}/${actor.id}~${cast.admin}-2`),
      'extra child': (update, actor, cast) =>
        change(update, paths.teamRoom(`${actor.id}~${cast.admin}-2`), 'extra', 1),
      time: (update, actor, cast) =>
        change(update, paths.teamRoom(`${actor.id}~${cast.admin}-2`), 'createdAt', past),
    },
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
  },
  {
    path: 'team-messages/{id}',
    operation: 'read',
    what: 'messages of an own team room, bounded',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ path: paths.teamMessages(teamRoomOf(actor, cast).id), query: byTime }),
    wrong: boundedWrongs(),
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
      'no throttle stamp': (update, actor) => without(update, paths.throttle(actor.id)),
      'no activity time': (update, actor, cast) =>
        without(update, `${paths.teamRoom(teamRoomOf(actor, cast).id)}/at`),
    },
  },

  // The server's own
  {
    path: 'server',
    operation: 'read',
    what: 'secrets, limits, archive state',
    allowed: [],
    act: () => ({ path: 'server' }),
  },
  sealed('server', () => 'server/tombstones', { x: 1 }),
  { path: '(root)', operation: 'read', what: 'everything', allowed: [], act: () => ({ path: '' }) },
  sealed('(unknown)', () => 'something-new', 1),
];
