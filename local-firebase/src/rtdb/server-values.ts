import { DatabaseError } from '../tree/database-error.ts';
import type { Primitive, TreeNode } from '../tree/node.ts';

/**
 * What `{".sv": operand}` becomes: the time of the commit, or the number that stood there plus an increment (an
 * increment of anything but a number starts from nothing). Throws `invalid_data`.
 */
export function resolveServerValue(operand: unknown, now: number, existing: () => TreeNode): Primitive {
  if (operand === 'timestamp') return now;
  if (typeof operand === 'object' && operand !== null && Object.hasOwn(operand, 'increment')) {
    const delta = (operand as { increment: unknown }).increment;
    if (typeof delta === 'number' && Number.isFinite(delta)) {
      const { value } = existing();
      return typeof value === 'number' ? value + delta : delta;
    }
  }
  throw new DatabaseError('invalid_data', 'Unknown server value.');
}
