import type { Path } from './path.ts';

/** The key that the paths of all have at `depth`; undefined where they differ. On most levels of the tree all of a write goes one way. */
export function sharedKey(items: readonly { readonly path: Path }[], depth: number): string | undefined {
  const key = items[0]?.path[depth];
  for (let index = 1; index < items.length; index++) if (items[index]?.path[depth] !== key) return undefined;
  return key;
}

/** Things that have a path, grouped by the key their paths have at `depth`, in the order they came. */
export function groupByKey<T extends { readonly path: Path }>(
  items: readonly T[],
  depth: number,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = item.path[depth] as string;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
