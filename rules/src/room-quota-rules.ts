import { limits } from '@foyer/shared-core/model';
import { all, any, node, visitor } from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

const firstSeen = `${node('root', 'users/{$brand}/{$visitor}/createdAt')}.val()`;

/**
 * room-quota/{brand}/{visitor}: how many rooms the visitor has ever opened. It only grows, by one, and a new room demands that it does.
 * Rules cannot count what happened in a window of time, but they can bound the mean since the first visit, which sign-in
 * notes; who opened few rooms may open more of them later.
 */
export const roomQuotaRules: RuleNode = {
  '.write': all('newData.exists()', visitor, 'auth.token.id === $visitor'),
  '.validate': all(
    any('!data.exists() && newData.val() === 1', 'newData.val() === data.val() + 1'),
    any(
      `newData.val() <= ${limits.roomsAtOnce}`,
      `newData.val() <= ${limits.roomsAtOnce} + (now - ${firstSeen}) / ${limits.roomRefillMs}`,
    ),
  ),
};
