import type { Platform } from './platform.ts';
import { createStore } from './store.ts';
import type { Readable } from './store.ts';

/** A judgement that holds until a moment of the server's clock (milliseconds); without `until`, for good. */
export interface Judgement<T> {
  readonly value: T;
  readonly until?: number;
}

/** Browsers run a timer that is set for longer than this at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A value that lapses by itself: `judge` looks at the source and the server's clock, and is asked again when the
 * source changes and when its last judgement ends.
 */
export function lapsing<S, T>(
  source: Readable<S>,
  clock: { readonly platform: Platform; serverNow(): number },
  judge: (value: S, now: number) => Judgement<T>,
): Readable<T> {
  let listening = false;
  const store = createStore<T>(judge(source.get(), clock.serverNow()).value, (set) => {
    let cancel: (() => void) | undefined;
    function look(): void {
      cancel?.();
      cancel = undefined;
      const now = clock.serverNow();
      const { value, until } = judge(source.get(), now);
      if (until !== undefined) {
        const ms = Math.min(Math.max(until - now, 1), LONGEST_TIMER_MS);
        cancel = clock.platform.setTimeout(look, ms);
      }
      set(value);
    }
    const stop = source.subscribe(look);
    listening = true;
    look();
    return () => {
      listening = false;
      stop();
      cancel?.();
    };
  });
  return {
    get: () => (listening ? store.get() : judge(source.get(), clock.serverNow()).value),
    subscribe: (listener) => store.subscribe(listener),
  };
}
