import { SERVER_TIME, limits, paths } from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import { isVisitor } from './actors.ts';
import type { Actor } from './actors.ts';
import {
  change,
  desk,
  file,
  long,
  longest,
  messagePath,
  moved,
  newMessage,
  past,
  recordWrongs,
  stampOf,
  summary,
  without,
} from './acts.ts';
import type { Situation, Variants } from './row.ts';
import { brand, room, storedMessage } from './world.ts';

export const sendWrongs: Variants<Update> = {
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
  'a key of 15 characters': (update, actor) => renamed(update, actor, 'x'.repeat(15)),
  'a key of 41 characters': (update, actor) => renamed(update, actor, 'x'.repeat(41)),
  'a key with a blank': (update, actor) => renamed(update, actor, 'a key with a blank in it'),
};

/** The message of an update under another key, everywhere. */
export function renamed(update: Update, actor: Actor, key: string): Update {
  const named = moved(update, messagePath, paths.roomMessage(brand, room, key));
  return change(change(named, `${summary}/lastMessage`, 'id', key), paths.throttle(actor.id), 'message', key);
}

/** Worlds in which whatever sends a message meets another answer. */
export const sendSituations: Readonly<Record<string, Situation>> = {
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

export const sendsAsAssignee: Readonly<Record<string, Situation>> = {
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
export const summaryLeaves: Readonly<Record<string, string>> = {
  'throttle… leaf by leaf, room as it was': 'the room was the same',
};

export const textWrongs: Variants<Update> = {
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
export function unsummed(update: Update): Update {
  const last = `${summary}/lastMessage`;
  return { ...without(update, last), [`${last}/id`]: newMessage, [`${last}/at`]: SERVER_TIME };
}

/** The update with another text, and so many characters of it as the excerpt. */
export function withText(update: Update, value: string, excerpt: number): Update {
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
