import { limits } from '@foyer/shared-core/model';
import {
  all,
  any,
  bounded,
  brandModerator,
  claimsModerator,
  claimsVisitor,
  isNow,
  key,
  known,
  newRoot,
  node,
  textUpTo,
  visitor,
} from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

/** The message that the room's new summary names, in the tree as it was and as it will be. `up` leads to the room. */
const named = (up: string): string => `{${up}.child('lastMessage/id').val()}`;
const messageAfter = (depth: number, up: string): string =>
  node(newRoot(depth), `room-messages/{$brand}/{$room}/${named(up)}`);
const messageBefore = (up: string): string => node('root', `room-messages/{$brand}/{$room}/${named(up)}`);

/** Beside a new message whose id the summary names: the message's own rule carries the live checks. */
const beside = (depth: number, up: string): string =>
  `${messageAfter(depth, up)}.exists() && !${messageBefore(up)}.exists()`;

const besideField = beside(4, 'newData.parent()');
const message = messageAfter(4, 'newData.parent()');

/** What the summary says of its message. On the record, not on its leaves: a leaf written alone would spare the others. */
const summarises = (field: string): string =>
  `newData.child('${field}').val() === ${message}.child('${field}').val()`;

const text = "newData.child('text').val()";

const lastMessage: RuleNode = {
  '.write': all('newData.exists()', besideField),
  '.validate': all(
    "newData.hasChildren(['id', 'by', 'role', 'kind', 'text', 'at'])",
    summarises('by'),
    summarises('role'),
    summarises('kind'),
    summarises('at'),
    any(
      `${message}.child('kind').val() === 'text' && ${message}.child('text').val().beginsWith(${text})`,
      `${message}.child('kind').val() === 'file' && ${message}.child('file/name').val().beginsWith(${text})`,
      `${message}.child('kind').val() === 'event' && ${message}.child('event').val() === ${text}`,
    ),
  ),
  id: known,
  by: known,
  role: known,
  kind: known,
  at: known,
  text: { '.validate': `newData.val().length > 0 && newData.val().length <= ${limits.excerpt}` },
  $other: { '.validate': false },
};

const me = node('root', 'moderators/{auth.token.id}');

const assignee: RuleNode = {
  '.write': all(
    claimsModerator,
    besideField,
    any(
      `newData.exists() && ${message}.child('event').val() === 'joined'`,
      `!newData.exists() && ${message}.child('event').val() === 'left'`,
    ),
  ),
  // The whole record, whichever of its leaves is written: nobody takes over under the name that stood there.
  '.validate': all(
    // Nobody has no name: a visitor who opens a room would else be its assignee, nameless.
    "newData.hasChildren(['id', 'name'])",
    "newData.child('id').val() === auth.token.id",
    `newData.child('name').val() === ${me}.child('name').val()`,
    any("!newData.hasChild('avatar')", `newData.child('avatar').val() === ${me}.child('avatar').val()`),
  ),
  id: known,
  name: known,
  avatar: known,
  $other: { '.validate': false },
};

/** Once, by the visitor, of a room that is closed; also no new room begins with one. */
const rating: RuleNode = {
  '.write': all(
    visitor,
    '!data.exists() && newData.exists()',
    "data.parent().child('visitorId').val() === auth.token.id",
  ),
  '.validate': all("data.parent().child('closedAt').exists()", "newData.hasChildren(['score', 'at'])"),
  score: {
    '.validate': 'newData.isNumber() && newData.val() >= 1 && newData.val() <= 5 && newData.val() % 1 === 0',
  },
  comment: { '.validate': textUpTo(limits.ratingComment) },
  at: { '.validate': isNow },
  $other: { '.validate': false },
};

const quota = 'room-quota/{$brand}/{auth.token.id}';

/** rooms/{brand} */
export const roomRules: RuleNode = {
  '.read': all(
    brandModerator,
    "query.orderByChild === 'openAt' && query.startAt != null && query.startAt >= 1",
    bounded,
  ),
  '.indexOn': ['openAt', 'closedAt'],
  $room: {
    '.read': any(all(visitor, "data.child('visitorId').val() === auth.token.id"), brandModerator),
    '.write': all(
      '!data.exists() && newData.exists()',
      claimsVisitor,
      key('$room'),
      "newData.child('visitorId').val() === auth.token.id",
      beside(3, 'newData'),
      `${node(newRoot(3), 'user-rooms/{$brand}/{auth.token.id}/{$room}')}.exists()`,
      `!${node('root', 'server/tombstones/{$brand}/{$room}')}.exists()`,
      `${node(newRoot(3), quota)}.val() !== ${node('root', quota)}.val()`,
    ),
    '.validate': all(
      "newData.hasChildren(['visitorId', 'createdAt', 'lastMessage', 'messageCount'])",
      "newData.child('openAt').exists() !== newData.child('closedAt').exists()",
    ),
    visitorId: { '.validate': '!data.exists() && newData.val() === auth.token.id' },
    createdAt: { '.validate': all('!data.exists()', isNow) },
    // Said once, by whoever opens the room; no right hangs on it.
    department: { '.validate': textUpTo(limits.name) },
    // Whether there is such a moderator is not asked: an old id in a page must not keep anybody from writing.
    asksFor: { '.validate': all(textUpTo(limits.name), 'newData.val().matches(/^[A-Za-z0-9_-]+$/)') },
    lastMessage,
    messageCount: {
      '.write': all('newData.exists()', besideField),
      '.validate': any(
        '!data.exists() && newData.val() === 1',
        'data.exists() && newData.isNumber() && newData.val() === data.val() + 1',
      ),
    },
    openAt: {
      '.write': all(besideField, any('newData.exists()', "newData.parent().child('closedAt').val() === now")),
      '.validate': isNow,
    },
    closedAt: {
      '.write': all('!data.exists() && newData.exists()', besideField),
      '.validate': all(isNow, `${message}.child('event').val() === 'closed'`),
    },
    assignee,
    rating,
    $other: { '.validate': false },
  },
};

/** user-rooms/{brand} */
export const userRoomRules: RuleNode = {
  $visitor: {
    '.read': all(any(all(visitor, 'auth.token.id === $visitor'), brandModerator), bounded),
    '.indexOn': ['createdAt'],
    $room: {
      '.write': all(
        '!data.exists() && newData.exists()',
        claimsVisitor,
        'auth.token.id === $visitor',
        `${node(newRoot(4), 'rooms/{$brand}/{$room}/visitorId')}.val() === $visitor`,
        `!${node('root', 'rooms/{$brand}/{$room}')}.exists()`,
      ),
      '.validate': "newData.hasChildren(['createdAt'])",
      createdAt: { '.validate': isNow },
      $other: { '.validate': false },
    },
  },
};
