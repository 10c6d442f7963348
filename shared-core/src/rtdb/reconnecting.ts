import type { Platform } from '../platform.ts';

const FIRST_RETRY_MS = 1000;
/** Whoever looks at "offline" should not do so long after the server is back. */
const LAST_RETRY_MS = 30_000;
const GROWTH = 1.5;
/** A connection that lasted so long was a good one: the next attempt need not be patient. */
const GOOD_AFTER_MS = 30_000;

/** When to connect: at once when there is reason to hope, ever more patiently where there is none. */
export interface Reconnecting {
  /** Connects now, if that is wanted and there is neither a connection nor an attempt. */
  now(): void;
  /** The connection, or the attempt, is over. */
  over(): void;
  /** Connects later, if that is wanted. `hopeless` waits the longest. */
  later(hopeless?: boolean): void;
  /** Whether a connection is wanted at all, which it is at first. */
  want(wanted: boolean): void;
}

/** `connect` begins an attempt; `over` is to be called when it has failed, or what came of it is lost. */
export function createReconnecting(platform: Platform, connect: () => void): Reconnecting {
  let isWanted = true;
  let isUnderWay = false;
  let startedAt = 0;
  let retryMs = FIRST_RETRY_MS;
  let cancelTimer: (() => void) | undefined;

  function now(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    if (!isWanted || isUnderWay) return;
    isUnderWay = true;
    startedAt = platform.now();
    connect();
  }

  return {
    now() {
      retryMs = FIRST_RETRY_MS;
      now();
    },
    over() {
      isUnderWay = false;
    },
    later(hopeless = false) {
      cancelTimer?.();
      if (!isWanted) return;
      const lastedMs = platform.now() - startedAt;
      if (lastedMs > GOOD_AFTER_MS) retryMs = FIRST_RETRY_MS;
      if (hopeless) retryMs = LAST_RETRY_MS;
      // A server that comes back meets all its clients at once: chance spreads them.
      const chance = (platform.random(1)[0] ?? 0) / 255;
      cancelTimer = platform.setTimeout(now, Math.max(retryMs - lastedMs, 0) * chance);
      retryMs = Math.min(retryMs * GROWTH, LAST_RETRY_MS);
    },
    want(wanted) {
      isWanted = wanted;
      if (!wanted) cancelTimer?.();
    },
  };
}
