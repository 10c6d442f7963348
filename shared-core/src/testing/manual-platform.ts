import { randomBytes } from 'node:crypto';

import type { HttpRequest, HttpResponse, KeyValueStorage, Platform } from '../platform.ts';

/** A platform whose clock only moves when a test says so. */
export interface ManualPlatform extends Platform {
  /** Moves the clock, running what is due on the way, and lets promises settle after each step. */
  advance(ms: number): Promise<void>;
  /** How many timers are set. */
  timers(): number;
}

export function createManualPlatform(
  options: {
    readonly storage?: KeyValueStorage | null;
    readonly fetch?: (url: string, request: HttpRequest) => Promise<HttpResponse>;
  } = {},
): ManualPlatform {
  let now = 1_700_000_000_000;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();

  function nextUntil(end: number) {
    return [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  return {
    now: () => now,
    setTimeout(run, ms) {
      const timer = { at: now + Math.max(ms, 0), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    random: (count) => new Uint8Array(randomBytes(count)),
    storage: options.storage === undefined ? createMemoryStorage() : options.storage,
    fetch: options.fetch ?? (() => Promise.reject(new Error('no network'))),
    upload: () => Promise.reject(new Error('no network')),
    openSocket: () => ({ send: () => undefined, close: () => undefined }),
    watchNetwork: () => () => undefined,
    watchStorage: () => () => undefined,
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
        timers.delete(timer);
        now = timer.at;
        timer.run();
        await settled();
      }
      now = end;
    },
    timers: () => timers.size,
  };
}

/** Lets everything run that waits for promises only. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** What a browser keeps for an origin: shared by everybody who is handed the same one. */
export function createMemoryStorage(): KeyValueStorage {
  const texts = new Map<string, string>();
  return {
    get: (key) => texts.get(key) ?? null,
    set: (key, value) => void texts.set(key, value),
    remove: (key) => void texts.delete(key),
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
  };
}
