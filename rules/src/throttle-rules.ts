import { limits } from '@foyer/shared-core/model';
import { all, any, isNow, newRoot } from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

/** The message that the stamp names, below a tree. */
const paidFor = (tree: string): string =>
  `${tree}.child(newData.child('room').val() + '/' + newData.child('message').val())`;

/** throttle/{id}: one stamp pays for one new message or note; it is never deleted, or the interval would begin anew. */
export const throttleRules: RuleNode = {
  '.write': all(
    'auth != null && auth.token.id === $id && newData.exists()',
    any("auth.token.role === 'client'", "auth.token.role === 'operator'", "auth.token.role === 'admin'"),
    any('!data.exists()', `data.child('at').val() + ${limits.messageIntervalMs} <= now`),
    `${paidFor(newRoot(2))}.child('at').val() === now`,
    `!${paidFor('root')}.exists()`,
  ),
  '.validate': "newData.hasChildren(['at', 'message', 'room'])",
  at: { '.validate': isNow },
  message: { '.validate': 'newData.isString()' },
  room: {
    '.validate':
      'newData.isString() && newData.val().matches(/^(room-messages|room-notes|team-messages)\\//)',
  },
  $other: { '.validate': false },
};
