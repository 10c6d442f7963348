import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { createDeskPorts } from '../firebase/desk-ports.ts';
import { createVisitorPorts } from '../firebase/visitor-ports.ts';
import type { Connection, DatabasePort, DataQuery } from '../ports.ts';
import { startLocalStack } from '../testing/local-stack.ts';
import type { LocalStack } from '../testing/local-stack.ts';
import { createNodePlatform } from '../testing/node-platform.ts';
import type { NodeTime } from '../testing/node-platform.ts';
import { SERVER_TIME } from '../model/updates.ts';

const OPEN = {
  '.read': true,
  '.write': true,
  list: { '.indexOn': 'at' },
  closed: { '.validate': false },
  $other: { list: { '.indexOn': 'at' } },
};

let stack: LocalStack;
const connections: Connection[] = [];

beforeAll(async () => {
  stack = await startLocalStack();
});
afterEach(async () => {
  stack.wire.heal();
  for (const connection of connections.splice(0)) await connection.close();
});
afterAll(() => stack.close());

type Client = 'our own client' | 'the SDK';
const clients: readonly Client[] = ['our own client', 'the SDK'];
let apps = 0;

async function connect(client: Client, time?: NodeTime): Promise<DatabasePort> {
  const platform = createNodePlatform(null, time);
  const ports =
    client === 'the SDK' ? createDeskPorts(platform, `port-${(apps += 1)}`) : createVisitorPorts(platform);
  const connection = ports.connect({ config: stack.config });
  connections.push(connection);
  await connection.auth.signIn(stack.mint({ id: 'op', role: 'operator', level: 2, sid: 's' }));
  return connection.database();
}

/** Everything that is told of a part of the database. */
function follow(database: DatabasePort, query: DataQuery) {
  const told: unknown[] = [];
  const failures: string[] = [];
  const stop = database.listen(
    query,
    (value) => told.push(value),
    (cause) => failures.push(cause.code),
  );
  return { told, failures, stop, last: () => told.at(-1) };
}

describe.each(clients)('%s', (client) => {
  async function fresh(time?: NodeTime): Promise<{ database: DatabasePort; at: string }> {
    await stack.setRules(OPEN);
    await stack.write({ list: null, closed: null, place: null });
    return { database: await connect(client, time), at: 'place' };
  }

  it('tells what there is, and every change of it', async () => {
    const { database, at } = await fresh();
    const place = follow(database, { path: at });
    await expect.poll(() => place.told).toEqual([null]);
    await stack.write({ [at]: { a: 1, deep: { b: 'x', c: true } } });
    await stack.write({ [`${at}/deep/b`]: 'y' });
    await stack.write({ [`${at}/a`]: 2, [`${at}/deep/c`]: null });
    await stack.write({ [`${at}/a`]: null, [`${at}/deep`]: null });
    await expect
      .poll(() => place.told)
      .toEqual([
        null,
        { a: 1, deep: { b: 'x', c: true } },
        { a: 1, deep: { b: 'y', c: true } },
        { a: 2, deep: { b: 'y' } },
        null,
      ]);
  });

  it('takes keys for keys: small numbers are no list, and `toString` no function', async () => {
    const { database, at } = await fresh();
    const place = follow(database, { path: at });
    const stored = { '0': 'a', '1': 'b', toString: 'c', constructor: { valueOf: 1 } };
    await database.update({ [at]: stored });
    await expect.poll(place.last).toEqual(stored);
    await database.update({ [at]: { '0': 'a', '1': 'b' } });
    await expect.poll(place.last).toEqual({ '0': 'a', '1': 'b' });
    expect(await database.read({ path: at })).toEqual({ '0': 'a', '1': 'b' });
  });

  it('follows the newest of a list, and lets go what falls out of it', async () => {
    const { database } = await fresh();
    const row = (at: number) => ({ at, text: `t${at}` });
    await stack.write({ list: { a: row(1), b: row(2), c: row(3) } });
    const newest = follow(database, { path: 'list', orderBy: 'at', limitToLast: 2 });
    await expect.poll(newest.last).toEqual({ b: row(2), c: row(3) });
    await stack.write({ 'list/d': row(4) });
    await expect.poll(newest.last).toEqual({ c: row(3), d: row(4) });
    await stack.write({ 'list/d': null });
    await expect.poll(newest.last).toEqual({ b: row(2), c: row(3) });
    await stack.write({ 'list/c/text': 'changed' });
    await expect.poll(newest.last).toEqual({ b: row(2), c: { at: 3, text: 'changed' } });
  });

  it('keeps listens apart: the same twice, one inside another, a list and its window', async () => {
    const { database } = await fresh();
    await stack.write({ list: { a: { at: 1 }, b: { at: 2 } } });
    const inner = follow(database, { path: 'list/a' });
    await expect.poll(inner.last).toEqual({ at: 1 });
    const whole = follow(database, { path: 'list' });
    const last = follow(database, { path: 'list', orderBy: 'at', limitToLast: 1 });
    await expect.poll(whole.last).toEqual({ a: { at: 1 }, b: { at: 2 } });
    await expect.poll(last.last).toEqual({ b: { at: 2 } });
    const again = follow(database, { path: 'list' });
    expect(again.told).toEqual([{ a: { at: 1 }, b: { at: 2 } }]);
    again.stop();
    whole.stop();
    await stack.write({ 'list/a/at': 5 });
    await expect.poll(inner.last).toEqual({ at: 5 });
    await expect.poll(last.last).toEqual({ a: { at: 5 } });
    expect([whole.told.length, again.told.length]).toEqual([1, 1]);
  });

  it('reads once: a place, a range, nothing, and what is refused', async () => {
    const { database } = await fresh();
    await stack.write({ list: { a: { at: 1 }, b: { at: 2 }, c: { at: 3 } } });
    expect(await database.read({ path: 'list/a/at' })).toBe(1);
    expect(await database.read({ path: 'list', orderBy: 'at', startAt: 2, limitToFirst: 1 })).toEqual({
      b: { at: 2 },
    });
    expect(await database.read({ path: 'list', orderBy: 'at', endAt: 2, limitToLast: 5 })).toEqual({
      a: { at: 1 },
      b: { at: 2 },
    });
    expect(await database.read({ path: 'list', orderBy: 'key', limitToLast: 1 })).toEqual({ c: { at: 3 } });
    expect(await database.read({ path: 'nowhere' })).toBeNull();
    await stack.setRules({});
    await expect(database.read({ path: 'list' })).rejects.toMatchObject({ code: 'refused' });
  });

  it('writes several places as one, with the server’s time, and says what is refused', async () => {
    const { database, at } = await fresh();
    const before = Date.now();
    await database.update({ [`${at}/a/at`]: SERVER_TIME, [`${at}/b`]: 'x'.repeat(100_000) });
    const stored = (await stack.read(at)) as { a: { at: number }; b: string };
    expect(stored.a.at).toBeGreaterThanOrEqual(before - 1000);
    expect(stored.b).toHaveLength(100_000);
    expect(Math.abs(database.serverNow() - Date.now())).toBeLessThan(1000);
    await expect(database.update({ [`${at}/b`]: 'no', 'closed/x': 1 })).rejects.toMatchObject({
      code: 'refused',
    });
    expect(await stack.read(`${at}/b`)).toHaveLength(100_000);
  });

  it('ends a listen that the rules take away, and one that they never gave', async () => {
    const { database, at } = await fresh();
    const place = follow(database, { path: at });
    const list = follow(database, { path: 'list', orderBy: 'at', limitToLast: 3 });
    await expect.poll(() => place.told.length + list.told.length).toBe(2);
    await stack.setRules({});
    await expect.poll(() => [place.failures, list.failures]).toEqual([['refused'], ['refused']]);
    const never = follow(database, { path: at });
    await expect.poll(() => never.failures).toEqual(['refused']);
    expect(never.told).toEqual([]);
  });

  it('takes up after a break what it listened to, and sends what was written meanwhile', async () => {
    const { database, at } = await fresh({ longestWaitMs: 1000 });
    await stack.write({ [at]: { a: 1 }, list: { a: { at: 1 } } });
    const place = follow(database, { path: at });
    const newest = follow(database, { path: 'list', orderBy: 'at', limitToLast: 1 });
    await expect.poll(newest.last).toEqual({ a: { at: 1 } });
    await expect.poll(place.last).toEqual({ a: 1 });
    stack.wire.cut();
    await expect.poll(() => database.connected.get()).toBe(false);
    await stack.write({ 'list/b': { at: 2 }, 'list/a': null });
    const written = database.update({ [`${at}/b`]: 2 });
    stack.wire.heal();
    await written;
    await expect.poll(newest.last).toEqual({ b: { at: 2 } });
    await expect.poll(place.last).toEqual({ a: 1, b: 2 });
    expect(await stack.read(at)).toEqual({ a: 1, b: 2 });
  }, 20_000);

  it('says `offline` where a read cannot be asked', async () => {
    const { database } = await fresh({ longestWaitMs: 200 });
    await expect.poll(() => database.connected.get()).toBe(true);
    stack.wire.cut();
    await expect(database.read({ path: 'list', orderBy: 'at', limitToLast: 7 })).rejects.toMatchObject({
      code: 'offline',
    });
  });

  it('leaves to the server what is to go with the connection, and can take that back', async () => {
    const { database, at } = await fresh();
    await database.update({ [at]: { goes: 1, stays: 1 } });
    await database.removeOnDisconnect(`${at}/goes`);
    await database.removeOnDisconnect(`${at}/stays`);
    await database.keepOnDisconnect(`${at}/stays`);
    database.goOffline();
    expect(database.connected.get()).toBe(false);
    await expect.poll(() => stack.read(at)).toEqual({ stays: 1 });
    database.goOnline();
    await expect.poll(() => database.connected.get()).toBe(true);
  });

  it('finds out that a link takes what is sent and lets nothing back', async () => {
    const { database, at } = await fresh({ longestWaitMs: 300 });
    await database.update({ [at]: 1 });
    stack.wire.mute();
    stack.wire.heal();
    await database.update({ [at]: 2 });
    expect(await stack.read(at)).toBe(2);
  });

  it('is over when it is closed', async () => {
    const { database, at } = await fresh();
    const place = follow(database, { path: at });
    await expect.poll(() => place.told).toEqual([null]);
    await connections.pop()?.close();
    await stack.write({ [at]: 1 });
    await expect(database.read({ path: at })).rejects.toMatchObject({ code: 'offline' });
    await expect(database.update({ [at]: 2 })).rejects.toMatchObject({ code: 'offline' });
    expect([place.told, await stack.read(at)]).toEqual([[null], 1]);
  });
});

it('takes keys for keys where the SDK does not: `__proto__`, and `hasOwnProperty` in what is written', async () => {
  await stack.setRules(OPEN);
  const own = await connect('our own client');
  const place = follow(own, { path: 'place' });
  await own.update({ 'place/__proto__': 'd', 'place/hasOwnProperty': { hasOwnProperty: 1 } });
  await expect
    .poll(() => Object.entries(place.last() ?? {}))
    .toEqual([
      ['__proto__', 'd'],
      ['hasOwnProperty', { hasOwnProperty: 1 }],
    ]);
});

describe('both clients, hearing the same', () => {
  const listened: readonly DataQuery[] = [
    { path: 'list' },
    { path: 'list/k1' },
    { path: 'list/k2/text' },
    { path: 'list', orderBy: 'at', limitToLast: 3 },
    { path: 'list', orderBy: 'at', startAt: 3, limitToFirst: 2 },
    { path: 'list', orderBy: 'at', startAt: 2, endAt: 6 },
    { path: 'list', orderBy: 'key', limitToFirst: 4 },
    { path: 'list', orderBy: 'at' },
  ];

  /** The same numbers for the same seed: mulberry32. */
  function numbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
  }

  it.each([1, 2, 3, 4, 5, 6])(
    'random writes and breaks, seed %i',
    async (seed) => {
      await stack.setRules(OPEN);
      await stack.write({ list: null });
      const random = numbers(seed);
      const own = await connect('our own client', { longestWaitMs: 1000 });
      const sdk = await connect('the SDK', { longestWaitMs: 1000 });
      const heard = listened.map((query) => ({ query, own: follow(own, query), sdk: follow(sdk, query) }));
      for (let step = 0; step < 60; step += 1) {
        const key = `list/k${random(6)}`;
        const row = { at: random(9), text: `t${random(99)}` };
        const change = [
          { [key]: row },
          { [key]: null },
          { [`${key}/at`]: random(9) },
          { [`${key}/text`]: random(4) === 0 ? null : 'x' },
          { [key]: row, [`list/k${6 + random(3)}/at`]: random(9) },
          { list: { [`k${random(6)}`]: row } },
        ][random(12)];
        if (change) await (random(2) === 0 ? own.update(change) : stack.write(change));
        else if (random(4) === 0) own.reconnect();
      }
      for (const { query, own: ours, sdk: theirs } of heard) {
        const stored = await own.read(query);
        // As text, because the order of the keys counts, too.
        const text = JSON.stringify(stored);
        await expect.poll(() => JSON.stringify(theirs.last())).toBe(text);
        await expect.poll(() => JSON.stringify(ours.last())).toBe(text);
        expect([ours.failures, theirs.failures]).toEqual([[], []]);
      }
    },
    30_000,
  );
});
