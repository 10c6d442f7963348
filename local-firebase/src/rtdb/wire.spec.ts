import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createManualClock } from '../clock.ts';
import { TestDatabase, type RawClient } from './testing/test-database.ts';

const NOW = 1_700_000_000_000;
let database: TestDatabase;
let client: RawClient;

beforeEach(async () => {
  database = await TestDatabase.start({ clock: createManualClock(NOW) });
  client = await database.raw();
});

afterEach(() => database.close());

const push = (a: string, p: string, d: unknown, t?: number): object => ({
  a,
  b: { p, d, ...(t === undefined ? {} : { t }) },
});

describe('W: frames', () => {
  it('W1: greets with the time of a millisecond ago, version, host and a session of its own', async () => {
    const other = await database.raw();
    expect(client.hello).toMatchObject({ ts: NOW - 1, v: '5', h: `127.0.0.1:${database.port}` });
    expect(client.hello?.s).toMatch(/^[-\w]{32}$/);
    expect(other.hello?.s).not.toBe(client.hello?.s);
  });

  it('W2: puts a message together from announced slices', async () => {
    const text = 'a'.repeat(40_000) + '\ud83d\ude00';
    const message = JSON.stringify({ t: 'd', d: { r: 77, a: 'p', b: { p: '/long', d: text } } });
    const slices = message.match(/[\s\S]{1,16384}/g) ?? [];
    client.socket.send(String(slices.length));
    for (const slice of slices) client.socket.send(slice);
    expect(await client.next()).toEqual({ t: 'd', d: { r: 77, b: { s: 'ok', d: '' } } });
    expect((await client.ask('g', { p: '/long', q: {} })).data).toBe(text);
  });

  it('W3: ignores keep-alives and answers pings', async () => {
    client.socket.send('0');
    client.socket.send('{"t":"c","d":{"t":"p","d":{}}}');
    expect(await client.next()).toEqual({ t: 'c', d: { t: 'o', d: null } });
  });

  it('W4: answers every request by its number, in order, all of one turn included', async () => {
    const requests = [
      { r: 9, a: 'p', b: { p: '/a', d: 1 } },
      { r: 3, a: 'g', b: { p: '/a', q: {} } },
      { r: 3, a: 'p', b: { p: '/a/b.c', d: 1 } },
      { r: 0, a: 's', b: {} },
    ];
    for (const request of requests) client.socket.send(JSON.stringify({ t: 'd', d: request }));
    // The goodbye comes in the same turn; what was asked before it is answered before it.
    client.socket.close(1000);
    const answers = [];
    for (const _ of requests) answers.push((await client.next()).d);
    expect(answers).toEqual([
      { r: 9, b: { s: 'ok', d: '' } },
      { r: 3, b: { s: 'ok', d: 1 } },
      { r: 3, b: { s: 'invalid_request', d: expect.any(String) as string } },
      { r: 0, b: { s: 'ok', d: '' } },
    ]);
    expect(await client.gone()).toBe(1000);
  });

  it.each(['{', '[]', '{"t":"x","d":1}', '{"t":"d","d":{"a":"p"}}', '999999'])(
    'W5: disconnects whoever sends %s',
    async (frame) => {
      client.socket.send(frame);
      expect(await client.gone()).toBe(1008);
    },
  );

  it('W5: answers an action it does not know', async () => {
    expect(await client.ask('zz', {})).toMatchObject({ status: 'invalid_request' });
  });

  it('W6: refuses to upgrade anything but .ws', async () => {
    const socket = new WebSocket(`${database.url.replace('http', 'ws')}/other`);
    const refused = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(refused.message).toContain('404');
  });

  it.each(['..', '.', 'a/b', '%2e%2e', ''])('W8: refuses the namespace %j', async (name) => {
    const socket = new WebSocket(
      `${database.url.replace('http', 'ws')}/.ws?v=5&ns=${encodeURIComponent(name)}`,
    );
    const refused = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(refused.message).toContain('400');
    expect((await fetch(`${database.url}/.json?ns=${encodeURIComponent(name)}`)).status).toBe(400);
  });

  it('W8: keeps namespaces apart', async () => {
    const other = await database.raw({ namespace: 'another' });
    await client.ask('p', { p: '/a', d: 1 });
    expect((await other.ask('g', { p: '/a', q: {} })).data).toBeNull();
  });

  it('W7: ends a connection that answers neither data nor pings, and keeps one that does', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    database.onClose(() => vi.useRealTimers());
    const own = await TestDatabase.start();
    database.onClose(() => own.close());
    const awake = await own.raw();
    const asleep = new WebSocket(`ws://127.0.0.1:${own.port}/.ws?v=5`, { autoPong: false });
    await once(asleep, 'message');
    const pings = [once(awake.socket, 'ping'), once(asleep, 'ping')];
    vi.advanceTimersByTime(45_000);
    await Promise.all(pings);
    // Its pong is read before what follows it.
    await awake.pushed();
    const ended = once(asleep, 'close');
    vi.advanceTimersByTime(45_000);
    expect((await ended)[0]).toBe(1006);
    expect(await awake.ask('s', {})).toMatchObject({ status: 'ok' });
  });
});

describe('L: listens', () => {
  it('L1: sends the data, then says ok', async () => {
    await client.ask('p', { p: '/a', d: { b: 1 } });
    expect(await client.ask('q', { p: '/a', h: '' })).toEqual({
      pushes: [push('d', 'a', { b: 1 })],
      status: 'ok',
      data: {},
    });
    expect(await client.ask('q', { p: '/none', h: '' })).toMatchObject({ pushes: [push('d', 'none', null)] });
  });

  it('L2: sends a writer who listens the news before the answer', async () => {
    await client.ask('q', { p: '/a', h: '' });
    expect(await client.ask('p', { p: '/a/b', d: { '.sv': 'timestamp' } })).toEqual({
      pushes: [push('d', 'a/b', NOW)],
      status: 'ok',
      data: '',
    });
  });

  it('L3: sends one merge for one update, and only what lies below the listen', async () => {
    await client.ask('p', { p: '/', d: { a: { x: 1, same: 5 }, b: 1 } });
    await client.ask('q', { p: '/a', h: '' });
    await client.ask('q', { p: '/b', h: '' });
    const { pushes } = await client.ask('m', {
      p: '/',
      d: { 'a/x': 2, 'a/y/z': 3, 'a/same': 5, b: null, c: 9 },
    });
    expect(pushes).toEqual([push('m', 'a', { x: 2, 'y/z': 3 }), push('d', 'b', null)]);
  });

  it('L3: tells a listener below a write only what changed for it', async () => {
    await client.ask('p', { p: '/a', d: { b: { c: 1 }, d: 1 } });
    await client.ask('q', { p: '/a/b/c', h: '' });
    expect((await client.ask('p', { p: '/a', d: { b: { c: 1 }, d: 2 } })).pushes).toEqual([]);
    expect((await client.ask('p', { p: '/a', d: null })).pushes).toEqual([push('d', 'a/b/c', null)]);
  });

  it('L3: says nothing about a write that changes nothing', async () => {
    await client.ask('p', { p: '/a', d: { b: [1, { c: 'x' }] } });
    await client.ask('q', { p: '/', h: '' });
    expect((await client.ask('p', { p: '/a', d: { b: [1, { c: 'x' }] } })).pushes).toEqual([]);
  });

  it('L4: tags what a query hears, and sends rows that move in and out', async () => {
    await client.ask('p', { p: '/list', d: { a: 1, b: 2, c: 3 } });
    const query = { l: 2, vf: 'r', i: '.key' };
    expect((await client.ask('q', { p: '/list', q: query, t: 7, h: '' })).pushes).toEqual([
      push('d', 'list', { b: 2, c: 3 }, 7),
    ]);
    expect((await client.ask('p', { p: '/list/a', d: 9 })).pushes).toEqual([]);
    expect((await client.ask('p', { p: '/list/c', d: { deep: 1 } })).pushes).toEqual([
      push('d', 'list/c', { deep: 1 }, 7),
    ]);
    expect((await client.ask('p', { p: '/list/c/deep', d: 2 })).pushes).toEqual([
      push('d', 'list/c/deep', 2, 7),
    ]);
    expect((await client.ask('p', { p: '/list/d', d: 4 })).pushes).toEqual([
      push('m', 'list', { b: null, d: 4 }, 7),
    ]);
    expect((await client.ask('p', { p: '/list/d', d: null })).pushes).toEqual([
      push('m', 'list', { d: null, b: 2 }, 7),
    ]);
  });

  it('L5: an order without bounds is a plain listen', async () => {
    expect((await client.ask('q', { p: '/a', q: { i: 'x' }, h: '' })).pushes).toEqual([push('d', 'a', null)]);
  });

  it('L6: leaves the data out for a client whose hash shows that it has it', async () => {
    await client.ask('p', { p: '/a', d: 1 });
    const hash = database.server.namespace('demo-test-default-rtdb').root.child('a').hash();
    expect((await client.ask('q', { p: '/a', h: hash })).pushes).toEqual([]);
    expect((await client.ask('q', { p: '/a', h: 'other' })).pushes).toEqual([push('d', 'a', 1)]);
  });

  it('L7: is silent after the unlisten, for that query and tag only', async () => {
    const query = { l: 1, vf: 'l', i: '.key' };
    await client.ask('q', { p: '/a', h: '' });
    await client.ask('q', { p: '/a', q: query, t: 1, h: '' });
    await client.ask('n', { p: '/a', q: query, t: 1 });
    expect((await client.ask('p', { p: '/a/b', d: 1 })).pushes).toEqual([push('d', 'a/b', 1)]);
    await client.ask('n', { p: '/a' });
    expect((await client.ask('p', { p: '/a/b', d: 2 })).pushes).toEqual([]);
  });

  it('L8: of two plain listens of one client, one above the other, the upper one is served', async () => {
    await client.ask('q', { p: '/a/b', h: '' });
    await client.ask('q', { p: '/a', h: '' });
    expect((await client.ask('p', { p: '/a/b/c', d: 1 })).pushes).toEqual([push('d', 'a/b/c', 1)]);
    expect((await client.ask('p', { p: '/a', d: { b: 5 } })).pushes).toEqual([push('d', 'a', { b: 5 })]);
  });

  it('L9: warns of a query whose index the rules lack', async () => {
    const indexed = await TestDatabase.start({ rules: { indexes: { list: ['x/y', '.value'] } } });
    database.onClose(() => indexed.close());
    const reader = await indexed.raw();
    const listen = async (i: string, p = '/list'): Promise<unknown> =>
      (await reader.ask('q', { p, q: { i, l: 1, vf: 'l' }, t: 1, h: '' })).data;
    expect(await listen('x/y')).toEqual({});
    expect(await listen('.value')).toEqual({});
    expect(await listen('.key')).toEqual({});
    expect(await listen('z')).toEqual({ w: ['no_index'] });
    expect(await listen('.value', '/other')).toEqual({ w: ['no_index'] });
  });
});

describe('V: writes', () => {
  it('V1: keeps what a put does not name, and prunes what it empties', async () => {
    await client.ask('p', { p: '/a', d: { b: 1, c: 2 } });
    await client.ask('p', { p: '/a/b', d: null });
    await client.ask('p', { p: '/a/d', d: {} });
    expect((await client.ask('g', { p: '/', q: {} })).data).toEqual({ a: { c: 2 } });
  });

  it('V3: sets the time of the commit and increments, nested, merged and as a priority', async () => {
    await client.ask('p', { p: '/a', d: { n: 5, s: 'x', at: { '.sv': 'timestamp' } } });
    const increment = (by: number): object => ({ '.sv': { increment: by } });
    await client.ask('m', { p: '/a', d: { n: increment(2), s: increment(1), 'new/n': increment(-1.5) } });
    await client.ask('p', { p: '/a/p', d: { '.value': 1, '.priority': { '.sv': 'timestamp' } } });
    expect((await client.ask('g', { p: '/a', q: {} })).data).toEqual({
      n: 7,
      s: 1,
      at: NOW,
      new: { n: -1.5 },
      p: { '.value': 1, '.priority': NOW },
    });
    expect(await client.ask('p', { p: '/a', d: { '.sv': 'nonsense' } })).toMatchObject({
      status: 'invalid_request',
    });
  });

  it('V4: sets a priority alone, keeps it over child writes, drops it with a put', async () => {
    await client.ask('p', { p: '/a', d: { b: 1 } });
    await client.ask('p', { p: '/a/.priority', d: 'x' });
    await client.ask('p', { p: '/a/c', d: 2 });
    expect((await client.ask('g', { p: '/a', q: {} })).data).toEqual({ '.priority': 'x', b: 1, c: 2 });
    await client.ask('p', { p: '/a', d: { b: 1 } });
    expect((await client.ask('g', { p: '/a', q: {} })).data).toEqual({ b: 1 });
  });

  it('V5: refuses a write on top of another state than the writer saw, with fresh data first', async () => {
    const other = await database.raw();
    await client.ask('q', { p: '/n', h: '' });
    expect((await client.ask('p', { p: '/n', d: 1, h: '' })).status).toBe('ok');
    await other.ask('p', { p: '/n', d: 2 });
    await client.pushed();
    expect(await client.ask('p', { p: '/n', d: 3, h: '' })).toEqual({
      pushes: [push('d', 'n', 2)],
      status: 'datastale',
      data: 'Transaction hash does not match',
    });
    const { hash } = { hash: database.server.namespace('demo-test-default-rtdb').root.child('n').hash() };
    expect((await client.ask('p', { p: '/n', d: 3, h: hash })).status).toBe('ok');
  });

  it.each<[string, string, unknown]>([
    ['a forbidden character in a path', '/a.b', 1],
    ['a forbidden character in a key', '/a', { 'b#c': 1 }],
    ['33 levels', `/${Array.from({ length: 32 }, () => 'k').join('/')}`, { x: 1 }],
    ['a key of 769 bytes', '/a', { ['k'.repeat(769)]: 1 }],
    ['a record as a leaf', '/a', { '.value': { b: 1 } }],
  ])('V6: refuses %s and changes nothing', async (_, p, d) => {
    expect((await client.ask('p', { p, d })).status).toBe('invalid_request');
    expect((await client.ask('g', { p: '/', q: {} })).data).toBeNull();
  });

  it('V6: refuses a string over 10 MB', async () => {
    expect((await client.ask('p', { p: '/a', d: 'x'.repeat(10 * 1024 * 1024 + 1) })).status).toBe('too_big');
    expect((await client.ask('p', { p: '/a', d: 'x'.repeat(1024 * 1024) })).status).toBe('ok');
  });

  it('V7: disconnects whoever sends more than 16 MB in one message', async () => {
    client.socket.send('1100');
    for (let count = 0; count < 1030; count++) client.socket.send(' '.repeat(16_384));
    expect(await client.gone()).toBe(1008);
  });

  it('V2: a merge is one commit or none', async () => {
    const strict = await TestDatabase.start({
      rules: { write: ({ paths }) => paths.every((path) => path[0] === 'ok') },
    });
    database.onClose(() => strict.close());
    const writer = await strict.raw();
    expect((await writer.ask('m', { p: '/', d: { 'ok/a': 1, 'no/b': 2 } })).status).toBe('permission_denied');
    expect((await writer.ask('m', { p: '/', d: { 'ok/a': 1, 'ok/a/b': 2 } })).status).toBe('invalid_request');
    expect((await writer.ask('g', { p: '/', q: {} })).data).toBeNull();
    expect((await writer.ask('m', { p: '/ok', d: { a: 1, 'b/c': 2 } })).status).toBe('ok');
    expect((await writer.ask('g', { p: '/', q: {} })).data).toEqual({ ok: { a: 1, b: { c: 2 } } });
  });

  it('V8: rules judge all paths of a write against one final state, server values resolved', async () => {
    const seen: unknown[] = [];
    const watched = await TestDatabase.start({
      clock: createManualClock(NOW),
      rules: {
        write: ({ paths, before, after, now }) => {
          seen.push([paths, before.isEmpty(), after.at(['a', 'at']).value === now, after.child('b').value]);
          return true;
        },
      },
    });
    database.onClose(() => watched.close());
    await (await watched.raw()).ask('m', { p: '/', d: { 'a/at': { '.sv': 'timestamp' }, b: 2 } });
    expect(seen).toEqual([[[['a', 'at'], ['b']], true, true, 2]]);
  });
});
