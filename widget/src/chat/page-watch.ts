/**
 * Tells which page the visitor looks at, now and after every route change of a single-page site, without touching
 * the page's `history`. Without query and fragment: those carry reset links, search words and tokens.
 */
export function watchPage(window: Window, report: (page: { url: string }) => void): () => void {
  const ended = new AbortController();
  let last = '';

  function look(): void {
    const { origin, pathname } = window.location;
    if (origin + pathname === last) return;
    last = origin + pathname;
    report({ url: last });
  }

  function lookSoon(): void {
    // A router sets the title after the address.
    window.setTimeout(() => {
      if (!ended.signal.aborted) look();
    }, 200);
  }

  const { signal } = ended;
  const navigation = (window as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener('currententrychange', lookSoon, { signal });
  window.addEventListener('popstate', lookSoon, { signal });
  window.addEventListener('hashchange', lookSoon, { signal });
  // The visitor waits for the conversation, nobody for this.
  lookSoon();
  return () => {
    ended.abort();
  };
}
