import type { Primitive, TreeNode } from '../tree/node.ts';

/** The value of every node with children: it equals nothing, itself included, and is good only for `!= null`. */
export const NODE_VALUE: object = Object.freeze({});

/** What `root`, `data` and `newData` are in a rule: a place in one version of the data, which need not hold any. */
export class RuleSnapshot {
  readonly node: TreeNode;
  readonly #parent: RuleSnapshot | null;
  /** What was found at paths of several steps: the rules of one request ask for the same places again and again. */
  #found: Map<string, RuleSnapshot> | undefined;

  constructor(node: TreeNode, parent: RuleSnapshot | null) {
    this.node = node;
    this.#parent = parent;
  }

  /** The snapshot one level up, or null at the root. */
  parent(): RuleSnapshot | null {
    return this.#parent;
  }

  /** The snapshot below under one key. */
  at(key: string): RuleSnapshot {
    return new RuleSnapshot(this.node.child(key), this);
  }

  /** The snapshot below at a path such as `a/b`; empty steps count as none. */
  child(path: string): RuleSnapshot {
    if (path !== '' && !path.includes('/')) return this.at(path);
    return this.#found?.get(path) ?? this.#keep(path, descend(this, path));
  }

  #keep(path: string, snapshot: RuleSnapshot): RuleSnapshot {
    this.#found ??= new Map();
    this.#found.set(path, snapshot);
    return snapshot;
  }

  exists(): boolean {
    return !this.node.isEmpty();
  }

  /**
   * A leaf's value, null where nothing is, and for a node with children `NODE_VALUE`.
   */
  val(): Primitive | null | object {
    if (this.node.value !== null || this.node.isEmpty()) return this.node.value;
    return NODE_VALUE;
  }
}

function descend(from: RuleSnapshot, path: string): RuleSnapshot {
  let snapshot = from;
  let start = 0;
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
    if (end > start) snapshot = snapshot.at(path.slice(start, end));
    start = end + 1;
  }
  return start < path.length ? snapshot.at(path.slice(start)) : snapshot;
}
