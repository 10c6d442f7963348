import { digestOfHashText, hashTextOfPrimitive } from './hash-text.ts';
import { slotsOf, type Slots } from './slots.ts';
import { compareKeys } from './key-order.ts';
import { comparePrimitives, type Primitive, type Priority } from './primitive.ts';

export type { Primitive, Priority };

type Slot = Primitive | TreeNode;

interface Counts {
  readonly weight: number;
  readonly prioritised: number;
}

const LEAF_COUNTS: Counts = { weight: 1, prioritised: 0 };

/**
 * A piece of database data: empty, a leaf, or a node with children. Immutable; a changed copy shares all it did not
 * change, so `isSame` finds what a write touched without looking at the rest.
 *
 * Leaves without priority are stored as bare primitives and wrapped when asked for: compare nodes with `isSame`,
 * never with `===`.
 */
export class TreeNode {
  static readonly empty = new TreeNode(null, null, null, { weight: 0, prioritised: 0 });

  /** The leaf's value; null when the node has children or is empty. */
  readonly value: Primitive | null;
  readonly priority: Priority | null;
  /** Nodes in this subtree, itself included; 0 when empty. */
  readonly weight: number;
  readonly #slots: Slots<Slot> | null;
  /** How many direct children carry a priority: while none does, priority order is key order. */
  readonly #prioritised: number;
  #hash: string | undefined;

  private constructor(
    value: Primitive | null,
    priority: Priority | null,
    slots: Slots<Slot> | null,
    counts: Counts,
  ) {
    this.value = value;
    this.priority = priority;
    this.#slots = slots;
    this.weight = counts.weight;
    this.#prioritised = counts.prioritised;
  }

  static leaf(value: Primitive, priority: Priority | null = null): TreeNode {
    return new TreeNode(value, priority, null, LEAF_COUNTS);
  }

  /** A node of these children, given in any order; empty children are left out, and without any it is empty. */
  static branch(
    children: readonly (readonly [string, TreeNode])[],
    priority: Priority | null = null,
  ): TreeNode {
    const kept: [string, Slot][] = [];
    let weight = 1;
    let prioritised = 0;
    for (const [key, node] of children) {
      if (node.isEmpty()) continue;
      kept.push([key, slotOf(node)]);
      weight += node.weight;
      if (node.priority !== null) prioritised++;
    }
    if (kept.length === 0) return TreeNode.empty;
    return new TreeNode(null, priority, slotsOf(kept), { weight, prioritised });
  }

  /** Number of children. */
  get size(): number {
    return this.#slots === null ? 0 : this.#slots.size;
  }

  /** False while children in priority order are children in key order. */
  get childrenHavePriority(): boolean {
    return this.#prioritised > 0;
  }

  isEmpty(): boolean {
    return this.weight === 0;
  }

  isLeaf(): boolean {
    return this.value !== null;
  }

  has(key: string): boolean {
    return this.#slots?.get(key) !== undefined;
  }

  /** The child under a key; empty when there is none. */
  child(key: string): TreeNode {
    const slot = this.#slots?.get(key);
    return slot === undefined ? TreeNode.empty : nodeOf(slot);
  }

  /** The node at a path below this one; empty when there is none. */
  at(path: readonly string[]): TreeNode {
    return path.reduce<TreeNode>((node, key) => node.child(key), this);
  }

  /** Whether `test` holds for all children, asked in Firebase key order until it does not. */
  every(test: (key: string, child: TreeNode) => boolean): boolean {
    return this.#slots === null || this.#slots.every((key, slot) => test(key, nodeOf(slot)));
  }

  /** Children in Firebase key order, beginning at `from` (inclusive) where given. */
  *entries(from?: string): IterableIterator<[string, TreeNode]> {
    if (this.#slots === null) return;
    for (const [key, slot] of this.#slots.entries(from)) yield [key, nodeOf(slot)];
  }

  /** Children in reverse key order, beginning at `from` (inclusive) where given. */
  *entriesReversed(from?: string): IterableIterator<[string, TreeNode]> {
    if (this.#slots === null) return;
    for (const [key, slot] of this.#slots.entriesReversed(from)) yield [key, nodeOf(slot)];
  }

  /** A copy whose child under `key` is `node`; an empty node removes it, and a node left without children is empty. */
  withChild(key: string, node: TreeNode): TreeNode {
    const before = this.child(key);
    if (node.isEmpty()) {
      if (before.isEmpty() || this.#slots === null) return this;
      const rest = this.#slots.without(key);
      if (rest.size === 0) return TreeNode.empty;
      return new TreeNode(null, this.priority, rest, this.#countsAfter(before, node));
    }
    if (this.#slots === null) return TreeNode.branch([[key, node]], this.priority);
    const slots = this.#slots.with(key, slotOf(node));
    return new TreeNode(null, this.priority, slots, this.#countsAfter(before, node));
  }

  #countsAfter(before: TreeNode, after: TreeNode): Counts {
    return {
      weight: this.weight - before.weight + after.weight,
      prioritised: this.#prioritised - Number(before.priority !== null) + Number(after.priority !== null),
    };
  }

  /** A copy with `node` at `path`; nodes left without children are pruned on the way up. */
  with(path: readonly string[], node: TreeNode): TreeNode {
    return this.#withFrom(path, 0, node);
  }

  #withFrom(path: readonly string[], depth: number, node: TreeNode): TreeNode {
    const key = path[depth];
    if (key === undefined) return node;
    return this.withChild(key, this.child(key).#withFrom(path, depth + 1, node));
  }

  /** The same data with another priority; an empty node has none. */
  withPriority(priority: Priority | null): TreeNode {
    if (this.isEmpty() || this.priority === priority) return this;
    return new TreeNode(this.value, priority, this.#slots, {
      weight: this.weight,
      prioritised: this.#prioritised,
    });
  }

  /**
   * True when both are known to hold the same data: one object, or leaves of one value and priority. Nodes built
   * apart from equal JSON are not the same; `reusing` makes them so.
   */
  isSame(other: TreeNode): boolean {
    if (this === other) return true;
    return (
      this.value === other.value &&
      this.priority === other.priority &&
      this.#slots === other.#slots &&
      this.weight === other.weight
    );
  }

  /** This data, made of the parts of `old` wherever they are equal: afterwards `isSame` means deep equality. */
  reusing(old: TreeNode): TreeNode {
    if (this.isSame(old) || this.#slots === null || old.#slots === null) return this;
    const children: [string, TreeNode][] = [];
    let equal = 0;
    let changed = 0;
    this.every((key, node) => {
      const before = old.child(key);
      const reused = before.isEmpty() ? node : node.reusing(before);
      equal += Number(reused.isSame(before));
      changed += Number(!reused.isSame(node));
      return children.push([key, reused]) > 0;
    });
    if (equal === old.size && equal === this.size && this.priority === old.priority) return old;
    return changed > 0 ? TreeNode.branch(children, this.priority) : this;
  }

  /** The hash a client sends with a transaction to say which state it saw; `""` when empty. */
  hash(): string {
    this.#hash ??= this.isEmpty() ? '' : digestOfHashText(this.#hashText());
    return this.#hash;
  }

  #hashText(): string {
    let text = this.priority === null ? '' : `priority:${hashTextOfPrimitive(this.priority)}:`;
    if (this.value !== null) return text + hashTextOfPrimitive(this.value);
    const children = [...this.entries()];
    if (this.childrenHavePriority) {
      children.sort((a, b) => comparePrimitives(a[1].priority, b[1].priority) || compareKeys(a[0], b[0]));
    }
    for (const [key, node] of children) text += `:${key}:${node.hash()}`;
    return text;
  }
}

function nodeOf(slot: Slot): TreeNode {
  return typeof slot === 'object' ? slot : TreeNode.leaf(slot);
}

function slotOf(node: TreeNode): Slot {
  return node.value !== null && node.priority === null ? node.value : node;
}
