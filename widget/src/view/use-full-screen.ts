import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { FULL_SCREEN_QUERY } from '../full-screen.ts';

/**
 * Whether the panel fills the screen; there it follows the visual viewport, because a phone's keyboard covers the
 * layout viewport instead of shrinking it.
 */
export function useFullScreen(panel: RefObject<HTMLElement | null>): boolean {
  const [isFullScreen, setFullScreen] = useState(() => matchMedia(FULL_SCREEN_QUERY).matches);

  // Both at once, as they reach beyond the widget: other effects are undone after the next painting.
  useLayoutEffect(() => {
    const query = matchMedia(FULL_SCREEN_QUERY);
    const change = (): void => {
      setFullScreen(query.matches);
    };
    query.addEventListener('change', change);
    return () => {
      query.removeEventListener('change', change);
    };
  }, []);

  useLayoutEffect(() => {
    const viewport = window.visualViewport;
    const style = panel.current?.style;
    if (!isFullScreen || !viewport || !style) return;
    const follow = (): void => {
      // Pinched out: the visitor looks at a part on purpose.
      if (viewport.scale > 1.05) return;
      style.setProperty('--view-top', `${viewport.offsetTop}px`);
      style.setProperty('--view-height', `${viewport.height}px`);
    };
    follow();
    viewport.addEventListener('resize', follow);
    viewport.addEventListener('scroll', follow);
    return () => {
      viewport.removeEventListener('resize', follow);
      viewport.removeEventListener('scroll', follow);
      style.removeProperty('--view-top');
      style.removeProperty('--view-height');
    };
  }, [isFullScreen]);

  return isFullScreen;
}
