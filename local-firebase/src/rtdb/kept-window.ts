import type { TreeNode } from '../tree/node.ts';
import { comparePositions, sortValueOf, type Position, type Query } from './query.ts';
import { isInRange, windowOf } from './query-window.ts';

/** A row that was selected before, is selected now, or both. */
export type RowTouched = readonly [key: string, was: boolean, is: boolean];

const NO_KEYS: readonly string[] = [];

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
    const wasFull = this.#rows.size >= this.#limit;
    const edge = this.#query.fromEnd ? this.#positions[0] : this.#positions.at(-1);
    const selected: string[] = [];
    for (const key of keys) {
      if (this.#rows.has(key)) selected.push(key);
      this.#replace(key, after.child(key));
    }
    // What stood outside a full window lies beyond its old edge, so up to there nothing is missing.
    const hasGap = wasFull && edge !== undefined && this.#countWithin(edge) < this.#limit;
    const others = hasGap ? this.#reread(after, keys) : this.#trim(keys);
    const touched = others.map((key): RowTouched => [key, !this.#rows.has(key), this.#rows.has(key)]);
    for (const key of keys) {
      const [was, is] = [selected.includes(key), this.#rows.has(key)];
      if (was || is) touched.push([key, was, is]);
    }
    return touched;
  }

  /** A row has left a full window: only the data itself tells which one comes in for it. The rows but `keys` that came or went. */
  #reread(after: TreeNode, keys: ReadonlySet<string>): readonly string[] {
    const old = this.#rows;
    this.reload(after);
    const went = [...old.keys()].filter((key) => !this.#rows.has(key));
    const came = [...this.#rows.keys()].filter((key) => !old.has(key));
    return [...went, ...came].filter((key) => !keys.has(key));
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

  /** Drops what the limit has no room for; returns the keys of it but `keys`. */
  #trim(keys: ReadonlySet<string>): readonly string[] {
    const surplus = this.#positions.length - this.#limit;
    if (surplus <= 0) return NO_KEYS;
    const dropped = this.#positions.splice(this.#query.fromEnd ? 0 : this.#limit, surplus);
    for (const { key } of dropped) this.#rows.delete(key);
    return dropped.map(({ key }) => key).filter((key) => !keys.has(key));
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
