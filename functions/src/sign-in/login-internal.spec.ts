import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { differenceOfQuickest } from '../testing/difference-of-quickest.ts';
import { password, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-sign-in-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: {
      ...{ FOYER_VISITOR_SIGN_INS: '10', FOYER_FAILURES_PER_ADDRESS: '8', FOYER_FAILURES_PER_ACCOUNT: '4' },
      FOYER_TRUSTED_HOPS: '1',
    },
  });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
// An instance remembers what is used up: every test begins with a new one.
beforeEach(async () => {
  await stack.store({ 'server/limits': null, 'server/known-addresses': null });
  await stack.firebase.functions.restart();
});

const nora = people.nora.email;

/**
 * Tries until 429 and resolves with what was answered before, each status once; 429 must come after `most` tries, or
 * twice that where a window of time ends in between.
 */
async function untilRefused(attempt: () => Promise<number>, most: number): Promise<readonly number[]> {
  const before: number[] = [];
  for (;;) {
    const status = await attempt();
    if (status === 429) break;
    before.push(status);
    expect(before.length).toBeLessThanOrEqual(2 * most);
  }
  expect(before.length).toBeGreaterThanOrEqual(most);
  return [...new Set(before)];
}

describe('loginInternal', () => {
  it('signs an operator in with the level of the live node', async () => {
    const operator = await stack.moderator('nora');
    expect(operator.uid()).toBe('nora');
    expect(await operator.claims()).toMatchObject({ id: 'nora', role: 'operator', level: 2 });
    const admin = await stack.moderator('admin');
    expect(await admin.claims()).toMatchObject({ id: 'admin', role: 'admin', level: 3 });
  });

  it(
    'A69: a wrong password, an unknown, a disabled and an unlisted account are told apart by nobody',
    { timeout: 60_000 },
    async () => {
      await stack.store({ 'moderators/lucia/active': false, 'moderators/admin': null });
      const answers = new Set<string>();
      const refused = [
        ['wrong', nora, 'wrong'],
        ['unknown', 'nobody@test.example', 'wrong'],
        ['disabled', people.lucia.email, password],
        ['unlisted', people.admin.email, password],
      ] as const;
      const difference = await differenceOfQuickest({
        all: refused,
        // A limit that is reached is remembered by the instance, too; a new one must have started before time is taken.
        async prepare() {
          await stack.store({ 'server/limits': null });
          await stack.firebase.functions.restart();
          await stack.wire('loginInternal', { email: 'warm@test.example', password });
        },
        alikeMs: 20,
        async ask([what, email, tried]) {
          const begun = performance.now();
          const { status, error } = await stack.wire('loginInternal', { email, password: tried });
          const ms = performance.now() - begun;
          answers.add(JSON.stringify([status, error]));
          // Longer than any of them needs: on a slower day they are still alike.
          expect(ms, what).toBeGreaterThan(490);
          return ms;
        },
      });
      await stack.store({
        'moderators/lucia/active': true,
        'moderators/admin': { name: 'Ada', level: 3, active: true, everyBrand: true },
      });
      expect([...answers]).toEqual([expect.stringMatching(/^\[401,.*"UNAUTHENTICATED"/)]);
      expect(difference).toBeLessThan(20);
    },
  );

  it('A68: after some wrong passwords an account answers RESOURCE_EXHAUSTED, even to the right one', async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      statuses.push(
        (await stack.wire('loginInternal', { email: nora, password: `wrong ${attempt}` })).status,
      );
    }
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
    const { status, error } = await stack.wire('loginInternal', { email: nora.toUpperCase(), password });
    expect([status, error?.status, error?.details]).toEqual([
      429,
      'RESOURCE_EXHAUSTED',
      { code: 'too-many-attempts' },
    ]);
  });

  it('A68: guesses at many accounts from one address are stopped, with a forged address, too', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const guess = { email: `someone${index}@test.example`, password: 'wrong' };
        return (await stack.wire('loginInternal', guess, { 'x-forwarded-for': `203.0.113.${index}` })).status;
      }),
    );
    expect(statuses).toContain(429);
    expect((await stack.wire('loginInternal', { email: nora, password })).status).toBe(429);
  });

  it('A68, A112: guessing until it is refused leaves a line that tells from where, and a flood leaves few of them', async () => {
    await stack.store({ 'server/audit': null });
    const guess = async (email: string): Promise<number> =>
      (await stack.wire('loginInternal', { email, password: 'wrong' })).status;
    await untilRefused(() => guess('nobody@test.example'), 4);
    const flood = await Promise.all(Array.from({ length: 30 }, () => guess('nobody@test.example')));
    expect(new Set(flood)).toEqual(new Set([429]));
    const told = Object.values((await stack.stored('server/audit')) as Record<string, object>);
    expect(told.length).toBeGreaterThanOrEqual(1);
    // Five in a minute, and a minute may end in between.
    expect(told.length).toBeLessThanOrEqual(10);
    for (const line of told) {
      expect(line).toMatchObject({
        ...{ actorRole: 'nobody', action: 'call.refused', outcome: 'refused', target: 'loginInternal' },
        ...{ address: '127.0.0.1', detail: '{"code":"too-many-attempts"}' },
      });
    }
    expect(JSON.stringify(told)).not.toContain('nobody@test.example');
  });

  it('guesses from elsewhere do not lock an operator out at the desk where she works', async () => {
    await stack.moderator('nora');
    const counts = (await stack.stored('server/limits/account')) as Record<string, Record<string, number>>;
    const [window = ''] = Object.keys(counts);
    const account = (await import('../secrets.ts')).sha256(nora).slice(0, 32);
    const key = (await import('../secrets.ts')).sha256(account).slice(0, 32);
    await stack.store({ [`server/limits/account/${window}/${key}/elsewhere`]: 1000 });
    expect((await stack.wire('loginInternal', { email: nora, password })).status).toBe(200);
  });

  it('success costs nothing: a whole office may sign in again and again from one address', async () => {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      expect((await stack.wire('loginInternal', { email: nora, password })).status).toBe(200);
    }
  });

  it('A86: a flood of visitors from one address is refused before anything is written', async () => {
    const signIn = async (): Promise<number> =>
      (await stack.wire('loginExternal', { brandId: 'acme' })).status;
    expect(await untilRefused(signIn, 10)).toEqual([200]);
    const before = JSON.stringify(stack.firebase.dump());
    const { status, error } = await stack.wire('loginExternal', { brandId: 'acme' });
    expect([status, error?.status]).toEqual([429, 'RESOURCE_EXHAUSTED']);
    expect(JSON.stringify(stack.firebase.dump())).toBe(before);
  });

  it.each([
    { email: nora },
    { email: nora, password: '' },
    { email: nora, password, role: 'admin' },
    { email: { $gt: '' }, password },
    { email: nora, password: 'x'.repeat(2_000) },
  ])('A67: refuses %j', async (data) => {
    const { status, error } = await stack.wire('loginInternal', data);
    expect([status, error?.status]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  it('A74, A82: a demoted or disabled moderator is refused at the next call, whatever the token says', async () => {
    const admin = await stack.moderator('admin');
    expect((await admin.call('listModerators', {})).moderators).toHaveLength(3);
    await stack.store({ 'moderators/admin/level': 2 });
    await expect(admin.call('listModerators', {})).rejects.toMatchObject({
      code: 'functions/permission-denied',
    });
    await stack.store({ 'moderators/admin/level': 3, 'moderators/admin/active': false });
    await expect(admin.call('listBrands', {})).rejects.toMatchObject({ code: 'functions/permission-denied' });
    await stack.store({ 'moderators/admin/active': true });
    await admin.call('logout', {});
    const lines = Object.values((await stack.stored('server/audit')) as Record<string, object>);
    const line = { actorId: 'admin', address: '127.0.0.1', outcome: 'done' };
    for (const action of ['moderator.sign-in', 'moderator.sign-out']) {
      expect(lines).toContainEqual(expect.objectContaining({ ...line, action }));
    }
    await expect(admin.call('listBrands', {})).rejects.toMatchObject({
      ...{ code: 'functions/unauthenticated', details: { code: 'session-ended' } },
    });
  });

  it('A72: a password that is taken straight to Firebase opens neither functions nor database', async () => {
    const { auth, database } = stack.firebase.urls;
    const answer = await fetch(
      `${auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=local`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: people.admin.email, password, returnSecureToken: true }),
      },
    );
    const { idToken } = (await answer.json()) as { idToken: string };
    expect(idToken).toMatch(/^\S+\.\S+\./);
    for (const name of ['listBrands', 'listModerators', 'listFactors', 'signInOptions', 'beginFactor']) {
      const request = name === 'beginFactor' ? { kind: 'totp' } : {};
      const { status } = await stack.wire(name, request, { authorization: `Bearer ${idToken}` });
      expect(status, name).toBe(name === 'signInOptions' ? 200 : 401);
    }
    const namespace = `ns=${stack.firebase.projectId}-default-rtdb`;
    for (const path of ['', 'moderators', 'moderators/admin', 'rooms/acme', 'server']) {
      const response = await fetch(`${database}/${path}.json?${namespace}&auth=${idToken}`);
      expect(response.status, path).toBe(401);
    }
  });

  it('A12: a visitor is nobody at the desk, and so is whoever has no token', async () => {
    const visitor = await stack.visitor();
    const account = {
      ...{ email: 'x@test.example', name: 'X', active: true, everyBrand: true, brands: [] },
      role: 'admin' as const,
    };
    for (const [name, request] of [
      ['listBrands', {}],
      ['listModerators', {}],
      ['searchArchive', { text: 'x' }],
      ['conversationReport', { brand: 'acme', from: 0, to: 1, timeZone: 'UTC' }],
      ['customerCard', { brand: 'acme', visitorId: 'g_x' }],
      ['saveModerator', account],
      ['inviteAgain', { id: 'nora' }],
      ['resetFactors', { id: 'nora' }],
      ['securityPolicy', {}],
      ['saveSecurityPolicy', { secondFactor: { operator: false, admin: false } }],
      ['listFactors', {}],
      ['beginFactor', { kind: 'totp' }],
      ['removeFactor', { id: 'x' }],
      ['newRecoveryCodes', {}],
      ['listSessions', {}],
      ['endSessions', { which: 'all' }],
      ['reauthenticate', { password }],
      ['reauthenticationOptions', {}],
    ] as const) {
      await expect(visitor.call(name, request as never), name).rejects.toMatchObject({
        code: 'functions/permission-denied',
      });
      await expect(stack.client().call(name, request as never), name).rejects.toMatchObject({
        ...{ code: 'functions/unauthenticated', details: { code: 'not-signed-in' } },
      });
      const forged = await stack.wire(name, request, { authorization: 'Bearer not.a.token' });
      expect(forged.status, name).toBe(401);
    }
  });

  it('A12: no token of a visitor is a proof of sign-in', async () => {
    const client = stack.client();
    const { token, sessionSecret } = await client.call('loginExternal', { brandId: 'acme' });
    await client.signIn(token);
    const idToken = await client.idToken();
    const verifier = 'x'.repeat(43);
    for (const secret of [token, idToken, sessionSecret]) {
      for (const proof of [
        { token: secret },
        { email: nora, password: secret.slice(0, 1024) },
        { challenge: secret.slice(0, 100), code: '123456' },
        { challenge: secret.slice(0, 100), recoveryCode: 'aaaa-bbbb-cccc-dddd' },
        {
          provider: 'p',
          code: secret,
          codeVerifier: verifier,
          redirectUri: 'https://x.example/',
          nonce: verifier,
        },
      ]) {
        const { status } = await stack.wire('loginInternal', proof, { authorization: `Bearer ${idToken}` });
        expect([400, 401, 429]).toContain(status);
      }
      expect((await stack.wire('beginFactor', { kind: 'totp', enrol: secret.slice(0, 100) })).status).toBe(
        400,
      );
      expect((await stack.wire('resetPassword', { code: secret.slice(0, 200), password })).status).toBe(400);
    }
  });
});
