import { createStore } from './store.ts';
import type { Readable } from './store.ts';

type Values<Sources extends readonly Readable<unknown>[]> = {
  readonly [Index in keyof Sources]: Sources[Index] extends Readable<infer T> ? T : never;
};

/**
 * A value computed from others, recomputed when one of them changes while somebody listens, and at each `get`
 * otherwise. Subscribing to it subscribes to its sources.
 */
export function derive<const Sources extends readonly Readable<unknown>[], T>(
  sources: Sources,
  compute: (...values: Values<Sources>) => T,
): Readable<T> {
  function present(): T {
    return compute(...(sources.map((source) => source.get()) as unknown as Values<Sources>));
  }
  let listening = false;
  const store = createStore<T>(present(), (set) => {
    const stops = sources.map((source) => source.subscribe(() => set(present())));
    listening = true;
    // A source that wakes up with its first listener may have changed meanwhile.
    set(present());
    return () => {
      listening = false;
      for (const stop of stops) stop();
    };
  });
  return {
    get: () => (listening ? store.get() : present()),
    subscribe: (listener) => store.subscribe(listener),
  };
}

/**
 * The value of whichever Readable the source's present value leads to; when the source changes, the old one is left
 * and the new one taken up.
 */
export function follow<S, T>(source: Readable<S>, lead: (value: S) => Readable<T>): Readable<T> {
  let listening = false;
  const store = createStore<T>(lead(source.get()).get(), (set) => {
    let leave: (() => void) | undefined;
    function take(value: S): void {
      const next = lead(value);
      const leavePrevious = leave;
      leave = next.subscribe(set);
      leavePrevious?.();
      set(next.get());
    }
    const stop = source.subscribe(take);
    listening = true;
    take(source.get());
    return () => {
      listening = false;
      stop();
      leave?.();
    };
  });
  return {
    get: () => (listening ? store.get() : lead(source.get()).get()),
    subscribe: (listener) => store.subscribe(listener),
  };
}

/** A Readable that never changes. */
export function always<T>(value: T): Readable<T> {
  return { get: () => value, subscribe: () => () => undefined };
}
