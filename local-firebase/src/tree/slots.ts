import { createRequire } from 'node:module';
import type SortedBtree from 'sorted-btree';
import { compareKeys } from './key-order.ts';

// The package is CommonJS with a class under `exports.default`; Node and Vitest disagree on what importing it yields.
const { default: BTree } = createRequire(import.meta.url)('sorted-btree') as typeof SortedBtree;
const SMALL_MAX = 32;
const SMALL_AGAIN = 16;

/** A child as it is stored: V is the tree's own node or, to save memory, a bare primitive. */
export interface Slots<V> {
  readonly size: number;
  get(key: string): V | undefined;
  with(key: string, slot: V): Slots<V>;
  without(key: string): Slots<V>;
  /** Whether `test` holds for all, asked in ascending order until it does not: `entries` for where time counts. */
  every(test: (key: string, slot: V) => boolean): boolean;
  /** Ascending by key, beginning at `from` (inclusive) where given. */
  entries(from?: string): IterableIterator<[string, V]>;
  /** Descending by key, beginning at `from` (inclusive) where given. */
  entriesReversed(from?: string): IterableIterator<[string, V]>;
}

/** Two parallel sorted arrays: most nodes are records with a handful of fields. */
class SmallSlots<V> implements Slots<V> {
  readonly #keys: readonly string[];
  readonly #values: readonly V[];

  constructor(keys: readonly string[], values: readonly V[]) {
    this.#keys = keys;
    this.#values = values;
  }

  get size(): number {
    return this.#keys.length;
  }

  get(key: string): V | undefined {
    const index = this.#keys.indexOf(key);
    return index < 0 ? undefined : this.#values[index];
  }

  with(key: string, slot: V): Slots<V> {
    const known = this.#keys.indexOf(key);
    if (known >= 0) return new SmallSlots(this.#keys, this.#values.with(known, slot));
    const at = this.#lowerBound(key);
    if (this.#keys.length >= SMALL_MAX) return LargeSlots.from([...this.entries()]).with(key, slot);
    return new SmallSlots(this.#keys.toSpliced(at, 0, key), this.#values.toSpliced(at, 0, slot));
  }

  without(key: string): Slots<V> {
    const at = this.#keys.indexOf(key);
    if (at < 0) return this;
    return new SmallSlots(this.#keys.toSpliced(at, 1), this.#values.toSpliced(at, 1));
  }

  every(test: (key: string, slot: V) => boolean): boolean {
    return this.#keys.every((key, index) => test(key, this.#values[index] as V));
  }

  *entries(from?: string): IterableIterator<[string, V]> {
    const start = from === undefined ? 0 : this.#lowerBound(from);
    for (let index = start; index < this.#keys.length; index++) {
      yield [this.#keys[index] as string, this.#values[index] as V];
    }
  }

  *entriesReversed(from?: string): IterableIterator<[string, V]> {
    let index = this.#keys.length - 1;
    if (from !== undefined) {
      while (index >= 0 && compareKeys(this.#keys[index] as string, from) > 0) index--;
    }
    for (; index >= 0; index--) yield [this.#keys[index] as string, this.#values[index] as V];
  }

  #lowerBound(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKeys(this.#keys[middle] as string, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A B+ tree whose copies share all but the changed path: lists of any length. */
class LargeSlots<V> implements Slots<V> {
  readonly #tree: SortedBtree.default<string, V>;

  constructor(tree: SortedBtree.default<string, V>) {
    this.#tree = tree;
  }

  static from<V>(sorted: [string, V][]): LargeSlots<V> {
    return new LargeSlots(new BTree<string, V>(sorted, compareKeys));
  }

  get size(): number {
    return this.#tree.size;
  }

  get(key: string): V | undefined {
    return this.#tree.get(key);
  }

  with(key: string, slot: V): Slots<V> {
    const copy = this.#tree.clone();
    copy.set(key, slot);
    return new LargeSlots(copy);
  }

  without(key: string): Slots<V> {
    if (!this.#tree.has(key)) return this;
    const copy = this.#tree.clone();
    copy.delete(key);
    return copy.size > SMALL_AGAIN ? new LargeSlots(copy) : slotsOf(copy.toArray());
  }

  every(test: (key: string, slot: V) => boolean): boolean {
    // `-1` where the walk came to its end.
    return this.#tree.forEachPair((key, slot) => (test(key, slot) ? undefined : { break: -1 })) >= 0;
  }

  entries(from?: string): IterableIterator<[string, V]> {
    return this.#tree.entries(from);
  }

  entriesReversed(from?: string): IterableIterator<[string, V]> {
    return this.#tree.entriesReversed(from);
  }
}

/** Slots of entries in any order; of two entries with one key the later counts. */
export function slotsOf<V>(entries: readonly [string, V][]): Slots<V> {
  const sorted = inOrder(entries)
    ? entries
    : withoutDoubles(entries.toSorted((a, b) => compareKeys(a[0], b[0])));
  if (sorted.length > SMALL_MAX) return LargeSlots.from([...sorted]);
  return new SmallSlots(
    sorted.map((entry) => entry[0]),
    sorted.map((entry) => entry[1]),
  );
}

function inOrder(entries: readonly [string, unknown][]): boolean {
  for (let index = 1; index < entries.length; index++) {
    if (
      compareKeys((entries[index - 1] as [string, unknown])[0], (entries[index] as [string, unknown])[0]) >= 0
    ) {
      return false;
    }
  }
  return true;
}

function withoutDoubles<V>(sorted: [string, V][]): [string, V][] {
  return sorted.filter((entry, index) => entry[0] !== sorted[index + 1]?.[0]);
}
