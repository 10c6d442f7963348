/** Where every part of local Firebase takes its time from, so that a test can move it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Calls `run` once after `delayMs` milliseconds; the returned function cancels it (harmless afterwards). */
  setTimeout(run: () => void, delayMs: number): () => void;
}

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves the time forward by `ms`, running every timer that falls due on the way, in order of due time. */
  advance(ms: number): void;
}

/** setTimeout of the platform takes at most a signed 32-bit number of milliseconds; more fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own time. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(run, delayMs) {
    const due = Date.now() + delayMs;
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const remaining = due - Date.now();
      timer =
        remaining > LONGEST_TIMER_MS
          ? setTimeout(arm, LONGEST_TIMER_MS)
          : setTimeout(run, Math.max(0, remaining));
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  },
};

interface ManualTimer {
  readonly due: number;
  readonly run: () => void;
}

/** A clock for tests: time moves only by {@link ManualClock.advance}. `start` in milliseconds since 1970. */
export function createManualClock(start: number): ManualClock {
  let time = start;
  const timers = new Set<ManualTimer>();
  return {
    now: () => time,
    setTimeout(run, delayMs) {
      const timer = { due: time + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const target = time + ms;
      for (let next = earliest(timers, target); next !== undefined; next = earliest(timers, target)) {
        timers.delete(next);
        time = Math.max(time, next.due);
        next.run();
      }
      time = target;
    },
  };
}

function earliest(timers: ReadonlySet<ManualTimer>, until: number): ManualTimer | undefined {
  let first: ManualTimer | undefined;
  for (const timer of timers) {
    if (timer.due <= until && (first === undefined || timer.due < first.due)) first = timer;
  }
  return first;
}
