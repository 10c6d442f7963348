/** One of two forms, as English counts. */
export function plural(count: number, one: string, other: string): string {
  return count === 1 ? one : other;
}
