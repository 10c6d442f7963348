/** How times, days and sizes read in one language. */
export interface Formats {
  readonly locale: string;
  time(at: number): string;
  /** `Today`, `Yesterday`, or the date. */
  day(at: number, now: number): string;
  /** A name of the local day, the same for all times of that day. */
  dayKey(at: number): string;
  /** A moment to come: the time, with the day where it is not today. */
  moment(at: number, now: number): string;
  /** Day and time in full, for what is read later. */
  stamp(at: number): string;
  fileSize(bytes: number): string;
  minutes(seconds: number): string;
}

const MS_PER_DAY = 86_400_000;

/** Formats for a language tag that `Intl` takes, in the visitor's own time zone. */
export function createFormats(locale: string): Formats {
  const date = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
    once(() => new Intl.DateTimeFormat(locale, options));
  const time = date({ hour: 'numeric', minute: '2-digit' });
  const weekday = date({ weekday: 'long', day: 'numeric', month: 'long' });
  const full = date({ day: 'numeric', month: 'long', year: 'numeric' });
  const soon = date({ weekday: 'long', hour: 'numeric', minute: '2-digit' });
  const later = date({ weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' });
  const stamp = date({ dateStyle: 'medium', timeStyle: 'short' });
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const size = (
    unit: string,
    digits: number,
    unitDisplay: 'short' | 'long' = 'short',
  ): (() => Intl.NumberFormat) =>
    once(
      () =>
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit,
          unitDisplay,
          maximumFractionDigits: digits,
        }),
    );
  const kilobytes = size('kilobyte', 0);
  const megabytes = size('megabyte', 1);
  const minutes = size('minute', 0, 'long');

  return {
    locale,
    time: (at) => time().format(at),
    day(at, now) {
      const days = Math.round((startOfDay(at) - startOfDay(now)) / MS_PER_DAY);
      if (days === 0 || days === -1) return capitalise(relative().format(days, 'day'), locale);
      return days < -300 || days > 300 ? full().format(at) : weekday().format(at);
    },
    dayKey: (at) => String(startOfDay(at)),
    moment(at, now) {
      const days = Math.round((startOfDay(at) - startOfDay(now)) / MS_PER_DAY);
      return (days === 0 ? time : days < 7 ? soon : later)().format(at);
    },
    stamp: (at) => stamp().format(at),
    fileSize: (bytes) =>
      bytes < 1_000_000
        ? kilobytes().format(Math.max(1, Math.round(bytes / 1000)))
        : megabytes().format(bytes / 1e6),
    minutes: (seconds) => minutes().format(seconds / 60),
  };
}

/** Makes a thing when it is first wanted: each formatter costs milliseconds, and a new chat shows no date at all. */
function once<Thing extends object>(make: () => Thing): () => Thing {
  let made: Thing | undefined;
  return () => (made ??= make());
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function capitalise(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
