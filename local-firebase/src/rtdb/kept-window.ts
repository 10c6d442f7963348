import type { TreeNode } from '../tree/node.ts';
import { comparePositions, sortValueOf, type Position, type Query } from './query.ts';
import { isInRange, windowOf } from './query-window.ts';

/** A row that was selected before, is selected now, or both. */
export type RowTouched = readonly [key: string, was: boolean, is: boolean];

/**
 * The rows that a query with a limit selects, kept from commit to commit: what a commit costs depends on what it
 * changed, not on how many rows there are.
 */
export class KeptWindow {
  readonly #query: Query;
  readonly #limit: number;
  #rows: Map<string, TreeNode>;
  /** Of the rows, ascending. */
  #positions: Position[];

  constructor(node: TreeNode, query: Query) {
    this.#query = query;
    this.#limit = query.limit ?? Infinity;
    this.#rows = new Map(windowOf(node, query));
    this.#positions = this.#positionsOf(this.#rows);
  }

  get rows(): ReadonlyMap<string, TreeNode> {
    return this.#rows;
  }

  /** Reads the window anew. */
  reload(node: TreeNode): void {
    this.#rows = new Map(windowOf(node, this.#query));
    this.#positions = this.#positionsOf(this.#rows);
  }

  /** Takes in what the children under `keys` have become, and tells which rows differ. */
  update(after: TreeNode, keys: ReadonlySet<string>): readonly RowTouched[] {
    const before = new Map<string, boolean>();
    const wasFull = this.#rows.size >= this.#limit;
    const edge = this.#query.fromEnd ? this.#positions[0] : this.#positions.at(-1);
    for (const key of keys) {
      before.set(key, this.#rows.has(key));
      this.#replace(key, after.child(key));
    }
    // What stood outside a full window lies beyond its old edge, so up to there nothing is missing.
    if (wasFull && edge !== undefined && this.#countWithin(edge) < this.#limit)
      return this.#reread(after, before);
    for (const key of this.#trim()) if (!before.has(key)) before.set(key, true);
    return this.#touched(before);
  }

  /** A row has left a full window: only the data itself tells which one comes in for it. */
  #reread(after: TreeNode, before: Map<string, boolean>): readonly RowTouched[] {
    const kept = new Set(this.#rows.keys());
    this.reload(after);
    for (const key of kept) if (!before.has(key) && !this.#rows.has(key)) before.set(key, true);
    for (const key of this.#rows.keys()) if (!before.has(key) && !kept.has(key)) before.set(key, false);
    return this.#touched(before);
  }

  #touched(before: ReadonlyMap<string, boolean>): RowTouched[] {
    return Array.from(before, ([key, was]): RowTouched => [key, was, this.#rows.has(key)]).filter(
      ([, was, is]) => was || is,
    );
  }

  #replace(key: string, child: TreeNode): void {
    const old = this.#rows.get(key);
    if (old !== undefined) {
      this.#rows.delete(key);
      this.#positions.splice(this.#indexOf(this.#positionOf(key, old)), 1);
    }
    if (!isInRange(this.#query, key, child)) return;
    const position = this.#positionOf(key, child);
    this.#positions.splice(this.#indexOf(position), 0, position);
    this.#rows.set(key, child);
  }

  /** Drops what the limit has no room for; returns its keys. */
  #trim(): string[] {
    const surplus = this.#positions.length - this.#limit;
    if (surplus <= 0) return [];
    const dropped = this.#positions.splice(this.#query.fromEnd ? 0 : this.#limit, surplus);
    return dropped.map(({ key }) => {
      this.#rows.delete(key);
      return key;
    });
  }

  #countWithin(edge: Position): number {
    const at = this.#indexOf(edge);
    if (this.#query.fromEnd) return this.#positions.length - at;
    const found = this.#positions[at];
    return found !== undefined && comparePositions(found, edge) === 0 ? at + 1 : at;
  }

  /** Where a position stands, or would. */
  #indexOf(position: Position): number {
    let low = 0;
    let high = this.#positions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePositions(this.#positions[middle] as Position, position) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #positionOf(key: string, node: TreeNode): Position {
    return { sort: sortValueOf(this.#query.order, node), key };
  }

  #positionsOf(rows: ReadonlyMap<string, TreeNode>): Position[] {
    return Array.from(rows, ([key, node]) => this.#positionOf(key, node));
  }
}
