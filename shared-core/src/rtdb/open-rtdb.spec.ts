import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

import type { DataQuery } from '../ports.ts';
import { createNodePlatform } from '../testing/node-platform.ts';
import { openRtdb } from './open-rtdb.ts';

/** A server that says what a test makes it say; what a client says is in `said`, frame by frame. */
interface Scripted {
  readonly host: string;
  readonly urls: string[];
  readonly said: string[];
  socket(): WebSocket;
  control(t: string, d: unknown): void;
  data(d: unknown): void;
}

const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function script({ hello = true, auth = 'ok' } = {}): Promise<Scripted & { auth: string }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  closers.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  let socket: WebSocket | undefined;
  const send = (message: unknown) => socket?.send(JSON.stringify(message));
  const scripted = {
    auth,
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    urls: [] as string[],
    said: [] as string[],
    socket: () => socket as WebSocket,
    control: (t: string, d: unknown) => send({ t: 'c', d: { t, d } }),
    data: (d: unknown) => send({ t: 'd', d }),
  };
  server.on('connection', (next, request) => {
    socket = next;
    scripted.urls.push(request.url ?? '');
    next.on('message', (frame: Buffer) => {
      const text = frame.toString();
      scripted.said.push(text);
      if (!text.startsWith('{') || !text.endsWith('}')) return;
      const { d } = JSON.parse(text) as { d: { r: number; a: string } };
      if (d.a === 'auth') scripted.data({ r: d.r, b: { s: scripted.auth, d: '' } });
    });
    if (hello)
      scripted.control('h', {
        ts: Date.now(),
        v: '5',
        h: scripted.host,
        s: `session-${scripted.urls.length}`,
      });
  });
  return scripted;
}

function open(server: Scripted, { longestWaitMs = 1000 } = {}) {
  const asked: boolean[] = [];
  const network: { tell?: (isThere: boolean) => void } = {};
  const platform = {
    ...createNodePlatform(null, { longestWaitMs }),
    watchNetwork(tell: (isThere: boolean) => void) {
      network.tell = tell;
      return () => delete network.tell;
    },
  };
  const config = {
    apiKey: 'key',
    appId: '1:1:web:1',
    projectId: 'demo',
    // As on the live service, the server's word about its host counts.
    databaseURL: `http://${server.host}/?ns=shop`,
    storageBucket: 'bucket',
    region: 'europe-west1',
  };
  const tokens: { tell?: (token: string | null) => void } = {};
  const database = openRtdb(config, platform, {
    getToken(force) {
      asked.push(force);
      return Promise.resolve(`token-${asked.length}`);
    },
    onToken(tell) {
      tokens.tell = tell;
      return () => delete tokens.tell;
    },
  });
  closers.push(() => database.close());
  return { database, port: database.port, asked, network, tokens };
}

const actions = ({ said }: Scripted): string[] =>
  said.filter((text) => text.startsWith('{')).map((text) => (JSON.parse(text) as { d: { a: string } }).d.a);

it('names the namespace, the app, and at each later connection the session before', async () => {
  const server = await script();
  const { port } = open(server);
  await expect.poll(() => port.connected.get()).toBe(true);
  expect(server.urls).toEqual(['/.ws?v=5&p=1%3A1%3Aweb%3A1&ns=shop']);
  server.socket().close();
  await expect.poll(() => server.urls[1]).toBe('/.ws?v=5&p=1%3A1%3Aweb%3A1&ns=shop&ls=session-1');
});

it('signs in before it asks for anything', async () => {
  const server = await script();
  const { port } = open(server);
  port.listen(
    { path: 'a' },
    () => undefined,
    () => undefined,
  );
  void port.update({ b: 1 }).catch(() => undefined);
  await expect.poll(() => actions(server)).toEqual(['auth', 'q', 'm']);
});

it('goes where the server sends it, and stays there', async () => {
  const [first, second] = [await script({ hello: false }), await script()];
  const { port } = open(first);
  await expect.poll(() => first.urls.length).toBe(1);
  first.control('r', second.host);
  await expect.poll(() => port.connected.get()).toBe(true);
  second.socket().close();
  await expect.poll(() => second.urls.length).toBe(2);
  expect(first.urls).toHaveLength(1);
});

it('stays away from a server that wants nobody, until somebody wants to go online', async () => {
  const server = await script();
  const { port } = open(server, { longestWaitMs: 100 });
  await expect.poll(() => port.connected.get()).toBe(true);
  const before = server.urls.length;
  server.control('s', 'no more');
  await expect.poll(() => port.connected.get()).toBe(false);
  // Many times the longest wait of this platform.
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(server.urls).toHaveLength(before);
  port.goOnline();
  await expect.poll(() => port.connected.get()).toBe(true);
});

it('comes with another token when one is refused or revoked', async () => {
  const server = await script({ auth: 'invalid_token' });
  const { port, asked } = open(server, { longestWaitMs: 300 });
  await expect.poll(() => asked.slice(0, 3)).toEqual([false, true, true]);
  server.auth = 'ok';
  await expect.poll(() => port.connected.get()).toBe(true);
  const before = asked.length;
  server.data({ a: 'ac', b: { s: 'expired_token', d: 'Auth token is expired.' } });
  await expect.poll(() => asked.slice(before)).toEqual([true]);
});

it('tells the server of a new token, and of the end of the sign-in', async () => {
  const server = await script();
  const { port, tokens } = open(server);
  await expect.poll(() => port.connected.get()).toBe(true);
  tokens.tell?.('another');
  tokens.tell?.(null);
  await expect.poll(() => actions(server)).toEqual(['auth', 'auth', 'unauth']);
  expect(server.said[1]).toContain('another');
});

it('joins what comes in slices, and cuts what is long', async () => {
  const server = await script();
  const { port } = open(server, { longestWaitMs: Infinity });
  const told: unknown[] = [];
  port.listen(
    { path: 'a' },
    (value) => told.push(value),
    () => undefined,
  );
  await expect.poll(() => actions(server)).toContain('q');
  const push = JSON.stringify({ t: 'd', d: { a: 'd', b: { p: 'a', d: 'x'.repeat(40) } } });
  for (const frame of ['0', '2', push.slice(0, 20), push.slice(20)]) server.socket().send(frame);
  await expect.poll(() => told).toEqual(['x'.repeat(40)]);
  server.said.length = 0;
  void port.update({ long: 'y'.repeat(40_000) }).catch(() => undefined);
  await expect.poll(() => server.said.length).toBe(4);
  const [count, ...slices] = server.said;
  expect(count).toBe('3');
  expect(Math.max(...slices.map(({ length }) => length))).toBe(16_384);
  expect(JSON.parse(slices.join(''))).toMatchObject({ t: 'd', d: { a: 'm', b: { p: '/' } } });
});

it('keeps to what it asked for, whatever the server sends beyond', async () => {
  const server = await script();
  const { port } = open(server);
  const told: unknown[] = [];
  const list = { path: 'list', orderBy: 'at' };
  const hear = (query: DataQuery) =>
    port.listen(
      query,
      (value) => told.push(Object.keys(value ?? {}).join()),
      () => undefined,
    );
  hear({ ...list, limitToLast: 2 });
  hear({ ...list, startAt: 2, endAt: 3 });
  hear({ path: 'list', limitToFirst: 1 });
  await expect.poll(() => actions(server).filter((action) => action === 'q').length).toBe(3);
  const push = (tag: number, p: string, d: unknown) => server.data({ a: 'd', b: { p, d, t: tag } });
  const rows = {
    c: { at: 1 },
    a: { at: 2 },
    d: { at: 2 },
    b: { at: 3 },
    e: { text: 'no time' },
    f: { at: 'x' },
  };
  for (const tag of [1, 2, 3]) push(tag, 'list', rows);
  await expect.poll(() => told).toEqual(['b,f', 'a,b,d', 'a']);
  // What has come in pushes out what stood there, though the server says nothing of that.
  push(1, 'list/g', { at: 4 });
  push(1, 'list/f', null);
  push(2, 'list/a/at', 9);
  await expect.poll(() => told.slice(3)).toEqual(['f,g', 'g', 'b,d']);
});

it('leaves a connection that says something else than messages', async () => {
  const server = await script();
  const { port } = open(server);
  await expect.poll(() => port.connected.get()).toBe(true);
  server.socket().send('<html>Sign in to this network</html>');
  await expect.poll(() => server.urls.length).toBe(2);
});

it('keeps a silent connection alive, and gives up a server that never says hello', async () => {
  const server = await script();
  const { port } = open(server, { longestWaitMs: 100 });
  await expect.poll(() => server.said).toContain('0');
  expect(port.connected.get()).toBe(true);
  const silent = await script({ hello: false });
  open(silent, { longestWaitMs: 100 });
  await expect.poll(() => silent.urls.length).toBeGreaterThan(1);
});

it('believes the page about its network: gone at once, and tried again at once', async () => {
  const server = await script();
  const { port, network } = open(server, { longestWaitMs: Infinity });
  await expect.poll(() => port.connected.get()).toBe(true);
  network.tell?.(false);
  expect(port.connected.get()).toBe(false);
  network.tell?.(true);
  await expect.poll(() => port.connected.get()).toBe(true);
});

it('leaves nothing waiting when it is closed', async () => {
  const server = await script({ hello: false });
  const { database, port } = open(server, { longestWaitMs: Infinity });
  const written = port.update({ a: 1 });
  database.close();
  await expect(written).rejects.toMatchObject({ code: 'offline' });
});
