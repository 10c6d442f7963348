/** What lies at a place of the database: null where nothing does; no record is empty or holds a null. */
export type Tree = string | number | boolean | null | { readonly [key: string]: Tree };

/**
 * A value as it came over the wire, as a tree. Lists are what the service makes of keys that look like small numbers,
 * and become records again; priorities, which Foyer never sets, are dropped.
 */
export function toTree(json: unknown): Tree {
  if (typeof json !== 'object' || json === null) return (json ?? null) as Tree;
  if (Object.hasOwn(json, '.value')) return toTree((json as { '.value'?: unknown })['.value']);
  return record(
    Object.entries(json)
      .filter(([key]) => key !== '.priority')
      .map(([key, value]) => [key, toTree(value)]),
  );
}

/** The segments of a path; the root has none. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** What lies below `tree` at a path. */
export function treeAt(tree: Tree, path: readonly string[]): Tree {
  return path.reduce(childOf, tree);
}

/** The tree with `value` at a path; what is not on the way there stays the very same. */
export function withTreeAt(tree: Tree, path: readonly string[], value: Tree): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const children = typeof tree === 'object' && tree !== null ? Object.entries(tree) : [];
  const others = children.filter(([name]) => name !== key);
  return record([...others, [key, withTreeAt(childOf(tree, key), rest, value)]]);
}

/** The record of what is not null, in the order of the database: by key, small numbers first (as in every JavaScript object). */
export function record(children: readonly (readonly [string, Tree])[]): Tree {
  const present = children.filter(([, value]) => value !== null);
  if (present.length === 0) return null;
  return Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function childOf(tree: Tree, key: string): Tree {
  // A key such as `constructor` is a key like any other.
  return typeof tree === 'object' && tree !== null && Object.hasOwn(tree, key) ? (tree[key] ?? null) : null;
}
