import { FULL_SCREEN_QUERY } from './full-screen.ts';

/** Devices and addresses, the latter with `*` for anything and `!` before those that are left out. */
export type ShowOn = readonly string[];

/** Reads `desktop /shop/*`, or a list of such words; undefined for anything else. */
export function readShowOn(given: unknown): ShowOn | undefined {
  const text = String(given).trim();
  const words = text.split(/[\s,]+/);
  const isSound = words.every((word) =>
    /^(mobile$|desktop$|!?(\/|\*|https?:\/\/))([^*]*\*){0,2}[^*]*$/.test(word),
  );
  return isSound && text.length <= 3000 ? words : undefined;
}

/** Whether this page, at its present address and size, is one of those. */
export function isShownOn(words: ShowOn, page: Window): boolean {
  const { origin, pathname } = page.location;
  const device = page.matchMedia(FULL_SCREEN_QUERY).matches ? 'mobile' : 'desktop';

  function isHere(word: string): boolean {
    const pattern = word.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*');
    return (
      word === device || new RegExp(`^${pattern}$`).test(word.startsWith('/') ? pathname : origin + pathname)
    );
  }

  /** Where none of a kind is named, all are meant. */
  function isOneOf(kind: RegExp): boolean {
    const named = words.filter((word) => kind.test(word));
    return named.length === 0 || named.some(isHere);
  }

  return (
    isOneOf(/^[md]/) &&
    isOneOf(/^[*/h]/) &&
    !words.some((word) => word.startsWith('!') && isHere(word.slice(1)))
  );
}
