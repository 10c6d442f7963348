import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Whoever leaves the list by the keyboard goes on in the field of what they chose, or at the button that led to the list.
 * The list notes in the result whether it had the focus when it went.
 */
export function useListFocus(
  panel: RefObject<HTMLElement | null>,
  isListing: boolean,
  visit: number,
): { current: boolean } {
  const hadFocus = useRef(false);
  const lastVisit = useRef(visit);
  useLayoutEffect(() => {
    const element = panel.current;
    if (!isListing && hadFocus.current && element) {
      hadFocus.current = false;
      // On a touch screen the field would raise the keyboard over the conversation.
      const field = matchMedia('(pointer: coarse)').matches ? null : element.querySelector('textarea');
      const next = visit === lastVisit.current ? element.querySelector<HTMLElement>('.back') : field;
      (next ?? element).focus({ preventScroll: true });
    }
    lastVisit.current = visit;
  }, [isListing, visit]);
  return hadFocus;
}
