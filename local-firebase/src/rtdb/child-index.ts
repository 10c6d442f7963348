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

/** Children's positions in ascending order; those before `from` may be left out. */
export function positionsFrom(node: TreeNode, order: QueryOrder, from: Position | null): Iterable<Position> {
  return node.size < WORTH_AN_INDEX
    ? sortedPositions(node, order)
    : indexOf(node, order).keys(from ?? undefined);
}

/** Children's positions in descending order; those after `from` may be left out. */
export function* positionsBackFrom(
  node: TreeNode,
  order: QueryOrder,
  from: Position | null,
): IterableIterator<Position> {
  if (node.size < WORTH_AN_INDEX) {
    yield* sortedPositions(node, order).reverse();
    return;
  }
  for (const [position] of indexOf(node, order).entriesReversed(from ?? undefined)) yield position;
}

function sortedPositions(node: TreeNode, order: QueryOrder): Position[] {
  const positions: Position[] = [];
  for (const [key, child] of node.entries()) positions.push({ sort: sortValueOf(order, child), key });
  return positions.sort(comparePositions);
}

/** The index of a node, built at first use and kept up to date by `carryIndexes`. */
function indexOf(node: TreeNode, order: QueryOrder): PositionTree {
  const name = nameOf(order);
  const known = indexes.get(node)?.get(name);
  if (known !== undefined) {
    known.writesSinceUse = 0;
    return known.positions;
  }
  const positions: PositionTree = new BTree(
    sortedPositions(node, order).map((position) => [position, undefined]),
    comparePositions,
  );
  remember(node, name, { order, positions, writesSinceUse: 0 });
  return positions;
}

function remember(node: TreeNode, name: string, index: ChildIndex): void {
  const known = indexes.get(node);
  if (known === undefined) indexes.set(node, new Map([[name, index]]));
  else known.set(name, index);
}

/** Gives the new version of a node its predecessor's indexes, with the children under `keys` in their new places. */
export function carryIndexes(before: TreeNode, after: TreeNode, keys: Iterable<string>): void {
  const kept = indexes.get(before);
  if (kept === undefined || after.size < WORTH_AN_INDEX) return;
  for (const [name, { order, positions: old, writesSinceUse }] of kept) {
    if (writesSinceUse > FORGET_AFTER_WRITES) continue;
    const positions = old.clone();
    for (const key of keys) {
      const [was, is] = [before.child(key), after.child(key)];
      if (!was.isEmpty()) positions.delete({ sort: sortValueOf(order, was), key });
      if (!is.isEmpty()) positions.set({ sort: sortValueOf(order, is), key }, undefined);
    }
    remember(after, name, { order, positions, writesSinceUse: writesSinceUse + 1 });
  }
}
