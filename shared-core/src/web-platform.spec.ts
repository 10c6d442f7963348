import { expect, it } from 'vitest';

import { createWebPlatform } from './web-platform.ts';
import type { WebHost, WebStorage } from './web-platform.ts';

function storage(texts: Map<string, string>): WebStorage {
  return {
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
  };
}

/** Events that a test fires. */
class FakeEvents {
  readonly #listeners = new Map<string, (event: never) => void>();

  addEventListener(type: string, listener: (event: never) => void, options?: { signal: never }): void {
    this.#listeners.set(type, listener);
    (options?.signal as AbortSignal | undefined)?.addEventListener('abort', () =>
      this.#listeners.delete(type),
    );
  }

  fire(type: string, event: unknown = {}): void {
    this.#listeners.get(type)?.(event as never);
  }
}

/** A request that a test answers by firing its events. */
class FakeRequest extends FakeEvents {
  static last: FakeRequest;
  status = 0;
  readonly sent: unknown[] = [];
  readonly upload = {
    addEventListener: (type: string, listener: (event: never) => void) =>
      this.addEventListener(`upload ${type}`, listener),
  };

  constructor() {
    super();
    FakeRequest.last = this;
  }

  open(method: string, url: string): void {
    this.sent.push(method, url);
  }

  setRequestHeader(name: string, value: string): void {
    this.sent.push([name, value]);
  }

  getResponseHeader(name: string): string {
    return `the ${name}`;
  }

  send(body: unknown): void {
    this.sent.push(body);
  }

  abort(): void {
    this.fire('abort');
  }
}

class FakeBlob {
  readonly parts: readonly unknown[];

  constructor(parts: readonly unknown[]) {
    this.parts = parts;
  }
}

/** A socket that a test opens and closes. */
class FakeSocket extends FakeEvents {
  static last: FakeSocket;
  readyState = 0;
  readonly sent: string[] = [];
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    if (url.startsWith('ws://forbidden')) throw new Error('SecurityError');
    FakeSocket.last = this;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
    this.fire('close');
  }
}

function host(more: Partial<WebHost> = {}): WebHost {
  return {
    crypto,
    localStorage: storage(new Map()),
    Blob: FakeBlob,
    XMLHttpRequest: FakeRequest,
    WebSocket: FakeSocket,
    AbortController,
    document: Object.assign(new FakeEvents(), { hidden: false }),
    addEventListener: () => undefined,
    fetch: () => Promise.reject(new Error('no network')),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer),
    ...more,
  };
}

it('keeps texts in the browser’s storage, and finds them by their beginning', () => {
  const texts = new Map([['foyer:a', '1']]);
  const { storage: kept } = createWebPlatform(host({ localStorage: storage(texts) }));
  kept?.set('foyer:b', '2');
  kept?.set('other', '3');
  expect(kept?.keys('foyer:')).toEqual(['foyer:a', 'foyer:b']);
  kept?.remove('foyer:a');
  expect([kept?.get('foyer:a'), kept?.get('foyer:b'), texts.size]).toEqual([null, '2', 2]);
});

it('has no storage where the browser blocks it, and does not look before it is asked', () => {
  let looked = 0;
  const blocked = host();
  Object.defineProperty(blocked, 'localStorage', {
    get() {
      looked += 1;
      throw new Error('SecurityError');
    },
  });
  const platform = createWebPlatform(blocked);
  expect(looked).toBe(0);
  expect([platform.storage, platform.storage, looked]).toEqual([null, null, 1]);
});

it('forgets instead of throwing when the storage is full', () => {
  const full = {
    ...storage(new Map()),
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  const platform = createWebPlatform(host({ localStorage: full }));
  platform.storage?.set('foyer:a', '1');
  expect(platform.storage?.get('foyer:a')).toBeNull();
});

it('sends an upload with its progress', async () => {
  const progress: number[] = [];
  const answer = createWebPlatform(host()).upload({
    url: 'https://files.test/o',
    headers: { Authorization: 'Firebase t' },
    parts: ['a', 'b'],
    onProgress: (fraction) => progress.push(fraction),
    onStart: () => undefined,
  });
  const request = FakeRequest.last;
  request.fire('upload progress', { loaded: 1, total: 4 });
  request.status = 200;
  request.fire('load');
  const stored = await answer;
  expect([stored.status, stored.header('X')]).toEqual([200, 'the X']);
  expect(progress).toEqual([0.25]);
  expect(request.sent).toEqual([
    'POST',
    'https://files.test/o',
    ['Authorization', 'Firebase t'],
    new FakeBlob(['a', 'b']),
  ]);
});

it.each(['error', 'timeout', 'abort'])('rejects an upload that ends by %s', async (end) => {
  const answer = createWebPlatform(host()).upload({
    url: 'https://files.test/o',
    headers: {},
    parts: [],
    onProgress: () => undefined,
    onStart: (abort) => end === 'abort' && queueMicrotask(abort),
  });
  if (end !== 'abort') FakeRequest.last.fire(end);
  await expect(answer).rejects.toThrow(end);
});

it('opens a socket, which takes texts while it is open', () => {
  const heard: string[] = [];
  const events = { message: (text: string) => heard.push(text), closed: () => heard.push('closed') };
  const socket = createWebPlatform(host()).openSocket('ws://chat.test', events);
  const { last } = FakeSocket;
  socket.send('too early');
  last.readyState = 1;
  socket.send('hello');
  last.fire('message', { data: 'you too' });
  socket.close();
  socket.send('too late');
  expect([last.url, last.sent, heard]).toEqual(['ws://chat.test', ['hello'], ['you too', 'closed']]);
});

it('takes a socket that may not even be tried for one that closes', async () => {
  const heard: string[] = [];
  const events = { message: () => undefined, closed: () => heard.push('closed') };
  const platform = createWebPlatform(host());
  platform.openSocket('ws://forbidden.test', events).send('nothing');
  platform.openSocket('ws://forbidden.test', { ...events, closed: () => heard.push('never') }).close();
  expect(heard).toEqual([]);
  await expect.poll(() => heard).toEqual(['closed']);
});

it('hears of the network, and of somebody who looks again, until it is stopped', () => {
  const page = new FakeEvents();
  const document = Object.assign(new FakeEvents(), { hidden: true });
  const told: boolean[] = [];
  const platform = createWebPlatform(
    host({ document, addEventListener: (...args) => page.addEventListener(...args) }),
  );
  const stop = platform.watchNetwork((isThere) => told.push(isThere));
  page.fire('offline');
  page.fire('online');
  document.fire('visibilitychange');
  document.hidden = false;
  document.fire('visibilitychange');
  stop();
  page.fire('offline');
  document.fire('visibilitychange');
  expect(told).toEqual([false, true, true]);
});

it('hears what other tabs store, until it is stopped', () => {
  const page = new FakeEvents();
  const told: unknown[] = [];
  const platform = createWebPlatform(host({ addEventListener: (...args) => page.addEventListener(...args) }));
  const stop = platform.watchStorage((...news) => told.push(news));
  page.fire('storage', { key: 'a', newValue: '1' });
  page.fire('storage', { key: 'a', newValue: null });
  // All of it was taken away at once.
  page.fire('storage', { key: null, newValue: null });
  stop();
  page.fire('storage', { key: 'b', newValue: '1' });
  expect(told).toEqual([
    ['a', '1'],
    ['a', null],
  ]);
});

it('makes ids from the browser’s randomness', () => {
  const { random } = createWebPlatform(host());
  expect(random(16)).toHaveLength(16);
  expect(random(16)).not.toEqual(random(16));
});
