import { limits } from '@foyer/shared-core/model';
import { all, any, claimsVisitor, newRoot, node } from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

const firstSeen = `${node('root', 'users/{$brand}/{$visitor}/createdAt')}.val()`;

/** What pays for the first message of the room; it names the list of messages, which is not there yet. */
const stamp = node(newRoot(3), 'throttle/{$visitor}');

/**
 * room-quota/{brand}/{visitor}: how many rooms the visitor has ever opened. It only grows, by one, and a new room demands that it does.
 * Rules cannot count what happened in a window of time, but they can bound the mean since the first visit, which sign-in
 * notes; who opened few rooms may open more of them later.
 */
export const roomQuotaRules: RuleNode = {
  '.write': all(
    'newData.exists()',
    claimsVisitor,
    'auth.token.id === $visitor',
    `${stamp}.child('at').val() === now`,
    `!root.child(${stamp}.child('room').val()).exists()`,
  ),
  '.validate': all(
    any('!data.exists() && newData.val() === 1', 'newData.val() === data.val() + 1'),
    any(
      `newData.val() <= ${limits.roomsAtOnce}`,
      `newData.val() <= ${limits.roomsAtOnce} + (now - ${firstSeen}) / ${limits.roomRefillMs}`,
    ),
  ),
};
