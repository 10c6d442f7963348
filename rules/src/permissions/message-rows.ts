import { attachmentTypes, limits, paths, readUpdate, sendUpdate } from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import type { Actor } from './actors.ts';
import {
  anyText,
  change,
  desk,
  file,
  longest,
  messagePath,
  newMessage,
  secondRoom,
  sender,
  summary,
  text,
  to,
} from './acts.ts';
import { boundedAlso, byTime, timeWrongs } from './list-variants.ts';
import type { Row } from './row.ts';
import {
  renamed,
  sendWrongs,
  sendsAsAssignee,
  summaryLeaves,
  textWrongs,
  unsummed,
  withText,
} from './send-variants.ts';
import { brand, room, roomBefore, storedMessage } from './world.ts';

/** Messages of a room: the gate to every change of it. */
export const messageRows: readonly Row[] = [
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
      'a key of 16 characters': (update, actor) => renamed(update, actor, 'x'.repeat(16)),
      'the longest text': (update) => withText(update, longest, limits.excerpt),
      'the shortest excerpt': (update) => withText(update, longest, 1),
      'a key of 40 characters': (update, actor) => renamed(update, actor, 'x-_9'.repeat(10)),
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
];
