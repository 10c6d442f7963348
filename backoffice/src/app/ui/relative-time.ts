const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface TimeWords {
  readonly locale: string;
  /** What stands for less than a minute. */
  readonly now: string;
}

/** Calendar days between two moments in the browser's time zone; negative when `at` lies after `now`. */
export function daysBetween(at: number, now: number): number {
  const from = new Date(at);
  const to = new Date(now);
  return Math.round(
    (Date.UTC(to.getFullYear(), to.getMonth(), to.getDate()) -
      Date.UTC(from.getFullYear(), from.getMonth(), from.getDate())) /
      DAY,
  );
}

/** How long ago a moment was, as short as a list wants it: `now`, `5 min.`, `3 hr.`, `Tue`, `12 Mar`, `12 Mar 2024`. */
export function relativeTime(at: number, now: number, words: TimeWords): string {
  const age = now - at;
  if (age < MINUTE) return words.now;
  if (age < HOUR) return unit(Math.floor(age / MINUTE), 'minute', words.locale);
  const days = daysBetween(at, now);
  if (days === 0 || age < 6 * HOUR) return unit(Math.floor(age / HOUR), 'hour', words.locale);
  return new Intl.DateTimeFormat(words.locale, dateFields(days, at, now)).format(at);
}

/** A moment in full, for titles and cards. */
export function fullTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** The time of day alone. */
export function clockTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
}

function unit(count: number, name: 'minute' | 'hour', locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(count);
}

function dateFields(days: number, at: number, now: number): Intl.DateTimeFormatOptions {
  if (days < 7) return { weekday: 'short' };
  if (new Date(at).getFullYear() === new Date(now).getFullYear()) return { day: 'numeric', month: 'short' };
  return { day: 'numeric', month: 'short', year: 'numeric' };
}
