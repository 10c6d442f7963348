import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRow, Ban, Calls } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-bans-'));
const HOUR = 60 * 60_000;
let stack: Stack;
let nora: Client;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_VISITOR_SIGN_INS: '1000' },
  });
  nora = await stack.moderator('nora');
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await stack.store({ bans: null, 'server/bans': null, 'server/admission': null });
});

const ban = async (what: Partial<Calls['banVisitor']['request']>, by = nora): Promise<Ban> => {
  const request = { brand: 'acme', until: Date.now() + HOUR, reason: 'abuse', ...what };
  return (await by.call('banVisitor', request)).ban;
};
const signIn = async (brandId = 'acme'): Promise<number> =>
  (await stack.wire('loginExternal', { brandId })).status;
const idOf = async (visitor: Client): Promise<string> => String((await visitor.claims())['id']);
const refused = { code: 'functions/permission-denied', details: { code: 'refused' } };

describe('a ban of a visitor', () => {
  it('A86: acts at the next write and at the next call, and only there and then', async () => {
    const visitor = await stack.visitor();
    const other = await stack.visitor();
    const { room } = await visitor.openRoom('hello');
    const { id } = await ban({ visitorId: await idOf(visitor) });
    await expect(visitor.send({ brand: 'acme', room }, 'again')).rejects.toThrow('PERMISSION_DENIED');
    await expect(visitor.call('fileLink', { brand: 'acme', room, message: 'm' })).rejects.toMatchObject({
      details: { code: 'banned' },
    });
    await other.openRoom('not me');
    await nora.call('liftBan', { brand: 'acme', id });
    await visitor.send({ brand: 'acme', room }, 'thank you');
  });

  it('ends by itself', async () => {
    const visitor = await stack.visitor();
    const { id, until } = await ban({ visitorId: await idOf(visitor) });
    expect(until).toBeGreaterThan(Date.now());
    await stack.store({
      [`bans/acme/${await idOf(visitor)}/until`]: Date.now() - 1,
      [`server/bans/acme/${id}/until`]: Date.now() - 1,
    });
    await visitor.openRoom('again');
    expect((await nora.call('listBans', { brand: 'acme' })).bans).toEqual([]);
  });

  it('goes on when another ban of the same visitor is lifted', async () => {
    const visitor = await stack.visitor();
    const visitorId = await idOf(visitor);
    const long = await ban({ visitorId, until: Date.now() + 2 * HOUR });
    const short = await ban({ visitorId });
    expect(await stack.stored(`bans/acme/${visitorId}/until`)).toBe(long.until);
    await nora.call('liftBan', { brand: 'acme', id: long.id });
    expect(await stack.stored(`bans/acme/${visitorId}/until`)).toBe(short.until);
    await nora.call('liftBan', { brand: 'acme', id: short.id });
    expect(await stack.stored(`bans/acme/${visitorId}`)).toBeNull();
  });
});

describe('a ban of addresses', () => {
  it('A86: refuses sign-in from there, at that brand, before anything is written', async () => {
    await ban({ range: '127.0.0.0/24' });
    const before = JSON.stringify((stack.firebase.dump() as Record<string, unknown>)['users']);
    const { status, error } = await stack.wire('loginExternal', { brandId: 'acme' });
    expect([status, error?.details]).toEqual([403, { code: 'banned' }]);
    expect(JSON.stringify((stack.firebase.dump() as Record<string, unknown>)['users'])).toBe(before);
    expect(await signIn('globex')).toBe(200);
  });

  it('leaves other addresses alone, and ends', async () => {
    await ban({ range: '127.0.1.0/24' });
    expect(await signIn()).toBe(200);
    const { id } = await ban({ range: '127.0.0.1' });
    expect(await signIn()).toBe(403);
    await stack.store({ [`server/admission/acme/bans/${id}/until`]: Date.now() - 1 });
    expect(await signIn()).toBe(200);
  });

  it('takes in who signed in from there before: their next write is refused, too', async () => {
    const visitor = await stack.visitor();
    const { room } = await visitor.openRoom('hello');
    const { id } = await ban({ range: '127.0.0.0/16' });
    await expect(visitor.send({ brand: 'acme', room }, 'still here')).rejects.toThrow('PERMISSION_DENIED');
    await nora.call('liftBan', { brand: 'acme', id });
    await visitor.send({ brand: 'acme', room }, 'and back');
    expect(await stack.stored('bans')).toBeNull();
  });

  it("A18: reaches a visitor's last address without showing it to anybody", async () => {
    const visitor = await stack.visitor();
    const visitorId = await idOf(visitor);
    const made = await ban({ visitorId, address: true });
    expect(made).toMatchObject({ visitorId, address: true });
    const { bans } = await nora.call('listBans', { brand: 'acme' });
    expect(bans).toEqual([made]);
    expect(JSON.stringify(bans)).not.toContain('127.0.0.1');
    expect(await signIn()).toBe(403);
    await nora.call('liftBan', { brand: 'acme', id: made.id });
    expect(await signIn()).toBe(200);
  });

  it.each(['0.0.0.0/0', '10.0.0.0/8', '::/0', 'example.com', '127.0.0.1/33'])(
    'refuses %j: it is no range, or shuts out half the world',
    async (range) => {
      await expect(ban({ range })).rejects.toMatchObject({ details: { code: 'bad-input', field: 'range' } });
    },
  );
});

describe('who bans', () => {
  it('A81: is an operator of the brand, and nobody else', async () => {
    const visitor = await stack.visitor();
    const lucia = await stack.moderator('lucia');
    const other = await stack.visitor();
    const visitorId = await idOf(visitor);
    const made = await ban({ visitorId });
    for (const who of [lucia, other]) {
      await expect(ban({ visitorId }, who)).rejects.toMatchObject(refused);
      await expect(who.call('liftBan', { brand: 'acme', id: made.id })).rejects.toMatchObject({
        code: 'functions/permission-denied',
      });
      await expect(who.call('listBans', { brand: 'acme' })).rejects.toMatchObject({
        code: 'functions/permission-denied',
      });
    }
    await expect(lucia.call('liftBan', { brand: 'globex', id: made.id })).rejects.toMatchObject({
      code: 'functions/not-found',
    });
  });

  it('A112: is told of in the audit log, with brand and address', async () => {
    const { id } = await ban({ range: '192.0.2.0/24', reason: 'spam\u202e run' });
    await nora.call('liftBan', { brand: 'acme', id });
    const lines = Object.values((await stack.stored('server/audit')) as Record<string, AuditRow>).filter(
      ({ target }) => target === '192.0.2.0/24',
    );
    expect(lines.map(({ action }) => action)).toEqual(['ban.create', 'ban.lift']);
    for (const line of lines) {
      expect(line).toMatchObject({ actorId: 'nora', brand: 'acme', outcome: 'done', address: '127.0.0.1' });
    }
    expect(lines[0]?.detail).toContain('"reason":"spam run"');
  });

  it.each([
    {},
    { visitorId: 'g_x', range: '192.0.2.1' },
    { address: true },
    { range: '192.0.2.1', address: true },
    { visitorId: 'g_x', until: 1 },
    { visitorId: 'g_x', until: 8e15 },
    { visitorId: 'a/b' },
    { visitorId: 'g_x', by: 'admin' },
  ])('refuses %j', async (request) => {
    await expect(ban(request as never)).rejects.toMatchObject({ details: { code: 'bad-input' } });
  });
});

describe('the kill switch', () => {
  it('A88: refuses every visitor of the brand at once: sign-in, writing and calls', async () => {
    const visitor = await stack.visitor();
    const { room } = await visitor.openRoom('hello');
    const admin = await stack.moderator('admin');
    await admin.write('brands/acme/profile/live', false);
    expect(await signIn()).toBe(403);
    await expect(visitor.send({ brand: 'acme', room }, 'x')).rejects.toThrow('PERMISSION_DENIED');
    await expect(visitor.call('fileLink', { brand: 'acme', room, message: 'm' })).rejects.toMatchObject({
      details: { code: 'brand-closed' },
    });
    expect(await signIn('globex')).toBe(200);
    await admin.write('brands/acme/profile/live', true);
    expect(await signIn()).toBe(200);
  });
});
