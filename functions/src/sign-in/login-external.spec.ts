import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-sign-in-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_VISITOR_SIGN_INS: '400', FOYER_VISITOR_POOL: '256' },
  });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

describe('loginExternal', () => {
  it('makes a guest who can use the chat at once', async () => {
    const visitor = stack.client();
    const answer = await visitor.call('loginExternal', {
      brandId: 'acme',
      userId: 42,
      userName: 'Mara\u202e\n X',
    });
    await visitor.signIn(answer.token);
    expect(await visitor.claims()).toMatchObject({
      ...{ id: answer.id, role: 'client', level: 1, brand: 'acme', isAnonymous: true },
    });
    expect(visitor.uid()).toMatch(/^client-[0-9a-f]{2}$/);
    const { room } = await visitor.openRoom('hello');
    expect(await stack.stored(`rooms/acme/${room}/visitorId`)).toBe(answer.id);
    expect(await stack.stored(`users/acme/${answer.id}`)).toMatchObject({
      selfTold: { userId: '42', userName: 'Mara X' },
      createdAt: expect.any(Number) as number,
      lastSeenAt: expect.any(Number) as number,
    });
  });

  it('A14: draws ids and secrets of at least 128 random bits, and stores secrets as hashes only', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => stack.client().call('loginExternal', { brandId: 'acme' })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(8);
    for (const { id, sessionSecret } of answers) {
      expect(id).toMatch(/^g_[\w-]{22}$/);
      expect(Buffer.from(sessionSecret, 'base64url')).toHaveLength(32);
    }
    const everything = JSON.stringify(stack.firebase.dump());
    for (const { sessionSecret } of answers) expect(everything).not.toContain(sessionSecret);
  });

  it('tells where the project is, so that the caller needs no address of its own', async () => {
    const { firebaseConfig } = await stack.client().call('loginExternal', { brandId: 'acme' });
    const { projectId, urls, firebaseConfig: real } = stack.firebase;
    expect(firebaseConfig).toMatchObject({
      ...{ projectId, region: 'europe-west1', storageBucket: real.storageBucket },
      emulators: {
        auth: new URL(urls.auth).host,
        database: new URL(urls.database).host,
        storage: new URL(urls.storage).host,
        functions: new URL(urls.functions).host,
      },
    });
    expect(firebaseConfig.databaseURL).toContain(projectId);
  });

  it('resumes the visitor by the session secret alone', async () => {
    const first = await stack
      .client()
      .call('loginExternal', { brandId: 'acme', userId: '7', userName: 'Ann' });
    const { sessionSecret } = first;
    const again = await stack.client().call('loginExternal', { brandId: 'acme', sessionSecret });
    expect([again.id, again.sessionSecret]).toEqual([first.id, sessionSecret]);
    expect(await stack.stored(`users/acme/${first.id}/selfTold`)).toEqual({ userId: '7', userName: 'Ann' });
  });

  it('A10: nobody becomes user 42 by saying so', async () => {
    const one = await stack.client().call('loginExternal', { brandId: 'acme', userId: '42' });
    const two = await stack.client().call('loginExternal', { brandId: 'acme', userId: '42' });
    expect(two.id).not.toBe(one.id);
  });

  it.each([-1, '-1', '', '  ', null])('takes the user id %j for nobody', async (userId) => {
    const { id } = await stack.client().call('loginExternal', { brandId: 'acme', userId });
    expect(await stack.stored(`users/acme/${id}/selfTold`)).toBeNull();
  });

  it('A13: a secret of one brand resumes nobody at another brand', async () => {
    const { id, sessionSecret } = await stack.client().call('loginExternal', { brandId: 'acme' });
    const other = await stack.client().call('loginExternal', { brandId: 'globex', sessionSecret });
    expect(other.id).not.toBe(id);
    expect(other.sessionSecret).not.toBe(sessionSecret);
  });

  it('an unknown or expired secret makes a new guest', async () => {
    const { id, sessionSecret } = await stack.client().call('loginExternal', { brandId: 'acme' });
    const records = (await stack.stored('server/visitor-secrets/acme')) as Record<string, { id: string }>;
    const hash = Object.entries(records).find(([, record]) => record.id === id)?.[0] ?? '';
    await stack.store({ [`server/visitor-secrets/acme/${hash}/until`]: Date.now() - 1 });
    for (const secret of [sessionSecret, 'x'.repeat(43), '']) {
      const answer = await stack.client().call('loginExternal', { brandId: 'acme', sessionSecret: secret });
      expect(answer.id).not.toBe(id);
      expect(answer.sessionSecret).not.toBe(secret);
    }
  });

  it("the website's own secret of a visitor leads to that visitor from any device, also when both come at once", async () => {
    const request = { brandId: 'acme', customAnonymousSession: 'b7e23ec29af22b0b4e41da31e868d572' };
    const both = await Promise.all([1, 2, 3].map(() => stack.client().call('loginExternal', request)));
    const later = await stack.client().call('loginExternal', request);
    expect(new Set([...both, later].map(({ id }) => id)).size).toBe(1);
    const elsewhere = await stack.client().call('loginExternal', { ...request, brandId: 'globex' });
    expect(elsewhere.id).not.toBe(later.id);
    expect(JSON.stringify(stack.firebase.dump())).not.toContain(request.customAnonymousSession);
  });

  it('A25: the visitor that the website names is never the one who used the browser before', async () => {
    const before = await stack.client().call('loginExternal', { brandId: 'acme' });
    const named = await stack.client().call('loginExternal', {
      ...{ brandId: 'acme', sessionSecret: before.sessionSecret },
      customAnonymousSession: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    });
    expect(named.id).not.toBe(before.id);
    expect(named.sessionSecret).not.toBe(before.sessionSecret);
  });

  it.each(['42', 'visitor-42', 'a'.repeat(64), '1234567890'.repeat(3), 'deadbeef'.repeat(3)])(
    'A14: refuses %j as a secret of the website: it cannot hold 128 random bits',
    async (customAnonymousSession) => {
      const { status, error } = await stack.wire('loginExternal', {
        brandId: 'acme',
        customAnonymousSession,
      });
      expect([status, error?.status, error?.details]).toEqual([
        400,
        'INVALID_ARGUMENT',
        { code: 'bad-input', field: 'customAnonymousSession' },
      ]);
    },
  );

  it('answers NOT_FOUND for an unknown brand, PERMISSION_DENIED for one that is switched off', async () => {
    const unknown = await stack.wire('loginExternal', { brandId: 'nobody' });
    expect([unknown.status, unknown.error?.status, unknown.error?.details]).toEqual([
      404,
      'NOT_FOUND',
      { code: 'brand-unknown' },
    ]);
    const dark = await stack.wire('loginExternal', { brandId: 'dark' });
    expect([dark.status, dark.error?.status, dark.error?.details]).toEqual([
      403,
      'PERMISSION_DENIED',
      { code: 'brand-closed' },
    ]);
    expect(await stack.stored('users/dark')).toBeNull();
  });

  it.each([
    ['role', { brandId: 'acme', role: 'admin' }],
    ['uid', { brandId: 'acme', uid: 'admin' }],
    ['level', { brandId: 'acme', level: 3 }],
    ['no brand', {}],
    ['a path for a brand', { brandId: 'acme/profile' }],
    ['an object for a brand', { brandId: { $ne: '' } }],
    ['a list for a name', { brandId: 'acme', userName: ['x'] }],
    ['__proto__ for a brand', { brandId: '__proto__.x' }],
    ['null', null],
    ['text', 'acme'],
  ])('A7: refuses a request with %s', async (_name, data) => {
    const { status, error } = await stack.wire('loginExternal', data);
    expect([status, error?.status]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  it('A67: refuses a request of 10 MB', async () => {
    const { status } = await stack.wire('loginExternal', {
      brandId: 'acme',
      userName: 'x'.repeat(10_000_000),
    });
    expect(status).toBe(400);
  });

  it('keeps odd words about oneself as plain text', async () => {
    const { id } = await stack.client().call('loginExternal', {
      ...{ brandId: 'acme', userId: '<img src=x onerror=1>' },
      userName: `\ud83d${'n'.repeat(500)}`,
    });
    const told = (await stack.stored(`users/acme/${id}/selfTold`)) as Record<string, string>;
    expect(told['userId']).toBe('<img src=x onerror=1>');
    expect(told['userName']?.length).toBeLessThanOrEqual(80);
  });

  it('logging out ends the session: the secret resumes nobody, and the token may write nothing', async () => {
    const visitor = stack.client();
    const { id, token, sessionSecret } = await visitor.call('loginExternal', { brandId: 'acme' });
    await visitor.signIn(token);
    await visitor.openRoom('before');
    expect(await visitor.call('logout', {})).toEqual({ ended: true });
    await expect(visitor.openRoom('after')).rejects.toThrow(/PERMISSION_DENIED/);
    const again = await stack.client().call('loginExternal', { brandId: 'acme', sessionSecret });
    expect(again.id).not.toBe(id);
  });

  it('the same visitor has the same Firebase user at every sign-in', async () => {
    const visitor = stack.client();
    const first = await visitor.call('loginExternal', { brandId: 'acme' });
    await visitor.signIn(first.token);
    const uid = visitor.uid();
    const { token } = await visitor.call('loginExternal', {
      brandId: 'acme',
      sessionSecret: first.sessionSecret,
    });
    await visitor.signIn(token);
    expect(visitor.uid()).toBe(uid);
  });
});
