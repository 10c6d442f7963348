import { CoreError } from './model/errors.ts';
import type { Platform } from './platform.ts';
import type { Readable } from './store.ts';

/** A read that has no answer after this long counts as offline; neither client gives one up by itself. */
export const READ_TIMEOUT_MS = 10_000;
/** A write that a live socket has not acknowledged after this long means that the link is dead one way. */
const ACK_TIMEOUT_MS = 15_000;

/** What there is to be done about a connection. */
export interface Link {
  readonly connected: Readable<boolean>;
  reconnect(): void;
  isOver(): boolean;
}

/** Waits for a write, and reconnects, ever more patiently, as long as a socket that looks alive does not acknowledge it. */
export async function untilAcknowledged(
  platform: Platform,
  link: Link,
  write: () => Promise<unknown>,
): Promise<void> {
  if (link.isOver()) throw new CoreError('offline');
  let cancel = watch(ACK_TIMEOUT_MS);

  function watch(waitMs: number): () => void {
    return platform.setTimeout(() => {
      if (link.isOver()) return;
      if (link.connected.get()) link.reconnect();
      cancel = watch(waitMs * 2);
    }, waitMs);
  }

  try {
    await write();
  } finally {
    cancel();
  }
}
