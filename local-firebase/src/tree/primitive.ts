/** What a leaf holds. */
export type Primitive = string | number | boolean;
/** What children can be sorted by beside their key and value. */
export type Priority = string | number;

/** Where a type stands when Firebase sorts by value: null, false and true, numbers, strings. */
function rank(value: Primitive | null): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return 1;
  return typeof value === 'number' ? 2 : 3;
}

/** Firebase's order of leaf values: null < false < true < numbers < strings (by UTF-16 unit). */
export function comparePrimitives(a: Primitive | null, b: Primitive | null): number {
  if (a === b) return 0;
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  return (a as Primitive) < (b as Primitive) ? -1 : 1;
}
