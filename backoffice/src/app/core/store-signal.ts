import { DestroyRef, effect, inject, signal, type Signal } from '@angular/core';
import type { Readable } from '@foyer/shared-core';

/** A store as a signal, for as long as the surrounding injection context lives. */
export function storeSignal<T>(store: Readable<T>): Signal<T> {
  const value = signal(store.get());
  const stop = store.subscribe((next) => value.set(next));
  // Subscribing may open the store and change its value before the listener is there.
  value.set(store.get());
  inject(DestroyRef).onDestroy(stop);
  return value.asReadonly();
}

/**
 * Whatever store `choose` names at the moment as one signal: follows a change of the inputs it reads, and is
 * undefined while it names none.
 */
export function chosenStoreSignal<T>(choose: () => Readable<T> | undefined): Signal<T | undefined> {
  const value = signal<T | undefined>(undefined);
  effect((onCleanup) => {
    const store = choose();
    if (store) onCleanup(store.subscribe((next) => value.set(next)));
    value.set(store?.get());
  });
  return value.asReadonly();
}
