import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRow, CallName, Calls } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-audit-'));
let stack: Stack;
let admin: Client;
let nora: Client;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_VISITOR_SIGN_INS: '1000' },
  });
  [admin, nora] = await Promise.all([stack.moderator('admin'), stack.moderator('nora')]);
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
// An instance remembers what is used up: every test begins with a new one.
beforeEach(async () => {
  await stack.store({ 'server/limits': null, 'server/audit': null });
  await stack.firebase.functions.restart();
});

const lines = async (): Promise<readonly AuditRow[]> =>
  Object.values(((await stack.stored('server/audit')) ?? {}) as Record<string, AuditRow>);
const list = (
  query: Calls['listAudit']['request'] = {},
  by = admin,
): Promise<Calls['listAudit']['response']> => by.call('listAudit', query);
const ignore = (asked: Promise<unknown>): Promise<unknown> => asked.catch(() => undefined);
const refused = { code: 'functions/permission-denied', details: { code: 'refused' } };

/** Calls of admins, in a shape that is understood. */
const adminCalls: readonly (readonly [CallName, object])[] = [
  ['listModerators', {}],
  ['listAudit', {}],
  ['securityPolicy', {}],
  ['saveSecurityPolicy', { secondFactor: { operator: false, admin: false } }],
  ['resetFactors', { id: 'lucia' }],
  ['inviteAgain', { id: 'lucia' }],
  ['listSessions', { of: 'lucia' }],
  ['endSessions', { of: 'lucia', which: 'all' }],
];

describe('a refusal', () => {
  it.each(adminCalls)('A79, A112: %s by an operator is refused and leaves a line', async (name, request) => {
    await expect(nora.call(name, request as never)).rejects.toMatchObject(refused);
    const [line, ...others] = await lines();
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      ...{ actorId: 'nora', actorRole: 'operator', action: 'call.refused', outcome: 'refused', target: name },
      ...{ address: '127.0.0.1', detail: '{"code":"refused"}' },
    });
  });

  it('A112: of an ended session, a foreign brand and a visitor leaves a line with the brand that was asked for', async () => {
    const visitor = await stack.visitor('globex');
    await ignore(visitor.call('listBans', { brand: 'acme' }));
    await ignore(nora.call('listBans', { brand: 'globex' }));
    const gone = await stack.moderator('lucia');
    await gone.call('logout', {});
    await ignore(gone.call('listBrands', {}));
    const told = (await lines()).filter(({ action }) => action === 'call.refused');
    expect(told.map(({ actorRole, brand, target, detail }) => [actorRole, brand, target, detail])).toEqual([
      ['client', 'acme', 'listBans', '{"code":"refused"}'],
      ['operator', 'globex', 'listBans', '{"code":"refused"}'],
      ['operator', undefined, 'listBrands', '{"code":"session-ended"}'],
    ]);
  });

  it('A112: a flood of refusals leaves a few lines, and then writes nothing', async () => {
    for (let attempt = 0; attempt < 15; attempt += 1) await ignore(nora.call('listModerators', {}));
    const told = await lines();
    // A minute may end in between.
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told.length).toBeLessThanOrEqual(10);
    const before = JSON.stringify(stack.firebase.dump());
    await expect(nora.call('listModerators', {})).rejects.toMatchObject(refused);
    expect(JSON.stringify(stack.firebase.dump())).toBe(before);
  });

  it('A112: holds neither secrets nor what was typed', async () => {
    const secret = 'correct-horse-battery-staple';
    await ignore(nora.call('saveModerator', { ...account('x'), password: secret }));
    await ignore(nora.call('searchArchive', { text: secret, brand: 'globex' }));
    expect(JSON.stringify(await lines())).not.toContain(secret);
    expect((await lines()).length).toBeGreaterThanOrEqual(2);
  });

  it('leaves no line for a caller whom nobody knows', async () => {
    expect((await stack.wire('listModerators', {})).status).toBe(401);
    expect((await stack.wire('listModerators', {}, { authorization: 'Bearer x.y.z' })).status).toBe(401);
    expect(await lines()).toEqual([]);
  });
});

function account(name: string): Calls['saveModerator']['request'] {
  return {
    ...{ email: `${name}@audit.example`, name, role: 'admin', active: true },
    ...{ everyBrand: false, brands: ['acme'], password: 'long enough for all' },
  };
}

describe('the audit log', () => {
  it('is read by admins: what waits and what is archived in one order, page by page', async () => {
    const acts = async (count: number): Promise<void> => {
      for (let index = 0; index < count; index += 1) {
        const until = Date.now() + 60_000;
        const { ban } = await nora.call('banVisitor', {
          brand: 'acme',
          visitorId: 'g_x',
          until,
          reason: 'r',
        });
        await nora.call('liftBan', { brand: 'acme', id: ban.id });
      }
    };
    await acts(3);
    await stack.firebase.runSchedule('archiveSweep');
    expect(await lines()).toEqual([]);
    await acts(2);
    const query = { actorId: 'nora', brand: 'acme', limit: 3 };
    const all: AuditRow[] = [];
    for (;;) {
      const last = all.at(-1);
      const page = await list({ ...query, ...(last ? { before: { at: last.at, id: last.id } } : {}) });
      all.push(...page.rows);
      if (!page.more) break;
      expect(page.rows).toHaveLength(3);
    }
    expect(all.map(({ action }) => action)).toEqual(
      Array.from({ length: 5 }, () => ['ban.lift', 'ban.create']).flat(),
    );
    expect([...all].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))).toEqual(all);
    expect(new Set(all.map(({ id }) => id)).size).toBe(10);
    for (const row of all)
      expect(row).toMatchObject({ address: '127.0.0.1', brand: 'acme', outcome: 'done' });
    expect(all[0]?.detail).toHaveProperty('id');
    expect((await list({ action: 'ban.lift', actorId: 'nora' })).rows).toHaveLength(5);
    expect((await list({ action: 'ban.lift', actorId: 'lucia' })).rows).toEqual([]);
  });

  it('A81: an admin of some brands sees the lines of these and no others, waiting or archived', async () => {
    const local = account('local');
    await admin.call('saveModerator', local);
    const { result } = await stack.wire('loginInternal', { email: local.email, password: local.password });
    const localAdmin = stack.client();
    await localAdmin.signIn((result as { token: string }).token);
    for (const archived of [false, true]) {
      const lucia = await stack.moderator('lucia');
      await ignore(lucia.call('listBans', { brand: 'acme' }));
      await ignore(nora.call('listBans', { brand: 'globex' }));
      if (archived) await stack.firebase.runSchedule('archiveSweep');
      const { rows } = await list({}, localAdmin);
      expect(rows.map(({ actorId }) => actorId)).toContain('lucia');
      expect([...new Set(rows.map(({ brand }) => brand))]).toEqual(['acme']);
      const everything = (await list({ limit: 200 })).rows.map(({ brand }) => brand);
      expect(everything).toContain('globex');
      expect(everything).toContain(undefined);
    }
    await expect(list({ brand: 'globex' }, localAdmin)).rejects.toMatchObject(refused);
  });

  it('A79: is closed to operators and visitors, in the function and in the database', async () => {
    const visitor = await stack.visitor();
    for (const who of [nora, visitor]) {
      await expect(list({}, who)).rejects.toMatchObject({ code: 'functions/permission-denied' });
    }
    await expect(admin.write('server/audit/x', { at: 1 })).rejects.toThrow('PERMISSION_DENIED');
    await expect(admin.write('server/audit', null)).rejects.toThrow('PERMISSION_DENIED');
  });

  it.each([
    { limit: 0 },
    { limit: 201 },
    { before: { at: 1 } },
    { actorId: ['x'] },
    { action: { $ne: '' } },
    { brand: 'a/b' },
    { brands: ['acme'] },
  ])('A93: refuses %j', async (query) => {
    await expect(list(query as never)).rejects.toMatchObject({ details: { code: 'bad-input' } });
  });
});
