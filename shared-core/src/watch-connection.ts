import type { ConnectionState } from './connection-state.ts';
import type { Platform } from './platform.ts';
import type { Readable } from './store.ts';

/** A lost socket is mostly back within moments, and nobody needs to hear of it. */
const GRACE_MS = 5000;

/** Tells `offline` from a short interruption. Returns what stops watching, which leaves the state at `idle`. */
export function watchConnection(
  platform: Platform,
  connected: Readable<boolean>,
  set: (state: ConnectionState) => void,
): () => void {
  let cancel: (() => void) | undefined;
  function look(up: boolean): void {
    cancel?.();
    cancel = undefined;
    set(up ? 'online' : 'connecting');
    if (!up) cancel = platform.setTimeout(() => set('offline'), GRACE_MS);
  }
  const stop = connected.subscribe(look);
  look(connected.get());
  return () => {
    stop();
    cancel?.();
    set('idle');
  };
}
