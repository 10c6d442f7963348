import { attachmentTypes, limits } from '@foyer/shared-core/model';
import {
  all,
  any,
  bounded,
  brandModerator,
  isNow,
  key,
  newRoot,
  node,
  room,
  stamped,
  textUpTo,
  visitor,
  roomReaders,
} from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

const newRoom = (depth: number): string => node(newRoot(depth), 'rooms/{$brand}/{$room}');
const roomAfter = newRoom(4);
const roomOpen = `${room}.child('openAt').val() != null`;

/** The visitor of the room that this message goes to, or that it opens. */
const writesAsVisitor = all(
  visitor,
  `${roomAfter}.child('visitorId').val() === auth.token.id`,
  any(`!${room}.exists()`, roomOpen),
);

/** The assignee of an open room; whoever leaves it is still allowed to say so. */
const writesAsAssignee = all(
  brandModerator,
  roomOpen,
  any(
    `${roomAfter}.child('assignee/id').val() === auth.token.id`,
    `newData.child('event').val() === 'left' && ${room}.child('assignee/id').val() === auth.token.id`,
  ),
);

/** What must come in the same update: the room's summary of this very message, and the stamp that pays for it. */
const together = all(
  `${roomAfter}.child('lastMessage/id').val() === $message`,
  `${roomAfter}.child('lastMessage/at').val() === now`,
  `${roomAfter}.child('messageCount').val() !== ${room}.child('messageCount').val()`,
  any(
    `newData.child('event').val() === 'closed' && ${roomAfter}.child('closedAt').val() === now`,
    `newData.child('event').val() !== 'closed' && ${roomAfter}.child('openAt').val() === now`,
  ),
  stamped(4, "'room-messages/' + $brand + '/' + $room", '$message'),
);

const kindIs = (kind: string): string => `newData.parent().child('kind').val() === '${kind}'`;

const file: RuleNode = {
  '.validate': all(kindIs('file'), "newData.hasChildren(['path', 'name', 'type', 'size'])"),
  path: {
    '.validate': "newData.val() === 'uploads/' + $brand + '/' + auth.token.id + '/' + $room + '/' + $message",
  },
  name: { '.validate': textUpTo(limits.fileName) },
  type: { '.validate': attachmentTypes.map((type) => `newData.val() === '${type}'`).join(' || ') },
  size: { '.validate': `newData.isNumber() && newData.val() > 0 && newData.val() <= ${limits.fileBytes}` },
  $other: { '.validate': false },
};

/** room-messages/{brand}/{room}: the gate. It alone carries the live checks of a send. */
export const roomMessageRules: RuleNode = {
  '.read': all(roomReaders, "query.orderByChild === 'at'", bounded),
  '.indexOn': ['at'],
  $message: {
    '.read': roomReaders,
    '.write': all(
      '!data.exists() && newData.exists()',
      key('$message'),
      any(writesAsVisitor, writesAsAssignee),
    ),
    '.validate': all(
      "newData.hasChildren(['by', 'role', 'kind', 'at'])",
      "newData.child(newData.child('kind').val()).exists()",
      "(newData.child('role').val() === 'client') !== newData.child('name').exists()",
      together,
    ),
    by: { '.validate': 'newData.val() === auth.token.id' },
    role: { '.validate': 'newData.val() === auth.token.role' },
    name: { '.validate': `newData.val() === ${node('root', 'moderators/{auth.token.id}/name')}.val()` },
    kind: {
      '.validate': "newData.val() === 'text' || newData.val() === 'file' || newData.val() === 'event'",
    },
    at: { '.validate': isNow },
    text: { '.validate': all(kindIs('text'), textUpTo(limits.messageText), 'newData.val().matches(/\\S/)') },
    file,
    event: {
      '.validate': all(
        kindIs('event'),
        any(
          "newData.val() === 'closed'",
          `newData.val() === 'joined' && auth.token.role !== 'client' && ${newRoom(5)}.child('assignee/id').val() === auth.token.id`,
          `newData.val() === 'left' && auth.token.role !== 'client' && !${newRoom(5)}.child('assignee').exists()`,
        ),
      ),
    },
    $other: { '.validate': false },
  },
};
