import type { RuleNode } from './rule-node.ts';

/**
 * Indexes of what only functions read and sweep. Nothing is granted here; without an index a query of the Admin SDK
 * would fetch the whole node.
 */
export const serverIndexes: RuleNode = {
  'visitor-secrets': { $brand: { '.indexOn': ['until', 'id'] } },
  'anonymous-sessions': { $brand: { '.indexOn': ['until', 'id'] } },
  'visitor-addresses': { $brand: { '.indexOn': ['at', 'place'] } },
  'visitor-tokens': { '.indexOn': ['until'] },
  challenges: { '.indexOn': ['until'] },
  'password-codes': { '.indexOn': ['until'] },
  'used-tokens': { '.indexOn': ['until'] },
  tombstones: { $brand: { '.indexOn': '.value' } },
  archive: { seals: { $brand: { '.indexOn': ['due'] } } },
  waiting: { $brand: { '.indexOn': ['since'] } },
  'awaited-answers': { '.indexOn': ['dueAt'] },
  reauthenticated: { '.indexOn': '.value' },
};
