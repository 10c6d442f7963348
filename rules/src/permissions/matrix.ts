import {
  attachmentTypes,
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
import { avatarOf, brand, roomBefore, room, storedMessage, teamRoomOf } from './world.ts';

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

/** Variants of one act by name: with just that wrong, or different and as right. */
type Variants<Act> = Readonly<Record<string, (act: Act, actor: Actor, cast: Cast) => Act>>;

/** A world in which the act meets another answer, or by a hair the same; whom it concerns if not all of `allowed`. */
interface Situation {
  readonly granted: boolean;
  readonly of?: readonly ActorName[];
  readonly before: (actor: Actor, cast: Cast, now: number) => Update;
}

interface RowBase {
  readonly path: string;
  readonly what: string;
  readonly allowed: readonly ActorName[];
  /** What stands in the world for this act beyond what stands there for all. */
  readonly given?: (actor: Actor, cast: Cast, now: number) => Update;
  readonly when?: Readonly<Record<string, Situation>>;
  /** Needs a world that is exact to the millisecond: no server can be met there, only the rules. */
  readonly onPaper?: true;
}

interface ReadRow extends RowBase {
  readonly operation: 'read';
  readonly act: (actor: Actor, cast: Cast) => Read;
  readonly wrong?: Variants<Read>;
  readonly also?: Variants<Read>;
}

export interface WriteRow extends RowBase {
  readonly operation: 'write';
  readonly act: (actor: Actor, cast: Cast) => Update;
  readonly wrong: Variants<Update>;
  readonly also?: Variants<Update>;
  /** Which distortions of the act the rules let through, and why that is all right. */
  readonly tolerates?: Readonly<Record<string, string>>;
}

export type Row = ReadRow | WriteRow;

const desk: readonly ActorName[] = ['operator', 'admin'];
const to = { brand, room };
const newMessage = 'message-of-the-matrix';
const secondRoom = 'second-room';
const newRoom = 'room-of-the-matrix';
const longest = 'x'.repeat(limits.messageText);
const long = `${longest}x`;
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

/** A field deleted while nothing else stands beside it, so that no record is left to demand it. */
function lastThing(path: string, at: string, record: string): WriteRow {
  const field = at.slice(record.length + 1);
  return {
    path,
    operation: 'write',
    what: 'delete, when nothing else is there',
    allowed: [],
    act: () => ({ [at]: null }),
    wrong: {},
    given: () => ({ [record]: { [field]: 1 } }),
  };
}

/** The wrong turns of whatever is a record with a time: they apply to most writes. */
function recordWrongs(pathOf: (actor: Actor, cast: Cast) => string, part: string): Variants<Update> {
  return {
    time: (update, actor, cast) => change(update, pathOf(actor, cast), 'at', past),
    'extra child': (update, actor, cast) => change(update, pathOf(actor, cast), 'extra', true),
    'missing part': (update, actor, cast) => change(update, pathOf(actor, cast), part, null),
  };
}

/** The wrong turns of a presence lease; one without its only part is a removal, which is another row. */
function leaseWrongs(pathOf: (actor: Actor, cast: Cast) => string): Variants<Update> {
  return {
    time: (update, actor, cast) => change(update, pathOf(actor, cast), 'at', past),
    'extra child': (update, actor, cast) => change(update, pathOf(actor, cast), 'extra', true),
    'missing part': (_update, actor, cast) => ({ [pathOf(actor, cast)]: { extra: true } }),
  };
}

/** Every tab has a lease of its own, under a key of its own choice … */
function anyLease(collection: string): Readonly<Record<string, string>> {
  return { [`${collection}… moved to another key`]: 'to another connection of one’s own' };
}

/** … and takes it away itself. */
function leaseTolerates(collection: string): Readonly<Record<string, string>> {
  return {
    ...anyLease(collection),
    [`${collection}… deleted`]: 'removing an own lease is allowed',
    [`${collection}… without at`]: 'removing an own lease is allowed',
  };
}

const messagePath = paths.roomMessage(brand, room, newMessage);
const summary = paths.room(brand, room);
const notePath = `${paths.roomNotes(brand, room)}/note-of-the-matrix`;

const sendWrongs: Variants<Update> = {
  ...recordWrongs(() => messagePath, 'kind'),
  'sender: somebody else': (update) => change(update, messagePath, 'by', 'somebody-else'),
  'sender: a higher role': (update) => change(update, messagePath, 'role', 'system'),
  'key: a stored message': (update) =>
    moved(update, messagePath, paths.roomMessage(brand, room, storedMessage)),
  'key: not the one of the summary': (update) => moved(update, messagePath, `${messagePath}-2`),
  'no summary': (update) => without(update, `${summary}/lastMessage`),
  'no count': (update) => without(update, `${summary}/messageCount`),
  'count by two': (update) => ({ ...update, [`${summary}/messageCount`]: 3 }),
  'a summary leaf of a message that there is none': (update) => ({
    ...without(update, `${summary}/lastMessage`),
    [`${summary}/lastMessage/id`]: 'no-message',
    [`${summary}/lastMessage/at`]: SERVER_TIME,
  }),
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
  'the stamp of somebody else as well': (update, actor) => ({
    ...update,
    [paths.throttle('somebody-else')]: update[paths.throttle(actor.id)],
  }),
  'a key of 65 characters': (update, actor) => renamed(update, actor, 'x'.repeat(65)),
};

/** The message of an update under another key, everywhere. */
function renamed(update: Update, actor: Actor, key: string): Update {
  const named = moved(update, messagePath, paths.roomMessage(brand, room, key));
  return change(change(named, `${summary}/lastMessage`, 'id', key), paths.throttle(actor.id), 'message', key);
}

/** The stamp of this age, in milliseconds. */
const stampOf =
  (age: number): Situation['before'] =>
  (actor, _cast, now) => ({ [`${paths.throttle(actor.id)}/at`]: now - age });

/** Worlds in which whatever sends a message meets another answer. */
const sendSituations: Readonly<Record<string, Situation>> = {
  'the last message is 1 ms too young': { granted: false, before: stampOf(limits.messageIntervalMs - 1) },
  'the last message is just old enough': { granted: true, before: stampOf(limits.messageIntervalMs) },
  'it is the first message ever': {
    granted: true,
    before: (actor) => ({ [paths.throttle(actor.id)]: null }),
  },
  'the message is stored already': {
    granted: false,
    before: (actor) => ({
      [messagePath]: { by: actor.id, role: actor.role, kind: 'text', text: 'x', at: 1 },
    }),
  },
  'the room is closed': {
    granted: false,
    before: (_actor, _cast, now) => ({ [`${summary}/openAt`]: null, [`${summary}/closedAt`]: now - 1 }),
  },
  'there is no such room': { granted: false, before: () => ({ [summary]: null }) },
};

const sendsAsAssignee: Readonly<Record<string, Situation>> = {
  ...sendSituations,
  'somebody else answers the room': {
    granted: false,
    of: desk,
    before: () => ({ [`${summary}/assignee`]: { id: 'somebody-else', name: 'Somebody Else' } }),
  },
  'nobody answers the room': {
    granted: false,
    of: desk,
    before: () => ({ [`${summary}/assignee`]: null }),
  },
};

/** A summary written leaf by leaf keeps what was left out: the leaf is judged alone, and an unwritten one not at all. */
const summaryLeaves: Readonly<Record<string, string>> = {
  'rooms…/lastMessage leaf by leaf, by as it was':
    'open: the summary may keep the sender of the message before',
  'rooms…/lastMessage leaf by leaf, role as it was': 'open: … and the role',
  'rooms…/lastMessage leaf by leaf, kind as it was': 'open: … and the kind',
  'rooms…/lastMessage leaf by leaf, text as it was': 'open: … and the text',
  'throttle… leaf by leaf, room as it was': 'the room was the same',
};

/** The update that opens a team room, with one more in it. */
function withThird(update: Update, id: string, third: string): Update {
  const members = { ...((update[paths.teamRoom(id)] as Update)['members'] as Update), [third]: true };
  return {
    ...change(update, paths.teamRoom(id), 'members', members),
    [`${paths.teamIndex(third)}/${id}`]: { createdAt: SERVER_TIME },
  };
}

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

const textWrongs: Variants<Update> = {
  ...sendWrongs,
  length: (update) =>
    change(change(update, messagePath, 'text', long), `${summary}/lastMessage`, 'text', 'x'),
  'blank text': (update) =>
    change(change(update, messagePath, 'text', ' \n '), `${summary}/lastMessage`, 'text', ' '),
  'a number for a text': (update) => change(update, messagePath, 'text', 5),
  'an excerpt over the limit': (update) => withText(update, longest, limits.excerpt + 1),
  'a file beside the text': (update, actor) => change(update, messagePath, 'file', file(actor).file),
  'an event beside the text': (update, actor) =>
    change(update, messagePath, 'event', isVisitor(actor) ? 'closed' : 'joined'),
  'an event that there is none': (update) => withEvent(update, 'renamed'),
  'that one left, without leaving': (update) => withEvent(update, 'left'),
  'that it is closed, without closing': (update) => withEvent(update, 'closed'),
};

/** The update with a summary that names the new message and says nothing of it: the message's own rule is alone. */
function unsummed(update: Update): Update {
  const last = `${summary}/lastMessage`;
  return { ...without(update, last), [`${last}/id`]: newMessage, [`${last}/at`]: SERVER_TIME };
}

/** The update with another text, and so many characters of it as the excerpt. */
function withText(update: Update, value: string, excerpt: number): Update {
  const summed = change(update, `${summary}/lastMessage`, 'text', value.slice(0, excerpt));
  return change(summed, messagePath, 'text', value);
}

/** The update with an event for a text. */
function withEvent(update: Update, event: string): Update {
  const { text: _text, ...message } = update[messagePath] as Record<string, unknown>;
  const last = update[`${summary}/lastMessage`] as Record<string, unknown>;
  return {
    ...update,
    [messagePath]: { ...message, kind: 'event', event },
    [`${summary}/lastMessage`]: { ...last, kind: 'event', text: event },
  };
}

const profileFields = { name: 'Acme', color: '#123456', welcome: 'Hello', live: true } as const;

/** A field that only an admin may change. */
function profileRow(
  field: keyof typeof profileFields,
  wrong: unknown,
  also: readonly unknown[],
  tolerates: Readonly<Record<string, string>> = {},
): WriteRow {
  const path = `${paths.profile(brand)}/${field}`;
  const value = profileFields[field];
  const others = Object.keys(profileFields).filter((other) => other !== field);
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
      'a brand that there is none': () =>
        Object.fromEntries(
          Object.entries(profileFields).map(([key, one]) => [`${paths.profile('no-brand')}/${key}`, one]),
        ),
    },
    also: Object.fromEntries(also.map((other, index) => [`value ${index + 2}`, () => ({ [path]: other })])),
    when: Object.fromEntries(
      others.map((other) => [
        `the profile lacks its ${other}`,
        { granted: false, before: () => ({ [`${paths.profile(brand)}/${other}`]: null }) },
      ]),
    ),
    tolerates,
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
function boundedWrongs(): Variants<Read> {
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
    'limit over 100 from the other end': (read) => ({
      path: read.path,
      query: {
        orderBy: read.query?.orderBy ?? 'key',
        ...(read.query?.startAt === undefined ? {} : { startAt: read.query.startAt }),
        limitToFirst: limits.listRows + 1,
      },
    }),
    'no query at all': (read) => ({ path: read.path }),
  };
}

/** The same list from its other ends, and fewer of it. */
function boundedAlso(): Variants<Read> {
  const limited = (read: Read, limit: Partial<NonNullable<Read['query']>>): Read => ({
    path: read.path,
    query: {
      orderBy: read.query?.orderBy ?? 'key',
      ...(read.query?.startAt === undefined ? {} : { startAt: read.query.startAt }),
      ...limit,
    },
  });
  return {
    'the first hundred': (read) => limited(read, { limitToFirst: limits.listRows }),
    'the last hundred': (read) => limited(read, { limitToLast: limits.listRows }),
    'the last one': (read) => limited(read, { limitToLast: 1 }),
  };
}

/** A list that must be asked for by time. */
const timeWrongs: Variants<Read> = {
  ...boundedWrongs(),
  'another order': (read) => ({ path: read.path, query: { orderBy: 'key', limitToLast: 1 } }),
};

const anyText = 'any text will do';

/** One's typing mark of this age, in milliseconds. */
function typedBefore(age: number): Situation['before'] {
  return (actor, _cast, now) => ({ [paths.typing(brand, room, actor.id)]: { on: true, at: now - age } });
}

const byTime = { orderBy: { child: 'at' }, limitToLast: limits.listRows } as const;

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
      'a count from nothing': (update) =>
        change(update, paths.room(brand, newRoom), 'messageCount', { '.sv': { increment: 1 } }),
    },
    when: {
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
  {
    path: 'room-messages/{brand}/{room}',
    operation: 'read',
    what: 'newest messages, bounded',
    allowed: ['owner', ...desk],
    act: () => ({ path: paths.roomMessages(brand, room), query: byTime }),
    wrong: timeWrongs,
    also: boundedAlso(),
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
    wrong: {
      ...textWrongs,
      'the same into a second room on one stamp': (update, actor) => {
        const second = sendUpdate({ brand, room: secondRoom }, newMessage, sender(actor), text('hello'));
        return { ...second, ...update };
      },
      'a read mark that counts the message itself': (update, actor) => ({
        ...update,
        ...readUpdate(to, actor.id, 2),
      }),
      'nothing but its kind': (update) => change(unsummed(update), messagePath, 'text', null),
      'a field for a kind': (update) =>
        change(change(unsummed(update), messagePath, 'text', null), messagePath, 'kind', 'by'),
      ...Object.fromEntries(
        ['by', 'role', 'kind'].map((field) => [
          `no ${field}, and a summary that says none`,
          (update: Update) => change(unsummed(update), messagePath, field, null),
        ]),
      ),
    },
    given: (actor, cast, now) => ({
      [paths.room(brand, secondRoom)]: roomBefore(actor, cast, now),
    }),
    also: {
      'one character': (update) => withText(update, 'x', 1),
      'a key of one character': (update, actor) => renamed(update, actor, 'x'),
      'the longest text': (update) => withText(update, longest, limits.excerpt),
      'the shortest excerpt': (update) => withText(update, longest, 1),
      'a key of 64 characters': (update, actor) => renamed(update, actor, 'x'.repeat(64)),
    },
    when: sendsAsAssignee,
    tolerates: { ...summaryLeaves, 'room-messages…/text longer': anyText, 'every text longer': anyText },
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
        change(
          change(update, messagePath, 'file', { ...file(actor).file, name: 'x'.repeat(limits.fileName + 1) }),
          `${summary}/lastMessage`,
          'text',
          'x',
        ),
      'extra child of the file': (update, actor) =>
        change(update, messagePath, 'file', { ...file(actor).file, url: 'https://x' }),
      'no bytes': (update, actor) => change(update, messagePath, 'file', { ...file(actor).file, size: 0 }),
      'a text beside the file': (update) => change(update, messagePath, 'text', 'hello'),
    },
    also: {
      ...Object.fromEntries(
        attachmentTypes.map((type) => [
          type,
          (update: Update, actor: Actor) =>
            change(update, messagePath, 'file', { ...file(actor).file, type }),
        ]),
      ),
      'with a name of one character': (update, actor) =>
        change(
          change(update, messagePath, 'file', { ...file(actor).file, name: 'x' }),
          `${summary}/lastMessage`,
          'text',
          'x',
        ),
      'of one byte': (update, actor) => change(update, messagePath, 'file', { ...file(actor).file, size: 1 }),
      'of the greatest size': (update, actor) =>
        change(update, messagePath, 'file', { ...file(actor).file, size: limits.fileBytes }),
      'with the longest name': (update, actor) =>
        change(
          change(update, messagePath, 'file', { ...file(actor).file, name: 'x'.repeat(limits.fileName) }),
          `${summary}/lastMessage`,
          'text',
          'x',
        ),
    },
    when: sendsAsAssignee,
    tolerates: {
      ...summaryLeaves,
      'room-messages…/file/name longer': 'any name will do',
      'room-messages…/file/size one more': 'any size up to the limit',
      'room-messages…/file/size one less': 'any size up to the limit',
    },
  },
  {
    path: 'room-messages/{brand}/{room}/{message}',
    operation: 'write',
    what: 'say again that one joined, whoever the room says answers it',
    allowed: desk,
    act: (actor) => sendUpdate(to, newMessage, sender(actor), { kind: 'event', event: 'joined' }),
    wrong: {},
    given: (actor) => ({ [`${summary}/assignee`]: { id: actor.id, name: actor.displayName } }),
    tolerates: summaryLeaves,
  },
  {
    path: 'room-messages/{brand}/{room}/{message}',
    operation: 'write',
    what: 'say that one left a room that nobody answered',
    allowed: [],
    act: (actor) => sendUpdate(to, newMessage, sender(actor), { kind: 'event', event: 'left' }),
    wrong: {},
    given: () => ({ [`${summary}/assignee`]: null }),
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
      'for somebody else, saying so leaf by leaf': (update) => ({
        ...change(without(update, messagePath), `${summary}/assignee`, 'id', 'somebody-else'),
        ...Object.fromEntries(
          Object.entries(update[messagePath] as Update).map(([key, one]) => [`${messagePath}/${key}`, one]),
        ),
      }),
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
    tolerates: {
      ...summaryLeaves,
      'rooms…/assignee leaf by leaf, name as it was': 'open: one may take a room over under the name it had',
    },
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
      'room-live…/typing leaf by leaf, at as it was':
        'open: a mark that keeps its old time can be switched on again and again',
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
    tolerates: {
      'room-live…/typing leaf by leaf, at as it was': 'stopping needs no time',
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
      'room-live…/read leaf by leaf, at as it was': 'the count is what matters; nothing goes by its time',
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

  // People
  {
    path: 'moderators',
    operation: 'read',
    what: 'directory, bounded',
    allowed: [...desk, 'outsider'],
    act: () => ({ path: paths.moderators(), query: { orderBy: 'key', limitToFirst: limits.listRows } }),
    wrong: {
      ...boundedWrongs(),
      'another order': (read) => ({
        path: read.path,
        query: { orderBy: { child: 'name' }, limitToFirst: limits.listRows },
      }),
    },
    also: boundedAlso(),
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
        change(update, paths.userPage(brand, actor.id), 'url', 'https://'.padEnd(limits.url + 1, 'x')),
      'an address that runs': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'javascript:alert(1)'),
      'an address behind another scheme': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'javascript:alert(1)//https://acme.test/'),
      'title over the limit': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'title', 'x'.repeat(limits.pageTitle + 1)),
      deletion: (_update, actor) => ({ [paths.userPage(brand, actor.id)]: null }),
    },
    also: {
      'without encryption': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'http://acme.test/'),
      'the longest address': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'url', 'https://'.padEnd(limits.url, 'x')),
      'the longest title': (update, actor) =>
        change(update, paths.userPage(brand, actor.id), 'title', 'x'.repeat(limits.pageTitle)),
    },
    tolerates: {
      'users…/page/url longer': 'any address will do',
      'users…/page/title longer': anyText,
      'users…/page/title shifted': anyText,
      'users…/page/title empty': 'pages without a title exist',
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
  {
    path: 'bans/{brand}/{visitor}',
    operation: 'read',
    what: 'ban mark of somebody else',
    allowed: desk,
    act: () => ({ path: paths.ban(brand, 'somebody-else') }),
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
    tolerates: leaseTolerates('presence'),
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
    tolerates: anyLease('presence'),
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
    tolerates: leaseTolerates('desk-presence'),
  },
  {
    path: 'desk-presence/{uid}/{connection}',
    operation: 'write',
    what: 'remove an own lease (also when disabled)',
    allowed: [...desk, 'outsider', 'disabled'],
    act: (actor, cast) => ({ [`${paths.deskPresence(actor.id)}/${cast.connection}`]: null }),
    wrong: {
      sender: (_update, actor, cast) => ({
        [`${paths.deskPresence(actor.id === cast.operator ? cast.admin : cast.operator)}/${cast.connection}`]:
          null,
      }),
    },
    tolerates: anyLease('desk-presence'),
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
  profileRow('name', 'x'.repeat(limits.name + 1), ['x'.repeat(limits.name), 'x'], {
    'brands…/name longer': anyText,
    'brands…/name shifted': anyText,
  }),
  profileRow('color', 'red', ['#abcdef', '#000000']),
  profileRow('welcome', 'x'.repeat(limits.welcome + 1), ['x'.repeat(limits.welcome)], {
    'brands…/welcome longer': anyText,
    'brands…/welcome shifted': anyText,
    'brands…/welcome empty': 'no welcome is a choice',
  }),
  profileRow('live', 'yes', [false], { 'brands…/live the opposite': 'a switch has two positions' }),

  ...Object.keys(profileFields).map((field) =>
    lastThing(
      `brands/{brand}/profile/${field}`,
      `${paths.profile('no-brand')}/${field}`,
      paths.profile('no-brand'),
    ),
  ),

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
      'without oneself, nor in one’s own index': (update, actor, cast) =>
        without(
          change(update, paths.teamRoom(`${actor.id}~${cast.admin}-2`), 'members', {
            [`${cast.admin}-2`]: true,
          }),
          `${paths.teamIndex(actor.id)}/${actor.id}~${cast.admin}-2`,
        ),
      'a third moderator': (update, actor, cast) => {
        const id = `${actor.id}~${cast.admin}-2`;
        return withThird(update, id, teamRoomOf(actor, cast).other);
      },
      'a third moderator whom the name speaks of': (_update, actor, cast) => {
        const third = teamRoomOf(actor, cast).other;
        const id = `${actor.id}~${third}~${cast.admin}-2`;
        return withThird(openTeamRoomUpdate(id, [actor.id, `${cast.admin}-2`]), id, third);
      },
      'a first message at once': (update, actor, cast) => ({
        ...without(
          teamMessageUpdate(`${actor.id}~${cast.admin}-2`, newMessage, actor.id, 'hello'),
          `${paths.teamRoom(`${actor.id}~${cast.admin}-2`)}/at`,
        ),
        ...update,
      }),
      'an index entry alone': (update, actor, cast) =>
        without(update, paths.teamRoom(`${actor.id}~${cast.admin}-2`)),
    },
    when: {
      'the other is no moderator': {
        granted: false,
        before: (_actor, cast) => ({ [paths.moderator(`${cast.admin}-2`)]: null }),
      },
      'the room exists': {
        granted: false,
        before: (actor, cast) => ({
          [paths.teamRoom(`${actor.id}~${cast.admin}-2`)]: { members: { x: true }, createdAt: 1, at: 1 },
        }),
      },
      'the index entry exists': {
        granted: false,
        before: (actor, cast) => ({
          [`${paths.teamIndex(actor.id)}/${actor.id}~${cast.admin}-2`]: { createdAt: 1 },
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
    what: 'say that something happened in an own team room',
    allowed: [...desk, 'outsider'],
    act: (actor, cast) => ({ [`${paths.teamRoom(teamRoomOf(actor, cast).id)}/at`]: SERVER_TIME }),
    wrong: {
      'in a room of others': () => ({ [`${paths.teamRoom('team-room~of-others')}/at`]: SERVER_TIME }),
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
