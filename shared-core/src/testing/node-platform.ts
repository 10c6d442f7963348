import { randomBytes } from 'node:crypto';

import type { KeyValueStorage, Platform } from '../platform.ts';
import { createWebPlatform } from '../web-platform.ts';

export interface NodeTime {
  /** Timers run after so many milliseconds at the latest: for what a product waits long for. */
  readonly longestWaitMs?: number;
  /** Every wait is divided by this: what lies seconds apart stays in its order. */
  readonly haste?: number;
  /** How far the local clock is off, in milliseconds. */
  readonly clockError?: () => number;
}

/** What Node lends; `storage` is handed over, so that two chats can be two tabs of one browser, or a reload. */
export function createNodePlatform(
  storage: KeyValueStorage | null,
  { longestWaitMs = Infinity, haste = 1, clockError = () => 0 }: NodeTime = {},
): Platform {
  // Node has a browser's WebSocket.
  const browser = createWebPlatform(globalThis as never);
  return {
    now: () => Date.now() + clockError(),
    setTimeout(run, ms) {
      const timer = setTimeout(run, Math.min(ms / haste, longestWaitMs));
      return () => clearTimeout(timer);
    },
    random: (count) => new Uint8Array(randomBytes(count)),
    storage,
    fetch: (url, request) => fetch(url, request),
    async upload({ url, headers, parts, onProgress, onStart }) {
      const controller = new AbortController();
      onStart(() => controller.abort());
      const body = new Blob(parts as BlobPart[]);
      const answer = await fetch(url, { method: 'POST', headers, body, signal: controller.signal });
      onProgress(1);
      return { status: answer.status, header: (name) => answer.headers.get(name) };
    },
    openSocket: (url, on) => browser.openSocket(url, on),
    watchNetwork: () => () => undefined,
    watchStorage: () => () => undefined,
  };
}

type BlobPart = ConstructorParameters<typeof Blob>[0] extends Iterable<infer Part> | undefined ? Part : never;
