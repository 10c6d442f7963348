import { TreeNode } from '../tree/node.ts';
import { positionsBackFrom, positionsFrom } from './child-index.ts';
import { isAfterStart, isBeforeEnd, sortValueOf, type Position, type Query } from './query.ts';

/** Tells whether a child lies between the query's bounds; limits are not looked at. */
export function isInRange(query: Query, key: string, child: TreeNode): boolean {
  if (child.isEmpty()) return false;
  const position: Position = { sort: sortValueOf(query.order, child), key };
  return isAfterStart(query, position) && isBeforeEnd(query, position);
}

/** The children of `node` that the query selects, in ascending order. Costs the window's length, not the node's. */
export function windowOf(node: TreeNode, query: Query): [string, TreeNode][] {
  const limit = query.limit ?? Infinity;
  const window: [string, TreeNode][] = [];
  for (const position of query.fromEnd ? descending(node, query) : ascending(node, query)) {
    if (window.length >= limit || !(query.fromEnd ? isAfterStart : isBeforeEnd)(query, position)) break;
    if ((query.fromEnd ? isBeforeEnd : isAfterStart)(query, position)) {
      window.push([position.key, node.child(position.key)]);
    }
  }
  return query.fromEnd ? window.reverse() : window;
}

/** What the query leaves of the node: its window without the node's own priority. */
export function filtered(node: TreeNode, query: Query): TreeNode {
  return TreeNode.branch(windowOf(node, query));
}

/** While no child has a priority, priority order is key order and no index is needed. */
function isKeyOrder(node: TreeNode, query: Query): boolean {
  return query.order.by === 'key' || (query.order.by === 'priority' && !node.childrenHavePriority);
}

function* ascending(node: TreeNode, query: Query): IterableIterator<Position> {
  const { start } = query;
  if (!isKeyOrder(node, query)) {
    yield* positionsFrom(node, query.order, start);
    return;
  }
  if (start !== null && start.sort !== null) return;
  for (const [key] of node.entries(start?.key)) yield { sort: null, key };
}

function* descending(node: TreeNode, query: Query): IterableIterator<Position> {
  const { end } = query;
  if (!isKeyOrder(node, query)) {
    yield* positionsBackFrom(node, query.order, end);
    return;
  }
  const from = end !== null && end.sort === null ? end.key : undefined;
  for (const [key] of node.entriesReversed(from)) yield { sort: null, key };
}

/** Same window, whatever the versions of the nodes in it. */
export function isSameWindow(a: ReadonlyMap<string, TreeNode>, b: ReadonlyMap<string, TreeNode>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, node] of a) {
    if (!b.get(key)?.isSame(node)) return false;
  }
  return true;
}
