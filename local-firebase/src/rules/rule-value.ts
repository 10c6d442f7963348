import type { Primitive } from '../tree/node.ts';
import type { RuleFailure } from './rule-failure.ts';
import type { RuleSnapshot } from './rule-snapshot.ts';

/**
 * What an expression can evaluate to. A plain object is `auth`, something inside it, `query`, or the value of a data
 * node that has children.
 */
export type RuleValue = Primitive | null | RegExp | RuleSnapshot | RuleFailure | object;
