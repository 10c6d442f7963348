import { randomBytes } from 'node:crypto';
import { createWebPlatform } from '@foyer/shared-core';
import type { Platform } from '@foyer/shared-core';

/** What a browser lends shared-core, by Node: for tests of the two sides without pages around them. */
export function createNodePlatform(texts = new Map<string, string>()): Platform {
  // Node has a browser's WebSocket.
  const browser = createWebPlatform(globalThis);
  return {
    now: () => Date.now(),
    setTimeout(run, ms) {
      const timer = setTimeout(run, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    random: (count) => new Uint8Array(randomBytes(count)),
    storage: {
      get: (key) => texts.get(key) ?? null,
      set: (key, value) => void texts.set(key, value),
      remove: (key) => void texts.delete(key),
      keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
    },
    fetch: (url, request) => fetch(url, request),
    async upload({ url, headers, parts }) {
      const body = new Blob(parts as ConstructorParameters<typeof Blob>[0]);
      const answer = await fetch(url, { method: 'POST', headers: { ...headers }, body });
      return { status: answer.status, header: (name) => answer.headers.get(name) };
    },
    openSocket: (url, on) => browser.openSocket(url, on),
    watchNetwork: () => () => undefined,
    watchStorage: () => () => undefined,
  };
}
