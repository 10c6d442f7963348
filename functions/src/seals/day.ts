const DAY_MS = 24 * 60 * 60_000;

/** A day of UTC by its number since 1970. */
export type Day = number;

/** The day of a time in milliseconds. */
export function dayOf(ms: number): Day {
  return Math.floor(ms / DAY_MS);
}

/** When a day begins, in milliseconds. */
export function startOf(day: Day): number {
  return day * DAY_MS;
}

/** A day as people write it, and as a key: `2026-11-21`. */
export function dayName(day: Day): string {
  return new Date(startOf(day)).toISOString().slice(0, 10);
}
