import type { Readable } from '@foyer/shared-core';

/** The value of a store as soon as it is known: undefined stands for "not yet". */
export function firstKnown<T>(store: Readable<T | undefined>): Promise<T> {
  return new Promise((resolve) => {
    const subscription: { stop?: () => void } = {};
    const take = (value: T | undefined): void => {
      if (value === undefined) return;
      subscription.stop?.();
      resolve(value);
    };
    subscription.stop = store.subscribe(take);
    // Subscribing may have opened the store and brought the value already.
    take(store.get());
  });
}
