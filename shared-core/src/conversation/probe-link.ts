import { isCoreError } from '../model/errors.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';

/** With the wait for an answer (10 s), a link that is dead one way is found within 25 s. */
const PROBE_MS = 15_000;
const HOUR_MS = 3_600_000;

/**
 * Asks the server for messages of the future, which there are none of, as long as a conversation is open. Nothing else
 * would tell a link that only carries what is sent from one over which nobody says anything. An answer of either kind
 * will do; without one the socket is replaced.
 */
export function probeLink(platform: Platform, database: DatabasePort, path: string): () => void {
  let cancel = platform.setTimeout(probe, PROBE_MS);
  let isStopped = false;

  function probe(): void {
    void ask().then(() => {
      if (!isStopped) cancel = platform.setTimeout(probe, PROBE_MS);
    });
  }

  async function ask(): Promise<void> {
    if (!database.connected.get()) return;
    const startAt = database.serverNow() + HOUR_MS;
    try {
      await database.read({ path, orderBy: 'at', startAt, limitToFirst: 1 });
    } catch (cause) {
      if (isCoreError(cause, 'offline') && database.connected.get() && !isStopped) database.reconnect();
    }
  }

  return () => {
    isStopped = true;
    cancel();
  };
}
