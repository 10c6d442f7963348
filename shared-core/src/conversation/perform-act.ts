import { CoreError, isCoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import type { Update } from '../model/updates.ts';
import type { Pacer } from '../outbox/pacer.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';

const MOST_ATTEMPTS = 5;
const PAUSE_MS = 400;

export interface Act {
  readonly platform: Platform;
  readonly database: DatabasePort;
  readonly pacer: Pacer;
  readonly update: Update;
  /** Why the rules refused: a reason that lasts, `done` when it is as wanted anyway, `unclear` to try again. */
  explain(): Promise<CoreErrorCode | 'done' | 'unclear'>;
}

/**
 * Writes a message that is an act, such as taking or closing a room: paced like any message, and tried again when
 * only the throttle refused it. Unlike a text it does not wait for a connection. Rejects with a `CoreError`.
 */
export async function performAct(act: Act): Promise<void> {
  if (!act.database.connected.get()) throw new CoreError('offline');
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    try {
      await act.pacer(() => act.database.update(act.update));
      return;
    } catch (cause) {
      if (!isCoreError(cause, 'refused')) throw cause;
    }
    const reason = await act.explain();
    if (reason === 'done') return;
    if (reason !== 'unclear') throw new CoreError(reason);
    await new Promise<void>((resolve) => act.platform.setTimeout(resolve, PAUSE_MS));
  }
  throw new CoreError('refused');
}
