import { limits } from '@foyer/shared-core/model';
import type { FoyerListener } from '../public-api.ts';

/** So long the page's own listeners may keep a text together, in milliseconds. */
const PATIENCE_MS = 3000;

/**
 * Asks the page's listeners about a text, one after the other, each with what the one before made of it. Null when one
 * keeps it back. A listener that throws, never answers or makes a text that cannot be sent is told to `fail`, and the
 * text goes without it: a mistake of the page loses nothing.
 */
export async function screenText(
  text: string,
  listeners: readonly FoyerListener<'beforeSend'>[],
  fail: () => void,
): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, PATIENCE_MS);
  });
  late.catch(() => undefined);
  let screened = text;
  for (const listener of listeners) {
    try {
      const answer = await Promise.race([listener({ text: screened }), late]);
      if (answer === false) return null;
      if (typeof answer !== 'string') continue;
      const wanted = answer.trim();
      if (wanted !== '' && wanted.length <= limits.messageText) screened = wanted;
      else fail();
    } catch {
      fail();
    }
  }
  clearTimeout(timer);
  return screened;
}
