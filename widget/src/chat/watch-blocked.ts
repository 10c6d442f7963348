/** At most this many addresses are kept. */
const MOST = 20;

/**
 * What the page's content security policy blocks from now on, as `directive address`: whose address it was cannot be
 * told, so all of the page is in it. Queries are left out.
 */
export function watchBlocked(signal: AbortSignal): readonly string[] {
  const blocked: string[] = [];
  document.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI }) => {
      const line = `${effectiveDirective} ${blockedURI.split(/[?#]/)[0] ?? ''}`;
      if (blocked.length < MOST && !blocked.includes(line)) blocked.push(line);
    },
    { signal },
  );
  return blocked;
}
