import type { Path } from './path.ts';

/** Things that have a path, grouped by the key their paths have at `depth`, in the order they came. */
export function groupByKey<T extends { readonly path: Path }>(
  items: readonly T[],
  depth: number,
): ReadonlyMap<string, readonly T[]> {
  const [first] = items;
  // On most levels of the tree all of a write goes the same way.
  if (first !== undefined && items.every((item) => item.path[depth] === first.path[depth]))
    return new Map([[first.path[depth] as string, items]]);
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = item.path[depth] as string;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
