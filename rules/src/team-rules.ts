import { limits } from '@foyer/shared-core/model';
import {
  all,
  any,
  bounded,
  claimsModerator,
  isNow,
  key,
  moderator,
  newRoot,
  node,
  stamped,
  textUpTo,
} from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

const isMember = `${node('root', 'team-rooms/{$id}/members/{auth.token.id}')}.val() === true`;
/** The message that one's stamp names, in the tree as it will be and as it is; seen from a field of the team room. */
const paidMessage = `child('team-messages/' + $id + '/' + ${node(newRoot(3), 'throttle/{auth.token.id}/message')}.val())`;

/** Conversations among moderators: only their members read them, an admin included. */
export const teamRules: Readonly<Record<string, RuleNode>> = {
  'team-rooms': {
    $id: {
      '.read': all(moderator, "data.child('members').child(auth.token.id).val() === true"),
      '.write': all(
        '!data.exists() && newData.exists()',
        moderator,
        "newData.child('members').child(auth.token.id).val() === true",
      ),
      '.validate': "newData.hasChildren(['members', 'peer', 'createdAt', 'at'])",
      // Whom the opener talks to. A direct conversation is named after its two members in order, so that there is one,
      // and so that nobody else can be written into it or left out of it.
      peer: {
        '.validate': all(
          'newData.isString()',
          any(
            "auth.token.id < newData.val() && $id === auth.token.id + '~' + newData.val()",
            "newData.val() < auth.token.id && $id === newData.val() + '~' + auth.token.id",
          ),
          "newData.parent().child('members').child(newData.val()).val() === true",
        ),
      },
      members: {
        '.validate': true,
        $uid: {
          '.validate': all(
            any('$uid === auth.token.id', "newData.parent().parent().child('peer').val() === $uid"),
            `${node('root', 'moderators/{$uid}')}.exists()`,
            `${node(newRoot(4), 'team-index/{$uid}/{$id}')}.exists()`,
          ),
        },
      },
      createdAt: { '.validate': all('!data.exists()', isNow) },
      // Only beside a new message, whose stamp bounds how often that is.
      at: {
        '.write': all(
          'newData.exists()',
          moderator,
          isMember,
          `${newRoot(3)}.${paidMessage}.exists() && !root.${paidMessage}.exists()`,
        ),
        '.validate': isNow,
      },
      $other: { '.validate': false },
    },
  },
  'team-index': {
    $uid: {
      '.read': all(moderator, 'auth.token.id === $uid', bounded),
      $id: {
        '.write': all(
          '!data.exists() && newData.exists()',
          // Beside its room, whose rule carries the live checks.
          claimsModerator,
          `${node(newRoot(3), 'team-rooms/{$id}/members/{$uid}')}.val() === true`,
          `!${node('root', 'team-rooms/{$id}')}.exists()`,
        ),
        '.validate': "newData.hasChildren(['createdAt'])",
        createdAt: { '.validate': isNow },
        $other: { '.validate': false },
      },
    },
  },
  'team-messages': {
    $id: {
      '.read': all(moderator, isMember, "query.orderByChild === 'at'", bounded),
      '.indexOn': ['at'],
      $message: {
        '.read': all(moderator, isMember),
        '.write': all('!data.exists() && newData.exists()', key('$message'), moderator, isMember),
        '.validate': all(
          "newData.hasChildren(['by', 'text', 'at'])",
          `${node(newRoot(3), 'team-rooms/{$id}/at')}.val() === now`,
          stamped(3, "'team-messages/' + $id", '$message'),
        ),
        by: { '.validate': 'newData.val() === auth.token.id' },
        text: { '.validate': all(textUpTo(limits.messageText), 'newData.val().matches(/\\S/)') },
        at: { '.validate': isNow },
        $other: { '.validate': false },
      },
    },
  },
};
