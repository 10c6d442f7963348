import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitorSignedIn } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-visitor-tokens-'));
let stack: Stack;
let admin: Client;
let bearer: string;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}` });
  admin = await stack.moderator('admin');
  const { key, secret } = await admin.call('createBrandKey', { brand: 'acme', use: 'server' });
  bearer = `${key.kid}.${secret}`;
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

interface Made {
  readonly token: string;
  readonly expiresAt: number;
}

async function ask(
  body: unknown,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${bearer}` },
): Promise<{ readonly status: number; readonly body: Made }> {
  const response = await fetch(stack.urlOf('createVisitorToken'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Made };
}

const person = { brandId: 'acme', userId: '42', userName: 'Mara' };

describe('createVisitorToken', () => {
  it('A6: makes a token that signs its person in once, in a session that logout ends', async () => {
    const { status, body } = await ask(person);
    expect([status, body]).toEqual([
      200,
      { token: expect.any(String) as string, expiresAt: expect.any(Number) as number },
    ]);
    expect(Buffer.from(body.token.slice(2), 'base64url')).toHaveLength(32);
    expect(JSON.stringify(stack.firebase.dump())).not.toContain(body.token);
    const answers = await Promise.all(
      [1, 2].map(() => stack.wire('loginExternal', { brandId: 'acme', userToken: body.token })),
    );
    expect(answers.map(({ status: each }) => each).sort()).toEqual([200, 401]);
    const signedIn = answers.find(({ status: each }) => each === 200)?.result as VisitorSignedIn;
    expect(signedIn).toMatchObject({ vouched: true, id: expect.stringMatching(/^x_/) as string });

    const device = stack.client();
    await device.signIn(signedIn.token);
    await device.openRoom('hello');
    await device.call('logout', {});
    await expect(device.openRoom('again')).rejects.toThrow();
    const after = await stack.wire('loginExternal', {
      ...{ brandId: 'acme', sessionSecret: signedIn.sessionSecret },
    });
    expect((after.result as VisitorSignedIn).id).not.toBe(signedIn.id);
    expect((await stack.wire('loginExternal', { brandId: 'acme', userToken: body.token })).status).toBe(401);
  });

  it('A13: a token, and a key, of one brand are of no use at another', async () => {
    const { body } = await ask(person);
    expect((await stack.wire('loginExternal', { brandId: 'globex', userToken: body.token })).status).toBe(
      401,
    );
    expect((await ask({ ...person, brandId: 'globex' })).status).toBe(401);
    expect((await stack.wire('loginExternal', { brandId: 'acme', userToken: body.token })).status).toBe(200);
  });

  it('A12, A98: takes the secret of a server’s key and nothing else, and no browser', async () => {
    const vouching = await admin.call('createBrandKey', { brand: 'acme', use: 'vouching' });
    const [kid = '', secret = ''] = bearer.split('.');
    const operator = await stack.moderator('nora');
    for (const authorization of [
      '',
      'Bearer ',
      `Bearer ${kid}`,
      `Bearer ${kid}.`,
      `Bearer ${kid}.${secret.slice(0, -1)}`,
      `Bearer ${kid}.${'A'.repeat(43)}`,
      `Bearer ${vouching.key.kid}.${vouching.secret}`,
      `Bearer ${await operator.idToken()}`,
      `Basic ${bearer}`,
      'Bearer k_/../x.y',
    ])
      expect((await ask(person, { authorization })).status, authorization).toBe(401);
    const page = { authorization: `Bearer ${bearer}`, origin: 'https://shop.example' };
    expect((await ask(person, page)).status).toBe(403);
    const got = await fetch(stack.urlOf('createVisitorToken'), {
      headers: { authorization: `Bearer ${bearer}` },
    });
    expect(got.status).toBe(400);
    await got.text();
  });

  it.each([
    {},
    { brandId: 'acme' },
    { ...person, userId: '-1' },
    { ...person, userId: '' },
    { ...person, userId: { a: 1 } },
    { ...person, role: 'admin' },
    { ...person, userId: 'x'.repeat(301) },
  ])('A7, A8: answers 400 to %j', async (body) => {
    expect([400, 401]).toContain((await ask(body)).status);
    if ('brandId' in body) expect((await ask(body)).status).toBe(400);
  });

  it('a revoked key makes no more tokens', async () => {
    const { key, secret } = await admin.call('createBrandKey', { brand: 'acme', use: 'server' });
    const headers = { authorization: `Bearer ${key.kid}.${secret}` };
    expect((await ask(person, headers)).status).toBe(200);
    await admin.call('revokeBrandKey', { brand: 'acme', kid: key.kid });
    expect((await ask(person, headers)).status).toBe(401);
  });
});
