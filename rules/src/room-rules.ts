import { limits } from '@foyer/shared-core/model';
import {
  all,
  any,
  bounded,
  brandModerator,
  claimsModerator,
  claimsVisitor,
  isNow,
  newRoot,
  node,
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
const fieldMessage = messageAfter(5, 'newData.parent().parent()');

const lastMessage: RuleNode = {
  '.write': all('newData.exists()', besideField),
  '.validate': "newData.hasChildren(['id', 'by', 'role', 'kind', 'text', 'at'])",
  id: { '.validate': `${fieldMessage}.exists()` },
  by: { '.validate': `newData.val() === ${fieldMessage}.child('by').val()` },
  role: { '.validate': `newData.val() === ${fieldMessage}.child('role').val()` },
  kind: { '.validate': `newData.val() === ${fieldMessage}.child('kind').val()` },
  at: { '.validate': isNow },
  text: {
    '.validate': all(
      `newData.isString() && newData.val().length > 0 && newData.val().length <= ${limits.excerpt}`,
      any(
        `${fieldMessage}.child('kind').val() === 'text' && ${fieldMessage}.child('text').val().beginsWith(newData.val())`,
        `${fieldMessage}.child('kind').val() === 'file' && ${fieldMessage}.child('file/name').val().beginsWith(newData.val())`,
        `${fieldMessage}.child('kind').val() === 'event' && ${fieldMessage}.child('event').val() === newData.val()`,
      ),
    ),
  },
  $other: { '.validate': false },
};

const assignee: RuleNode = {
  '.write': all(
    claimsModerator,
    besideField,
    any(
      `newData.exists() && ${message}.child('event').val() === 'joined'`,
      `!newData.exists() && ${message}.child('event').val() === 'left'`,
    ),
  ),
  '.validate': "newData.hasChildren(['id', 'name'])",
  id: { '.validate': 'newData.val() === auth.token.id' },
  name: { '.validate': `newData.val() === ${node('root', 'moderators/{auth.token.id}/name')}.val()` },
  avatar: { '.validate': `newData.val() === ${node('root', 'moderators/{auth.token.id}/avatar')}.val()` },
  $other: { '.validate': false },
};

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
      "newData.child('visitorId').val() === auth.token.id",
      beside(3, 'newData'),
      `${node(newRoot(3), 'user-rooms/{$brand}/{auth.token.id}/{$room}')}.exists()`,
      `!${node('root', 'server/tombstones/{$brand}/{$room}')}.exists()`,
    ),
    '.validate': all(
      "newData.hasChildren(['visitorId', 'createdAt', 'lastMessage', 'messageCount'])",
      "newData.child('openAt').exists() !== newData.child('closedAt').exists()",
    ),
    visitorId: { '.validate': '!data.exists() && newData.val() === auth.token.id' },
    createdAt: { '.validate': all('!data.exists()', isNow) },
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
