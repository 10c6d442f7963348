import type { Primitive, TreeNode } from '../tree/node.ts';

/** The value of every node with children: it equals nothing, itself included, and is good only for `!= null`. */
export const NODE_VALUE: object = Object.freeze({});

/** What `root`, `data` and `newData` are in a rule: a place in one version of the data, which need not hold any. */
export class RuleSnapshot {
  readonly node: TreeNode;
  readonly #parent: RuleSnapshot | null;
  readonly #key: string;
  /** What was found by steps: the rules of one request ask for the same places again and again. A chain, as they are few. */
  #lastFound: RuleSnapshot | null = null;
  #foundBefore: RuleSnapshot | null = null;

  constructor(node: TreeNode, parent: RuleSnapshot | null, key = '') {
    this.node = node;
    this.#parent = parent;
    this.#key = key;
  }

  /** The snapshot one level up, or null at the root. */
  parent(): RuleSnapshot | null {
    return this.#parent;
  }

  /** The snapshot below under one key. */
  at(key: string): RuleSnapshot {
    return new RuleSnapshot(this.node.child(key), this, key);
  }

  /** As `at`, and remembered: for places that many rules of a request lead to. */
  step(key: string): RuleSnapshot {
    for (let found = this.#lastFound; found !== null; found = found.#foundBefore)
      if (found.#key === key) return found;
    const snapshot = this.at(key);
    snapshot.#foundBefore = this.#lastFound;
    this.#lastFound = snapshot;
    return snapshot;
  }

  /** The snapshot below at a path such as `a/b`, every place on the way remembered; empty steps count as none. */
  steps(path: string): RuleSnapshot {
    if (path !== '' && !path.includes('/')) return this.step(path);
    return path
      .split('/')
      .reduce<RuleSnapshot>((snapshot, key) => (key === '' ? snapshot : snapshot.step(key)), this);
  }

  /** The snapshot below at a path such as `a/b`; empty steps count as none. */
  child(path: string): RuleSnapshot {
    return path !== '' && !path.includes('/') ? this.at(path) : this.steps(path);
  }

  /** Whether anything is below at a path. */
  has(path: string): boolean {
    return path !== '' && !path.includes('/') ? this.node.has(path) : this.child(path).exists();
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
