/**
 * Where a key leads in a list of `count` rows from row `from` (-1 when none has the focus); null for a key that is
 * not for walking. The ends hold: a list that grows by itself must not jump from one end to the other.
 */
export function stepTo(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, count - 1);
    case 'ArrowUp':
      return Math.max(from - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
