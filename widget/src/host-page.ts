import { FULL_SCREEN_QUERY } from './full-screen.ts';
import { WidgetError } from './widget-error.ts';

/** A script in the head may run before the page has a body. */
export function whenBodyStands(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise((fulfil, reject) => {
    const look = (): void => {
      if (signal.aborted) reject(new WidgetError('destroyed'));
      else fulfil();
    };
    // `body` exists while it is still being parsed: good enough to append to.
    if ((document.body as HTMLElement | null) !== null) look();
    else document.addEventListener('DOMContentLoaded', look, { once: true });
  });
}

export function whenIdle(page: Window & typeof globalThis, run: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in page) page.requestIdleCallback(run, { timeout: 3000 });
  else (page as Window).setTimeout(run, 300);
}

/**
 * The element to stand in: what the page names, else beside its body, which pages bend (`transform`, `filter`), empty
 * and replace. Throws when the page names nothing that is there.
 */
export function placeFor(document: Document, selector: string | null): Element {
  if (selector === null) return document.documentElement;
  const place = find(() => document.querySelector(selector));
  if (!place) throw new WidgetError('bad-argument', `no element is ${selector}`);
  return place;
}

/** Calls `act` when one of the page's own openers is clicked; those that come later, too. */
export function followOpeners(
  document: Document,
  selector: () => string | null,
  act: () => void,
  signal: AbortSignal,
): void {
  document.addEventListener(
    'click',
    (event) => {
      const wanted = selector();
      if (wanted === null || !(event.target instanceof Element)) return;
      const { target } = event;
      if (!find(() => target.closest(wanted))) return;
      // The opener may be a link to a page with a form, for browsers where no chat comes.
      event.preventDefault();
      act();
    },
    { signal },
  );
}

/** Calls `act` when the page's address has changed, or it has become or ceased to be a phone's. */
export function followPlace(page: Window & typeof globalThis, act: () => void, signal: AbortSignal): void {
  const { navigation } = page as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', act, { signal });
  page.addEventListener('popstate', act, { signal });
  page.matchMedia(FULL_SCREEN_QUERY).addEventListener('change', act, { signal });
}

/** A page's selector may be none. */
function find(look: () => Element | null): Element | null {
  try {
    return look();
  } catch {
    return null;
  }
}
