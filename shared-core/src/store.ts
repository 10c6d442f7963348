/** A value that changes over time. */
export interface Readable<T> {
  get(): T;
  /**
   * Calls `listener` with each new value, never with the present one, and returns the idempotent unsubscribe.
   * A listener that throws stops no other listener; its error surfaces as an unhandled rejection.
   */
  subscribe(listener: (value: T) => void): () => void;
}

/** A value that its owner changes. */
export interface Writable<T> extends Readable<T> {
  /** Setting the identical value notifies nobody. */
  set(value: T): void;
}

/** Starts what feeds a store, and returns what stops it. */
export type Activate<T> = (set: (value: T) => void) => () => void;

/**
 * The one subscription primitive. `activate` runs when the first listener comes; its result runs when the last has
 * gone. Without listeners the store keeps its last value.
 */
export function createStore<T>(initial: T, activate?: Activate<T>): Writable<T> {
  let value = initial;
  let stop: (() => void) | undefined;
  // Each subscription is an object of its own, so that the same function subscribed twice counts twice.
  const subscriptions = new Set<{ readonly listener: (value: T) => void }>();

  function set(next: T): void {
    if (Object.is(value, next)) return;
    value = next;
    for (const subscription of [...subscriptions]) {
      // A listener may unsubscribe others, or set again: whoever is gone or already saw a newer value is left out.
      if (!subscriptions.has(subscription) || !Object.is(value, next)) continue;
      try {
        subscription.listener(next);
      } catch (cause) {
        surface(cause);
      }
    }
  }

  return {
    get: () => value,
    set,
    subscribe(listener) {
      const subscription = { listener };
      subscriptions.add(subscription);
      if (subscriptions.size === 1 && activate) stop = activate(set);
      return () => {
        if (!subscriptions.delete(subscription) || subscriptions.size > 0) return;
        const stopping = stop;
        stop = undefined;
        stopping?.();
      };
    },
  };
}

/** Lets an error reach the environment's report of unhandled rejections without breaking the caller's work. */
function surface(cause: unknown): void {
  void Promise.reject(cause instanceof Error ? cause : new Error('a listener threw', { cause }));
}
