import { limits } from '@foyer/shared-core/model';
import {
  all,
  any,
  bounded,
  brandModerator,
  isNow,
  key,
  known,
  node,
  room,
  roomVisitor,
  stamped,
  textUpTo,
  roomReaders,
} from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

/** room-notes/{brand}/{room}: a separate subtree, because a visitor reads the whole of `rooms/…`. */
export const roomNoteRules: RuleNode = {
  '.read': all(brandModerator, "query.orderByChild === 'at'", bounded),
  '.indexOn': ['at'],
  $note: {
    '.write': all('!data.exists() && newData.exists()', key('$note'), brandModerator, `${room}.exists()`),
    '.validate': all(
      "newData.hasChildren(['by', 'name', 'text', 'at'])",
      stamped(4, "'room-notes/' + $brand + '/' + $room", '$note'),
    ),
    by: { '.validate': 'newData.val() === auth.token.id' },
    name: { '.validate': `newData.val() === ${node('root', 'moderators/{auth.token.id}/name')}.val()` },
    text: { '.validate': all(textUpTo(limits.messageText), 'newData.val().matches(/\\S/)') },
    at: { '.validate': isNow },
    $other: { '.validate': false },
  },
};

/**
 * room-told/{brand}/{room}: what the website's page says of the conversation. Apart from the room and from the notes, so
 * that nothing of it stands in the place of what operators say. JSON in one text, which its one reader takes apart.
 */
export const roomToldRules: RuleNode = {
  '.read': roomReaders,
  '.write': all('newData.exists()', roomVisitor, `${room}.child('openAt').exists()`),
  '.validate': all(
    "newData.hasChildren(['told', 'at'])",
    "newData.child('at').val() === now",
    any('!data.exists()', `data.child('at').val() + ${limits.pageIntervalMs} <= now`),
  ),
  told: { '.validate': textUpTo(limits.told) },
  at: known,
  $other: { '.validate': false },
};

const ownMark = all(
  'newData.exists()',
  any(roomVisitor, all(brandModerator, `${room}.exists()`)),
  'auth.token.id === $who',
);

/** room-live/{brand}/{room}: typing and read positions, one node per person. */
export const roomLiveRules: RuleNode = {
  '.read': roomReaders,
  $who: {
    typing: {
      '.write': ownMark,
      '.validate': all(
        "newData.hasChildren(['on', 'at'])",
        // On the record: the mark written alone, without its time, would start over and over.
        "newData.child('at').val() === now",
        any(
          "newData.child('on').val() === false && data.child('on').val() === true",
          '!data.exists()',
          `data.child('at').val() + ${limits.typingIntervalMs} <= now`,
        ),
      ),
      on: { '.validate': 'newData.isBoolean()' },
      at: known,
      $other: { '.validate': false },
    },
    read: {
      '.write': ownMark,
      '.validate': all(
        "newData.hasChildren(['count', 'at'])",
        "newData.child('at').val() === now",
        // Whole numbers that only grow: there are no more marks than messages.
        any('!data.exists()', "newData.child('count').val() > data.child('count').val()"),
      ),
      count: {
        '.validate': all(
          'newData.isNumber() && newData.val() >= 0 && newData.val() % 1 === 0',
          `newData.val() <= ${room}.child('messageCount').val()`,
        ),
      },
      at: known,
      $other: { '.validate': false },
    },
    $other: { '.validate': false },
  },
};

/** room-queue/{brand}/{room}: one's own place only, as a function keeps it. */
export const roomQueueRules: RuleNode = { '.read': roomReaders };
