import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Keeps the keyboard in the panel when the element that has the focus goes away (a button that has done its work, a
 * banner): otherwise the focus falls to the page, and Escape and Tab go there too.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const root = element.getRootNode() as ShadowRoot;
    const ended = new AbortController();
    let focused: Element | null = null;

    element.addEventListener(
      'focusin',
      () => {
        focused = root.activeElement;
      },
      { signal: ended.signal },
    );
    element.addEventListener(
      'focusout',
      (event) => {
        // Some browsers tell of a removal this way, too; then the element is about to be gone.
        const { target } = event;
        queueMicrotask(() => {
          if (target instanceof Node && target.isConnected && root.activeElement === null) focused = null;
        });
      },
      { signal: ended.signal },
    );
    const watcher = new MutationObserver(() => {
      if (focused === null || focused.isConnected || root.activeElement !== null) return;
      focused = null;
      element.focus({ preventScroll: true });
    });
    watcher.observe(element, { childList: true, subtree: true });
    return () => {
      ended.abort();
      watcher.disconnect();
    };
  }, []);
}
