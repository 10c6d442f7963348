import { CoreError, isCoreError } from './model/errors.ts';
import type { Platform } from './platform.ts';
import type { DatabasePort, DataQuery } from './ports.ts';
import { createStore } from './store.ts';
import type { Readable } from './store.ts';

/** A part of the database as a value. */
export interface Live<T> extends Readable<T> {
  /** Why the value cannot be kept up at present: `refused`, `bad-record` … The last value stays. */
  readonly problem: Readable<CoreError | null>;
}

export interface LiveOptions<T> {
  readonly platform: Platform;
  readonly database: DatabasePort;
  readonly query: DataQuery;
  /** The value until the server has answered. */
  readonly initial: T;
  /** Turns what is stored into the value. Throws `bad-record`. */
  read(stored: unknown): T;
}

/** So long a listener outlives its last subscriber: a view that is left and entered again costs nothing. */
const LINGER_MS = 1000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;

/**
 * Opens the database listener when the first subscriber comes and closes it a moment after the last has gone. A
 * listener that the server ends is reported in `problem` and opened again, ever more patiently: never silently deaf.
 */
export function live<T>(options: LiveOptions<T>): Live<T> {
  const { platform, database } = options;
  const problem = createStore<CoreError | null>(null);
  let close: (() => void) | undefined;
  let cancelLinger: (() => void) | undefined;

  function open(set: (value: T) => void): () => void {
    let stopListening: (() => void) | undefined;
    let cancelRetry: (() => void) | undefined;
    let retryMs = FIRST_RETRY_MS;

    function listen(): void {
      cancelRetry = undefined;
      stopListening = database.listen(
        options.query,
        (stored) => {
          retryMs = FIRST_RETRY_MS;
          try {
            const value = options.read(stored);
            problem.set(null);
            set(value);
          } catch (cause) {
            problem.set(isCoreError(cause) ? cause : new CoreError('bad-record', undefined, { cause }));
          }
        },
        (cause) => {
          problem.set(cause);
          cancelRetry = platform.setTimeout(listen, retryMs);
          retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
        },
      );
    }

    listen();
    return () => {
      stopListening?.();
      cancelRetry?.();
    };
  }

  const store = createStore<T>(options.initial, (set) => {
    if (cancelLinger) cancelLinger();
    else close = open(set);
    cancelLinger = undefined;
    return () => {
      cancelLinger = platform.setTimeout(() => {
        cancelLinger = undefined;
        close?.();
      }, LINGER_MS);
    };
  });
  return { get: () => store.get(), subscribe: (listener) => store.subscribe(listener), problem };
}
