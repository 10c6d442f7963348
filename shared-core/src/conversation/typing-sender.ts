import { limits } from '../model/limits.ts';
import type { Platform } from '../platform.ts';

/** Without a keystroke for this long, typing counts as stopped. */
const IDLE_MS = 4000;
/** A mark is renewed well before others take it for stale. */
const RENEW_MS = limits.typingMaxAgeMs / 2;
/** The rule counts by the server's clock, so the network's jitter is added to the least interval. */
const LEAST_INTERVAL_MS = limits.typingIntervalMs + 250;

export interface TypingSender {
  /** To be called on every keystroke. */
  set(on: boolean): void;
  close(): void;
}

/** Says that one types, as rarely as possible: a start, a renewal now and then, an end. `write` must not reject. */
export function createTypingSender(platform: Platform, write: (on: boolean) => void): TypingSender {
  let shownOn = false;
  let wantedOn = false;
  let writtenAt = -Infinity;
  let cancelIdle: (() => void) | undefined;
  let cancelStart: (() => void) | undefined;

  function say(on: boolean): void {
    shownOn = on;
    writtenAt = platform.now();
    write(on);
  }

  function start(): void {
    cancelStart?.();
    cancelStart = undefined;
    if (!wantedOn) return;
    const passed = platform.now() - writtenAt;
    const least = shownOn ? RENEW_MS : LEAST_INTERVAL_MS;
    if (passed >= least || passed < 0) say(true);
    // The keystrokes so far count even when none follows; a renewal is asked for by the next one.
    else if (!shownOn) cancelStart = platform.setTimeout(start, least - passed);
  }

  function stop(): void {
    wantedOn = false;
    cancelIdle?.();
    cancelStart?.();
    cancelIdle = cancelStart = undefined;
    if (shownOn) say(false);
  }

  return {
    set(on) {
      if (!on) {
        stop();
        return;
      }
      wantedOn = true;
      cancelIdle?.();
      cancelIdle = platform.setTimeout(stop, IDLE_MS);
      start();
    },
    close: stop,
  };
}
