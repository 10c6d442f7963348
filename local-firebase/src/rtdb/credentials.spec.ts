import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import { TestDatabase, testRules, type RawClient } from './testing/test-database.ts';

const NOW = 1_700_000_000_000;
let clock: ManualClock;
let database: TestDatabase;
let client: RawClient;

beforeEach(async () => {
  clock = createManualClock(NOW);
  database = await TestDatabase.start({
    clock,
    rules: {
      read: ({ path, auth }) => path[0] === 'open' || (auth !== null && path[0] === auth.uid),
      write: ({ paths, auth }) => auth !== null && paths.every((path) => path[0] === auth.uid),
    },
  });
  client = await database.raw();
});

afterEach(() => database.close());

const status = async (action: string, body: object): Promise<string> =>
  (await client.ask(action, body)).status;

describe('C: credentials', () => {
  it('C1: signs in with a token and says who that is', async () => {
    expect(await status('q', { p: '/ada', h: '' })).toBe('permission_denied');
    expect(await client.ask('auth', { cred: 'user:ada' })).toMatchObject({
      status: 'ok',
      data: {
        auth: { uid: 'ada', user_id: 'ada', provider: 'custom', token: { sub: 'ada' } },
        expires: NOW / 1000 + 3600,
      },
    });
    expect(await status('q', { p: '/ada', h: '' })).toBe('ok');
    expect(await status('p', { p: '/ada/x', d: 1 })).toBe('ok');
    expect(await status('p', { p: '/bob/x', d: 1 })).toBe('permission_denied');
    expect(await status('g', { p: '/bob', q: {} })).toBe('permission_denied');
  });

  it('C1: refuses a broken or expired token and leaves everything as it was', async () => {
    await client.ask('auth', { cred: 'user:ada' });
    expect(await client.ask('auth', { cred: 'nonsense' })).toMatchObject({
      status: 'invalid_token',
      data: 'Could not parse auth token.',
    });
    expect(await status('auth', { cred: `user:bob:${NOW}` })).toBe('expired_token');
    expect(await status('auth', {})).toBe('invalid_token');
    expect(await status('g', { p: '/ada', q: {} })).toBe('ok');
  });

  it('C2: owner stands above the rules', async () => {
    expect(await status('gauth', { cred: 'owner' })).toBe('ok');
    expect(await status('p', { p: '/bob', d: 1 })).toBe('ok');
  });

  it.each([['https://evil.example'], ['null'], ['http://127.0.0.1.evil.example']])(
    'C6: refuses owner on a socket opened by the page %s',
    async (origin) => {
      const foreign = await database.raw({ headers: { Origin: origin } });
      expect((await foreign.ask('gauth', { cred: 'owner' })).status).toBe('invalid_token');
      expect((await foreign.ask('auth', { cred: 'owner' })).status).toBe('invalid_token');
      expect((await foreign.ask('p', { p: '/bob', d: 1 })).status).toBe('permission_denied');
      expect((await foreign.ask('auth', { cred: 'user:bob' })).status).toBe('ok');
    },
  );

  it('C6: refuses owner where the Host was pointed at this machine, takes it from a local page', async () => {
    const rebound = await database.raw({ headers: { Host: 'evil.example' } });
    expect((await rebound.ask('gauth', { cred: 'owner' })).status).toBe('invalid_token');
    const local = await database.raw({ headers: { Origin: 'http://localhost:5000' } });
    expect((await local.ask('gauth', { cred: 'owner' })).status).toBe('ok');
  });

  it('C3: owner may act as somebody, or nobody, under the rules', async () => {
    await client.ask('gauth', { cred: 'owner', authvar: { uid: 'ada' } });
    expect([await status('p', { p: '/ada', d: 1 }), await status('p', { p: '/bob', d: 1 })]).toEqual([
      'ok',
      'permission_denied',
    ]);
    await client.ask('gauth', { cred: 'owner', noauth: true });
    expect(await status('p', { p: '/ada', d: 1 })).toBe('permission_denied');
  });

  it('C4: signing out ends the listens that needed the user', async () => {
    await client.ask('auth', { cred: 'user:ada' });
    const query = { i: '.key', l: 1, vf: 'l' };
    await client.ask('q', { p: '/open', h: '' });
    await client.ask('q', { p: '/ada', h: '' });
    await client.ask('q', { p: '/ada/list', q: query, t: 1, h: '' });
    const { pushes } = await client.ask('unauth', {});
    expect(pushes).toEqual([
      { a: 'c', b: { p: 'ada' } },
      { a: 'c', b: { p: 'ada/list', q: [query] } },
    ]);
    await client.ask('gauth', { cred: 'owner' });
    expect((await client.ask('m', { p: '/', d: { open: 1, 'ada/list/x': 1 } })).pushes).toEqual([
      { a: 'd', b: { p: 'open', d: 1 } },
    ]);
  });

  it('C5: announces the end of a token and forgets the user then', async () => {
    await client.ask('auth', { cred: `user:ada:${NOW + 5000}` });
    await client.ask('q', { p: '/ada', h: '' });
    clock.advance(4999);
    expect(await client.pushed()).toEqual([]);
    clock.advance(1);
    expect(await client.pushed()).toEqual([
      { a: 'ac', b: { s: 'expired_token', d: 'Auth token is expired.' } },
      { a: 'c', b: { p: 'ada' } },
    ]);
    expect(await status('g', { p: '/ada', q: {} })).toBe('permission_denied');
  });

  it('C5: a newer token takes the place of the older one and its end', async () => {
    await client.ask('auth', { cred: `user:ada:${NOW + 5000}` });
    await client.ask('auth', { cred: `user:ada:${NOW + 9000}` });
    clock.advance(6000);
    expect(await client.pushed()).toEqual([]);
    expect(await status('g', { p: '/ada', q: {} })).toBe('ok');
  });

  it('C7: stricter rules end the listens they forbid', async () => {
    await client.ask('auth', { cred: 'user:ada' });
    await client.ask('q', { p: '/ada', h: '' });
    database.server.namespace('demo-test-default-rtdb').rules = testRules({ read: () => false });
    expect(await client.pushed()).toEqual([{ a: 'c', b: { p: 'ada' } }]);
  });

  it('C8: on request, a write that takes a permission away ends the listens it carried', async () => {
    const strict = await TestDatabase.start({
      recheckListens: true,
      rules: { read: ({ path, root }) => path[0] !== 'room' || root.child('open').value === true },
    });
    database.onClose(() => strict.close());
    const [reader, writer] = [await strict.raw(), await strict.raw()];
    await writer.ask('p', { p: '/open', d: true });
    expect((await reader.ask('q', { p: '/room', h: '' })).status).toBe('ok');
    await writer.ask('p', { p: '/open', d: false });
    await writer.ask('p', { p: '/room', d: 'secret' });
    expect(await reader.pushed()).toEqual([{ a: 'c', b: { p: 'room' } }]);
  });
});
