import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { password, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-origins-'));
const EVIL = 'https://evil.example';
const credentials = { email: people.nora.email, password };
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_VISITOR_SIGN_INS: '1000', FOYER_DESK_ORIGINS: 'https://desk.example https://desk2.example' },
  });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => stack.store({ 'server/admission': null }));

const deskCalls = [
  'loginInternal',
  'listBrands',
  'saveModerator',
  'banVisitor',
  'resetPassword',
  'listAudit',
];

describe("the desk's functions", () => {
  it.each([
    EVIL,
    'null',
    'https://desk.example.evil.example',
    'http://desk.example',
    'https://desk.example:444',
    '',
  ])('A66: refuse a page of %j, however right the password is', async (origin) => {
    const { status, error, result } = await stack.wire('loginInternal', credentials, { origin });
    expect([status, error?.details, result]).toEqual([403, { code: 'origin-refused' }, undefined]);
  });

  it.each(deskCalls)('A66: %s lets no foreign page read it or ask for it', async (name) => {
    for (const method of ['OPTIONS', 'POST']) {
      const response = await fetch(stack.urlOf(name), {
        method,
        headers: {
          ...{ origin: EVIL, 'content-type': 'application/json' },
          ...(method === 'OPTIONS'
            ? { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
            : {}),
        },
        ...(method === 'POST' ? { body: '{"data":{}}' } : {}),
      });
      await response.text();
      expect(response.headers.get('access-control-allow-origin'), method).toBeNull();
      if (method === 'POST') expect(response.status).toBe(403);
    }
  });

  it.each([
    'https://desk.example',
    'https://desk2.example',
    'https://demo-foyer.web.app',
    'http://localhost:5000',
  ])('answer the desk at %s', async (origin) => {
    const { status } = await stack.wire('loginInternal', credentials, { origin });
    expect(status).toBe(200);
    const preflight = await fetch(stack.urlOf('loginInternal'), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it.each([
    ['GET', undefined, undefined],
    ['PUT', 'application/json', JSON.stringify({ data: credentials })],
    ['POST', 'text/plain', JSON.stringify({ data: credentials })],
    ['POST', 'application/x-www-form-urlencoded', `data=${JSON.stringify(credentials)}`],
    ['POST', 'multipart/form-data; boundary=x', '--x--'],
    ['POST', 'application/json', JSON.stringify(credentials)],
    ['POST', 'application/json', '{"data":'],
  ])('A66: refuse %s with content type %s: no form and no link can call them', async (method, type, body) => {
    const response = await fetch(stack.urlOf('loginInternal'), {
      method,
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      ...(body === undefined ? {} : { body }),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('token');
  });

  it('A77: set no cookie and ask for none', async () => {
    const response = await fetch(stack.urlOf('loginInternal'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://desk.example' },
      body: JSON.stringify({ data: credentials }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('the calls of visitors', () => {
  it('answer pages of every website', async () => {
    for (const name of ['loginExternal', 'logout', 'fileLink']) {
      const preflight = await fetch(stack.urlOf(name), {
        method: 'OPTIONS',
        headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
      });
      expect(preflight.headers.get('access-control-allow-origin'), name).toBe('https://shop.example');
    }
    const { status } = await stack.wire('loginExternal', { brandId: 'acme' }, { origin: 'null' });
    expect(status).toBe(200);
  });

  it.each([
    ['https://shop.example', 200],
    ['https://www.shop.example', 403],
    ['http://shop.example', 403],
    ['https://shop.example.evil.example', 403],
    ['https://evil.example/https://shop.example', 403],
    ['null', 403],
    [undefined, 403],
  ])('A104: where a brand names its pages, %s is answered with %d', async (origin, status) => {
    await stack.store({ 'server/admission/acme/access': { origins: ['https://shop.example'] } });
    const before = JSON.stringify(await stack.stored('users'));
    const answer = await stack.wire(
      'loginExternal',
      { brandId: 'acme' },
      origin === undefined ? {} : { origin },
    );
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.error?.details).toEqual({ code: 'origin-refused' });
    expect(JSON.stringify(await stack.stored('users'))).toBe(before);
    expect((await stack.wire('loginExternal', { brandId: 'globex' })).status).toBe(200);
  });
});

describe('App Check', () => {
  const attempt = async (token: string | undefined): Promise<Awaited<ReturnType<Stack['wire']>>> =>
    stack.wire(
      'loginExternal',
      { brandId: 'acme' },
      token === undefined ? {} : { 'x-firebase-appcheck': token },
    );
  const corrupted = (token: string): string => {
    const [head = '', body = '', signature = ''] = token.split('.');
    return `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  };

  it('A86: where a brand demands it, a missing or invalid token is refused with 401 before anybody is signed in', async () => {
    await stack.store({ 'server/admission/acme/access': { appCheck: true } });
    const good = await stack.firebase.appCheckToken();
    const before = JSON.stringify([await stack.stored('users'), await stack.stored('sessions')]);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1]}.`;
    for (const token of [undefined, '', 'x', 'a.b.c', corrupted(good), unsigned]) {
      const { status, error } = await attempt(token);
      expect([status, error?.status, error?.details], String(token)).toEqual([
        ...[401, 'UNAUTHENTICATED', { code: 'origin-refused' }],
      ]);
    }
    expect(JSON.stringify([await stack.stored('users'), await stack.stored('sessions')])).toBe(before);
    expect((await attempt(good)).status).toBe(200);
  });

  it('A86: a token that has run out is none', async () => {
    await stack.store({ 'server/admission/acme/access': { appCheck: true } });
    expect((await attempt(await stack.firebase.appCheckToken({ ttlMs: -1_000 }))).status).toBe(401);
  });

  it('is not asked for where the brand does not demand it', async () => {
    expect((await attempt(undefined)).status).toBe(200);
    expect((await attempt('x')).status).toBe(200);
  });
});

describe('requests that are too much', () => {
  it.each([
    ['a password of 10 MB', { email: 'x@test.example', password: 'x'.repeat(10_000_000) }],
    [
      '10,000 fields',
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field${index}`, index])),
    ],
    ['500 levels', JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown],
    ['17 KB', { email: 'x@test.example', password: 'x'.repeat(17_000) }],
  ])('A67: %s are answered with 400, soon', { timeout: 10_000 }, async (_what, data) => {
    for (const name of ['loginInternal', 'loginExternal', 'saveModerator']) {
      const { status, error } = await stack.wire(name, data);
      expect([status, error?.status], name).toEqual([400, 'INVALID_ARGUMENT']);
    }
  });

  it('A67: what is right but padded to more than 16 KB is answered with 400, too', async () => {
    const post = async (padding: number): Promise<number> =>
      (
        await fetch(stack.urlOf('loginExternal'), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: `${' '.repeat(padding)}{"data":{"brandId":"acme"}}`,
        })
      ).status;
    expect(await post(15_000)).toBe(200);
    expect(await post(17_000)).toBe(400);
  });
});
