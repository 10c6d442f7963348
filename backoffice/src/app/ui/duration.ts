import type { Strings } from '../strings/en';

/** A span of time in the one unit that fits: `42 s`, `3.5 min`, `1.2 h`. */
export function duration(ms: number, texts: Strings): string {
  const seconds = ms / 1000;
  const whole = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 1 });
  if (seconds < 59.5) return texts.reports.seconds(whole.format(seconds));
  const minutes = seconds / 60;
  if (minutes < 59.95) return texts.reports.minutes(tenths.format(minutes));
  return texts.reports.hours(tenths.format(minutes / 60));
}

/** The unit in which a span would be said, in milliseconds: a second, a minute or an hour. */
export function unitOf(ms: number): number {
  if (ms < 59_500) return 1000;
  return ms < 3_597_000 ? 60_000 : 3_600_000;
}
