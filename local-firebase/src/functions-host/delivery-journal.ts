import { readFile } from 'node:fs/promises';
import { StateFile } from '../state-file.ts';
import type { PendingDelivery } from './deliveries.ts';

/** How long a change may wait before it is written, in milliseconds: most deliveries are through by then. */
const WRITE_DELAY_MS = 100;

interface StoredQueue {
  readonly version: 1;
  readonly pending: readonly PendingDelivery[];
}

/** Keeps what functions have yet to get in a file, so that the next start goes on with it. */
export class DeliveryJournal {
  readonly #path: string;
  readonly #file: StateFile;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string, pending: () => readonly PendingDelivery[], log: (line: string) => void) {
    this.#path = path;
    this.#file = new StateFile(
      path,
      (): StoredQueue => ({ version: 1, pending: pending() }),
      (error) => log(`functions: the queue was not written: ${String(error)}`),
    );
  }

  /** What was pending when the file was last written; nothing without a file. */
  async read(): Promise<readonly PendingDelivery[]> {
    try {
      return (JSON.parse(await readFile(this.#path, 'utf8')) as StoredQueue).pending;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** To be called after every change. Returns at once. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#file.changed();
    }, WRITE_DELAY_MS).unref();
  }

  /** Writes what is pending now; nothing is written afterwards unless it changes. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#file.changed();
    await this.#file.flush();
  }
}
