import type { Platform } from '../platform.ts';

/** Read positions are written at most this often. */
const INTERVAL_MS = 1000;

export interface ReadSender {
  /** Says that `count` messages have been read; lower counts than before are ignored. */
  mark(count: number): void;
  /** What was marked and waits is written now: who has gone on would find own messages among the unread. */
  close(): void;
}

/**
 * Writes the read position, the first one at once, later ones together. `write` answers whether the server took it;
 * one that it refused may be marked again.
 */
export function createReadSender(platform: Platform, write: (count: number) => Promise<boolean>): ReadSender {
  let wanted = 0;
  let written = 0;
  let waiting = 0;
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel = undefined;
    if (waiting > 0 || wanted <= written) return;
    const count = wanted;
    waiting = count;
    void write(count).then((taken) => {
      waiting = 0;
      if (taken) written = count;
      else wanted = written;
    });
    cancel = platform.setTimeout(flush, INTERVAL_MS);
  }

  return {
    mark(count) {
      wanted = Math.max(wanted, count);
      if (!cancel) flush();
    },
    close() {
      if (!cancel) return;
      cancel();
      if (wanted > Math.max(written, waiting)) void write(wanted);
    },
  };
}
