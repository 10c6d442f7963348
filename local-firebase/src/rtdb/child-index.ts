import { createRequire } from 'node:module';
import type SortedBtree from 'sorted-btree';
import type { TreeNode } from '../tree/node.ts';
import { comparePositions, sortValueOf, type Position, type QueryOrder } from './query.ts';

// See slots.ts: importing this CommonJS package means different things to Node and Vitest.
const { default: BTree } = createRequire(import.meta.url)('sorted-btree') as typeof SortedBtree;
type PositionTree = SortedBtree.default<Position, undefined>;

/** Below this many children sorting on demand is cheaper than keeping an index. */
const WORTH_AN_INDEX = 48;
/** An index that nobody asked for during so many writes is let go. */
const FORGET_AFTER_WRITES = 1000;

interface ChildIndex {
  readonly order: QueryOrder;
  readonly positions: PositionTree;
  writesSinceUse: number;
}

/** Indexes by the version of the node they describe: versions that are gone take theirs along. */
const indexes = new WeakMap<TreeNode, Map<string, ChildIndex>>();

function nameOf(order: QueryOrder): string {
  return order.by === 'child' ? `child:${order.path.join('/')}` : order.by;
}

/** Children's positions in an order other than by key, sorted; built at first use and kept up to date by `carryIndexes`. */
export function positionsOf(node: TreeNode, order: QueryOrder): PositionTree {
  const name = nameOf(order);
  const known = indexes.get(node)?.get(name);
  if (known !== undefined) {
    known.writesSinceUse = 0;
    return known.positions;
  }
  const sorted = [...node.entries()]
    .map(([key, child]): Position => ({ sort: sortValueOf(order, child), key }))
    .sort(comparePositions);
  const positions: PositionTree = new BTree(
    sorted.map((position) => [position, undefined]),
    comparePositions,
  );
  if (node.size >= WORTH_AN_INDEX) remember(node, name, { order, positions, writesSinceUse: 0 });
  return positions;
}

function remember(node: TreeNode, name: string, index: ChildIndex): void {
  const known = indexes.get(node);
  if (known === undefined) indexes.set(node, new Map([[name, index]]));
  else known.set(name, index);
}

/** Gives the new version of a node its predecessor's indexes, with the child under `key` in its new place. */
export function carryIndexes(before: TreeNode, after: TreeNode, key: string): void {
  const kept = indexes.get(before);
  if (kept === undefined || after.size < WORTH_AN_INDEX) return;
  for (const [name, index] of kept) {
    if (index.writesSinceUse > FORGET_AFTER_WRITES) continue;
    let positions = indexes.get(after)?.get(name)?.positions;
    if (positions === undefined) {
      positions = index.positions.clone();
      remember(after, name, { order: index.order, positions, writesSinceUse: index.writesSinceUse + 1 });
    }
    const [old, current] = [before.child(key), after.child(key)];
    if (!old.isEmpty()) positions.delete({ sort: sortValueOf(index.order, old), key });
    if (!current.isEmpty()) positions.set({ sort: sortValueOf(index.order, current), key }, undefined);
  }
}
