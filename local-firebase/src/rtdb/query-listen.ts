import { TreeNode } from '../tree/node.ts';
import type { Path } from './path.ts';
import { Push, type Change } from './push.ts';
import { filtered, isInRange, isSameWindow, windowOf } from './query-window.ts';
import { KeptWindow, type RowTouched } from './kept-window.ts';
import type { Query } from './query.ts';

/**
 * A query somebody listens to, and what its listeners hold. With a limit it remembers its window, because a row that
 * leaves brings in another; without, each child stands for itself.
 */
export class QueryListen {
  readonly path: Path;
  readonly query: Query;
  readonly #window: KeptWindow | null;

  constructor(path: Path, query: Query, node: TreeNode) {
    this.path = path;
    this.query = query;
    this.#window = query.limit === null ? null : new KeptWindow(node, query);
  }

  /** News after the node as a whole was replaced; undefined where nothing selected changed. */
  replaced(before: TreeNode, after: TreeNode): Push | undefined {
    const old = this.#window?.rows ?? new Map(windowOf(before, this.query));
    this.#window?.reload(after);
    const current = this.#window?.rows ?? new Map(windowOf(after, this.query));
    if (isSameWindow(old, current)) return undefined;
    return Push.set(this.path, TreeNode.branch([...current]));
  }

  /** News after changes below the node; undefined where they touch nothing that is selected. */
  changed(before: TreeNode, after: TreeNode, changes: readonly Change[]): Push | undefined {
    const depth = this.path.length;
    const places: [Path, TreeNode][] = [];
    for (const [key, was, is] of this.#rowsTouched(before, after, changes)) {
      if (was && is) {
        const below = changes.filter((change) => change.path[depth] === key);
        for (const change of below) places.push([change.path.slice(depth), change.after]);
      } else {
        places.push([[key], is ? after.child(key) : TreeNode.empty]);
      }
    }
    const [first] = places;
    if (first === undefined) return undefined;
    return places.length === 1
      ? Push.set([...this.path, ...first[0]], first[1])
      : Push.merge(this.path, places);
  }

  /** What a new listener gets first. */
  current(node: TreeNode): TreeNode {
    return filtered(node, this.query);
  }

  /** Keys whose row is selected before or after, and differs. */
  #rowsTouched(before: TreeNode, after: TreeNode, changes: readonly Change[]): readonly RowTouched[] {
    const keys = new Set(changes.map((change) => change.path[this.path.length] as string));
    if (this.#window !== null) return this.#window.update(after, keys);
    return Array.from(keys, (key): RowTouched => [
      key,
      this.#selects(before, key),
      this.#selects(after, key),
    ]).filter(([, was, is]) => was || is);
  }

  #selects(node: TreeNode, key: string): boolean {
    return isInRange(this.query, key, node.child(key));
  }
}
