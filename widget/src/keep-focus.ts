/** Where the focus was on the page before the panel took it, to give it back. */
export function keepFocus(page: Window & typeof globalThis): {
  remember(): void;
  restore(otherwise: HTMLElement): void;
} {
  const { document } = page;
  let before: HTMLElement | null = null;
  return {
    remember() {
      const focused = document.activeElement;
      before = focused instanceof page.HTMLElement && focused !== document.body ? focused : null;
    },
    restore(otherwise) {
      const isOutside =
        before?.isConnected === true && before !== (otherwise.getRootNode() as ShadowRoot).host;
      (isOutside && before ? before : otherwise).focus({ preventScroll: true });
    },
  };
}
