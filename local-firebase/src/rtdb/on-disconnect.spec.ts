import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import { TestDatabase, type RawClient } from './testing/test-database.ts';

const NOW = 1_700_000_000_000;
let clock: ManualClock;
let database: TestDatabase;
let leaving: RawClient;
let watching: RawClient;
let isLocked = false;

beforeEach(async () => {
  clock = createManualClock(NOW);
  isLocked = false;
  database = await TestDatabase.start({
    clock,
    rules: { write: ({ paths }) => !isLocked && paths.every(([key]) => key !== 'no') },
  });
  [leaving, watching] = [await database.raw(), await database.raw()];
  await watching.ask('q', { p: '/', h: '' });
});

afterEach(() => database.close());

/** The next push that the watching client gets, whenever it comes. */
const heard = async (): Promise<unknown> => (await watching.next()).d;
const sets = (p: string, d: unknown): object => ({ a: 'd', b: { p, d } });

describe('V9: onDisconnect', () => {
  it('puts when the client says goodbye, with the time of that moment', async () => {
    await leaving.ask('o', { p: '/gone', d: { '.sv': 'timestamp' } });
    clock.advance(500);
    leaving.socket.close();
    expect(await heard()).toEqual(sets('gone', NOW + 500));
  });

  it('puts when the connection breaks', async () => {
    await leaving.ask('o', { p: '/gone', d: 1 });
    leaving.socket.terminate();
    expect(await heard()).toEqual(sets('gone', 1));
  });

  it('merges, keeping the rest', async () => {
    await watching.ask('p', { p: '/a', d: { x: 1, y: 1 } });
    await leaving.ask('om', { p: '/a', d: { y: null, 'z/w': 2 } });
    leaving.socket.terminate();
    expect(await heard()).toEqual({ a: 'm', b: { p: '', d: { 'a/y': null, 'a/z/w': 2 } } });
    expect((await watching.ask('g', { p: '/a', q: {} })).data).toEqual({ x: 1, z: { w: 2 } });
  });

  it('forgets what was cancelled, there and below', async () => {
    await leaving.ask('o', { p: '/a/b', d: 1 });
    await leaving.ask('om', { p: '/a', d: { c: 1, d: 1 } });
    await leaving.ask('o', { p: '/e', d: 1 });
    await leaving.ask('oc', { p: '/a/c', d: null });
    await leaving.ask('oc', { p: '/a/b', d: null });
    leaving.socket.terminate();
    expect(await heard()).toEqual(sets('a/d', 1));
    expect(await heard()).toEqual(sets('e', 1));
  });

  it('keeps only the last of what was asked for one place', async () => {
    await leaving.ask('o', { p: '/a/b', d: 1 });
    await leaving.ask('o', { p: '/a', d: { c: 2 } });
    leaving.socket.terminate();
    expect(await heard()).toEqual(sets('a', { c: 2 }));
  });

  it('asks the rules when it is registered, and again when it runs', async () => {
    expect((await leaving.ask('o', { p: '/no', d: 1 })).status).toBe('permission_denied');
    await leaving.ask('o', { p: '/a', d: 1 });
    isLocked = true;
    leaving.socket.close();
    await leaving.gone();
    expect((await watching.ask('g', { p: '/', q: {} })).data).toBeNull();
  });

  it('runs before a client that lost its connection is served on the next', async () => {
    await leaving.ask('o', { p: '/online', d: null });
    await leaving.ask('p', { p: '/online', d: 'first' });
    await watching.pushed();
    const next = await database.raw({ query: `&ls=${leaving.hello?.s ?? ''}` });
    await next.ask('p', { p: '/online', d: 'second' });
    expect([await heard(), await heard()]).toEqual([sets('online', null), sets('online', 'second')]);
    await leaving.gone();
    expect((await next.ask('g', { p: '/online', q: {} })).data).toBe('second');
  });

  it('an unknown old session harms nobody', async () => {
    const next = await database.raw({ query: '&ls=unknown' });
    expect((await next.ask('p', { p: '/a', d: 1 })).status).toBe('ok');
  });
});
