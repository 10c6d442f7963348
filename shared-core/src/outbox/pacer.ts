import type { Platform } from '../platform.ts';

/** Timers may fire a little early. */
const MARGIN_MS = 10;

/** Runs tasks one after the other, each at least an interval after the one before has ended. */
export type Pacer = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * The interval counts from the end of a task, which is after the server's clock stamped it: so the stamps of two tasks
 * are never closer than `intervalMs`.
 */
export function createPacer(platform: Platform, intervalMs: number): Pacer {
  let last: Promise<void> = Promise.resolve();
  let endedAt: number | undefined;

  function pause(): Promise<void> {
    // A clock that was set back must not hold anything up for longer than the interval.
    const passed = endedAt === undefined ? Infinity : Math.max(platform.now() - endedAt, 0);
    const ms = intervalMs + MARGIN_MS - passed;
    return ms <= 0 ? Promise.resolve() : new Promise((resolve) => platform.setTimeout(resolve, ms));
  }

  return (task) => {
    const result = last.then(pause).then(task);
    last = result.then(
      () => void (endedAt = platform.now()),
      () => void (endedAt = platform.now()),
    );
    return result;
  };
}
