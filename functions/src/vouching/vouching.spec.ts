import { createHmac } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BrandIssuer, VisitorSignedIn } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { eventually, startStack, type Stack } from '../testing/stack.ts';

interface Key {
  readonly kid: string;
  readonly secret: string;
}

const folder = mkdtempSync(join(tmpdir(), 'foyer-vouching-'));
const REFUSED = [401, 'UNAUTHENTICATED', { code: 'vouching-refused' }];
const MINUTE_S = 60;
const firebaseIssuer = 'https://securetoken.google.com/a-shop';
const oidcIssuer = 'https://login.example/';

let stack: Stack;
let admin: Client;
let acme: Key;
let globex: Key;
let pair: Awaited<ReturnType<typeof generateKeyPair>>;
let publicPem: string;
let keyServer: Server;
let fetchedKeys = 0;
let issuers: readonly BrandIssuer[];

beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_VISITOR_SIGN_INS: '2000' },
  });
  admin = await stack.moderator('admin');
  [acme, globex] = await Promise.all([newKey('acme'), newKey('globex')]);
  pair = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'issuer-key', alg: 'RS256', use: 'sig' };
  publicPem = JSON.stringify(jwk);
  keyServer = createServer((_request, response) => {
    fetchedKeys += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve));
  const jwksUrl = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/keys`;
  issuers = [
    { kind: 'oidc', issuer: oidcIssuer, audience: 'the-shop', jwksUrl },
    { kind: 'firebase', issuer: firebaseIssuer, audience: 'a-shop', jwksUrl },
  ];
});
afterAll(async () => {
  await stack.close();
  await new Promise((resolve) => keyServer.close(resolve));
  rmSync(folder, { recursive: true });
});
afterEach(() => stack.store({ 'server/admission': null }));

async function newKey(brand: string, use: 'vouching' | 'server' = 'vouching'): Promise<Key> {
  const { key, secret } = await admin.call('createBrandKey', { brand, use });
  return { kid: key.kid, secret };
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** A token as a website's server makes it. */
async function signed(
  claims: JWTPayload,
  { kid, secret }: Key = acme,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const iat = seconds();
  return new SignJWT({ iat, exp: iat + 5 * MINUTE_S, ...claims })
    .setProtectedHeader({ alg: 'HS256', kid, ...header })
    .sign(new TextEncoder().encode(secret));
}

/** A token as an issuer makes it. */
async function issued(claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const iat = seconds();
  return new SignJWT({ iss: oidcIssuer, aud: 'the-shop', iat, exp: iat + 60 * MINUTE_S, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'issuer-key', ...header })
    .sign(pair.privateKey);
}

async function signIn(data: object): Promise<VisitorSignedIn> {
  const { status, result, error } = await stack.wire('loginExternal', { brandId: 'acme', ...data });
  expect([status, error]).toEqual([200, undefined]);
  return result as VisitorSignedIn;
}

async function refusal(data: object): Promise<readonly unknown[]> {
  const { status, error } = await stack.wire('loginExternal', { brandId: 'acme', ...data });
  return [status, error?.status, error?.details];
}

/** A sign-in from another address of this machine. */
function statusFrom(localAddress: string, data: object): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    request(stack.urlOf('loginExternal'), { method: 'POST', localAddress, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end(JSON.stringify({ data: { brandId: 'acme', ...data } }));
  });
}

const hashOf = (userId: string, { secret }: Key = acme): string =>
  createHmac('sha256', secret).update(userId).digest('hex');

describe('a website that vouches for its visitor', () => {
  it('by a token of its own key: the same person on two devices, with a history that guests cannot reach', async () => {
    const first = await signIn({ userToken: await signed({ sub: '42', name: 'Mara\u202e', aud: 'acme' }) });
    const second = await signIn({ userToken: await signed({ sub: '42', name: 'Mara', jti: 'other' }) });
    expect(first).toMatchObject({ vouched: true, vouchedUntil: expect.any(Number) as number });
    expect(first.id).toMatch(/^x_[\w-]{22}$/);
    expect(second.id).toBe(first.id);
    expect(second.sessionSecret).not.toBe(first.sessionSecret);
    const device = stack.client();
    await device.signIn(first.token);
    expect(await device.claims()).toMatchObject({ id: first.id, role: 'client', level: 1, brand: 'acme' });
    expect(await device.claims()).not.toHaveProperty('isAnonymous');
    await device.openRoom('hello');
    expect(await stack.stored(`users/acme/${first.id}/vouched`)).toMatchObject({
      userId: '42',
      userName: 'Mara',
    });
  });

  it('A10, A13: is somebody else at each brand, and for each issuer; nobody is known by an e-mail address', async () => {
    await stack.store({ 'server/admission/acme/access': { issuers } });
    const people = await Promise.all([
      signIn({ userToken: await signed({ sub: '7', email: 'mara@test.example' }) }),
      signIn({ brandId: 'globex', userToken: await signed({ sub: '7' }, globex) }),
      signIn({ userToken: await issued({ sub: '7', email: 'mara@test.example', email_verified: false }) }),
      signIn({ userToken: await issued({ sub: '7', iss: firebaseIssuer, aud: 'a-shop' }) }),
    ]);
    expect(new Set(people.map(({ id }) => id)).size).toBe(4);
    expect(await stack.stored(`users/acme/${people[2].id}/vouched/email`)).toBeNull();
  });

  it('A83: ids that differ in capitals, accents or composition are different people', async () => {
    const ids = ['ada', 'Ada', 'ada ', 'âda', 'a\u0302da', 'аda', 'ada\u0000'];
    const people = await Promise.all(
      ids.map(async (sub) => (await signIn({ userToken: await signed({ sub }) })).id),
    );
    expect(new Set(people).size).toBe(ids.length);
  });

  it('A4: no other algorithm, key, brand’s key or key address is taken', async () => {
    await stack.store({ 'server/admission/acme/access': { issuers } });
    const server = await newKey('acme', 'server');
    const none = new UnsecuredJWT({ sub: '42', iat: seconds(), exp: seconds() + 60 }).encode();
    const [, body = ''] = (await signed({ sub: '42' })).split('.');
    const named = Buffer.from(JSON.stringify({ alg: 'none', kid: acme.kid })).toString('base64url');
    const before = JSON.stringify([await stack.stored('users'), await stack.stored('sessions')]);
    const asked = fetchedKeys;
    const attempts: readonly string[] = [
      none,
      `${named}.${body}.`,
      await signed({ sub: '42' }, { kid: acme.kid, secret: globex.secret }),
      await signed({ sub: '42' }, globex),
      await signed({ sub: '42' }, { kid: 'k_aaaaaaaaaaaaaaaaaaaaaa', secret: acme.secret }),
      await signed({ sub: '42' }, server),
      await signed({ sub: '42' }, acme, { alg: 'HS512' }),
      // The issuer's public key as a secret.
      await signed({ sub: '42', iss: oidcIssuer, aud: 'the-shop' }, { kid: 'issuer-key', secret: publicPem }),
      await signed({ sub: '42' }, { kid: '../../acme', secret: acme.secret }),
      await issued({ sub: '42', iss: 'https://evil.example/' }, { jku: 'http://127.0.0.1:9/keys' }),
      await issued({ sub: '42' }, { kid: acme.kid }),
      'x',
      'a.b.c',
      '',
    ];
    for (const userToken of attempts) expect(await refusal({ userToken }), userToken).toEqual(REFUSED);
    for (const userToken of [1, true, [], {}, ['x']]) expect(await refusal({ userToken })).toEqual(REFUSED);
    expect(JSON.stringify([await stack.stored('users'), await stack.stored('sessions')])).toBe(before);
    expect(fetchedKeys - asked).toBeLessThan(3);
  });

  it.each([
    ['expired', { exp: -31 }],
    ['not valid yet', { nbf: 60 }],
    ['made in the future', { iat: 120, exp: 240 }],
    ['older than ten minutes', { iat: -11 * MINUTE_S, exp: 60 }],
    ['good for more than an hour', { exp: 61 * MINUTE_S }],
  ])('A5: a token that is %s is refused', async (_what, times: Readonly<Record<string, number>>) => {
    const at = Object.fromEntries(Object.entries(times).map(([name, from]) => [name, seconds() + from]));
    expect(await refusal({ userToken: await signed({ sub: '42', ...at }) })).toEqual(REFUSED);
  });

  it('A5: a token without exp, iat or sub, of another brand, audience or type is refused', async () => {
    await stack.store({ 'server/admission/acme/access': { issuers } });
    const without = async (name: string): Promise<string> => {
      const claims: JWTPayload = { sub: '42', iat: seconds(), exp: seconds() + 60 };
      return new SignJWT(Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)))
        .setProtectedHeader({ alg: 'HS256', kid: acme.kid })
        .sign(new TextEncoder().encode(acme.secret));
    };
    for (const userToken of [
      ...(await Promise.all(['exp', 'iat', 'sub'].map(without))),
      await signed({ sub: '42', aud: 'globex' }),
      await signed({ sub: '42' }, acme, { typ: 'at+jwt' }),
      await issued({ sub: '42', aud: 'another-shop' }),
      ...(await Promise.all(['', ' ', '-1', 'x'.repeat(301)].map((sub) => signed({ sub })))),
    ])
      expect(await refusal({ userToken }), userToken).toEqual(REFUSED);
    expect(await refusal({ userToken: await signed({ sub: '42', aud: 'acme' }) })).toEqual([
      ...[200, undefined, undefined],
    ]);
  });

  it('A6: a token that names itself opens one session', async () => {
    const userToken = await signed({ sub: '42', jti: 'once' });
    const answers = await Promise.all([1, 2, 3].map(() => refusal({ userToken })));
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
    expect(answers.filter(([status]) => status === 401)).toHaveLength(2);
    expect(await refusal({ userToken })).toEqual(REFUSED);
  });

  it('A6: another token is good again for a page that is loaded twice, but not elsewhere, nor after logout', async () => {
    const userToken = await signed({ sub: '42', n: 1 });
    const { id, token, sessionSecret } = await signIn({ userToken });
    expect((await signIn({ userToken, sessionSecret })).id).toBe(id);
    expect(await statusFrom('127.0.0.9', { userToken, sessionSecret })).toBe(200);
    expect(await statusFrom('127.0.5.1', { userToken, sessionSecret })).toBe(401);
    const device = stack.client();
    await device.signIn(token);
    await device.call('logout', {});
    expect(await refusal({ userToken })).toEqual(REFUSED);
  });

  it('A4: an issuer’s keys are fetched from the address that was set up, and kept', async () => {
    await stack.store({ 'server/admission/acme/access': { issuers } });
    const first = await signIn({ userToken: await issued({ sub: 'auth0|1', email_verified: true }) });
    const asked = fetchedKeys;
    const again = await signIn({ userToken: await issued({ sub: 'auth0|1', jti: '2' }) });
    expect([again.id, fetchedKeys]).toEqual([first.id, asked]);
    await stack.store({ 'server/admission/acme/access': null });
    expect(await refusal({ userToken: await issued({ sub: 'auth0|1' }) })).toEqual(REFUSED);
  });

  it('answers UNAVAILABLE while an issuer’s keys cannot be fetched: that is nobody’s forgery', async () => {
    await stack.store({
      'server/admission/acme/access': {
        issuers: [{ kind: 'oidc', issuer: oidcIssuer, audience: 'the-shop', jwksUrl: 'http://127.0.0.1:9/' }],
      },
    });
    const [status] = await refusal({ userToken: await issued({ sub: '42' }) });
    expect(status).toBe(503);
  });
});

describe('a hash of the user id', () => {
  it('A2, A3: is taken only where allowed and right to the letter; all others are refused alike', async () => {
    expect(await refusal({ userId: '42', userHash: hashOf('42') })).toEqual(REFUSED);
    await stack.store({ 'server/admission/acme/access': { userHash: true } });
    const { vouched, id } = await signIn({ userId: 42, userHash: hashOf('42') });
    expect([vouched, id.slice(0, 2)]).toEqual([true, 'x_']);
    const right = hashOf('42');
    for (const userHash of [
      ...['', null, [], {}, [right], 0, true, right.toUpperCase(), right.slice(1), `${right}0`, ` ${right}`],
      ...[`${right.slice(0, -1)}z`, 'z'.repeat(64), hashOf('43'), hashOf('42', globex)],
    ])
      expect(await refusal({ userId: '42', userHash }), JSON.stringify(userHash)).toEqual(REFUSED);
    for (const userId of ['43', ' 42', '42 ', '-1', undefined])
      expect(await refusal({ userId, userHash: right }), String(userId)).toEqual(REFUSED);
    expect((await signIn({ userId: '-1', userHash: '' })).vouched).toBe(false);
  });
});

describe("a brand's terms", () => {
  it.each([{ vouching: 'required' }, { guests: 'refused' }])(
    'A1: %j lets no guest in, writes nothing and gives no token',
    async (terms) => {
      const guest = await signIn({});
      await stack.store({ 'server/admission/acme/access': terms });
      const before = JSON.stringify([await stack.stored('users'), await stack.stored('sessions')]);
      for (const data of [
        {},
        { userId: '42' },
        { userToken: null },
        { sessionSecret: guest.sessionSecret },
        { customAnonymousSession: 'b7e23ec29af22b0b4e41da31e868d572' },
      ])
        expect(await refusal(data)).toEqual([401, 'UNAUTHENTICATED', { code: 'vouching-required' }]);
      expect(JSON.stringify([await stack.stored('users'), await stack.stored('sessions')])).toBe(before);
      expect(
        (await signIn({ userToken: await signed({ sub: '42', jti: JSON.stringify(terms) }) })).vouched,
      ).toBe(true);
    },
  );

  it('without vouching no earlier conversation: a guest starts anew where history demands it', async () => {
    const guest = await signIn({});
    await stack.store({ 'server/admission/acme/access': { vouching: 'history' } });
    const again = await signIn({ sessionSecret: guest.sessionSecret });
    expect([again.id === guest.id, again.sessionSecret === guest.sessionSecret, again.vouched]).toEqual([
      ...[false, false, false],
    ]);
  });

  it('A103: a stolen secret of a vouched visitor prolongs nothing, and opens nothing where vouching is demanded', async () => {
    const { sessionSecret, id, vouchedUntil } = await signIn({
      userToken: await signed({ sub: '42', jti: 'stolen' }),
    });
    const again = await signIn({ sessionSecret });
    expect([again.id, again.vouched, again.vouchedUntil]).toEqual([id, true, vouchedUntil]);
    await stack.store({ 'server/admission/acme/access': { vouching: 'history' } });
    expect((await signIn({ sessionSecret })).id).not.toBe(id);
    await stack.store({ 'server/admission/acme/access': { vouching: 'required' } });
    expect(await refusal({ sessionSecret })).toEqual([
      ...[401, 'UNAUTHENTICATED', { code: 'vouching-required' }],
    ]);
  });

  it.each(['role', 'level', 'brand', 'uid', 'admin', 'verified', 'hash', 'claims', 'isAnonymous', 'sid'])(
    'A7, A8: the field %s is refused',
    async (field) => {
      expect(await refusal({ [field]: 'admin' })).toEqual([
        ...[400, 'INVALID_ARGUMENT'],
        expect.objectContaining({ code: 'bad-input' }),
      ]);
    },
  );

  it('A7, A9: what a token claims beyond the person changes nothing', async () => {
    const { id, token } = await signIn({
      userToken: await signed({
        ...{ sub: '77', role: 'admin', level: 3, brand: 'globex', verified: true, isAnonymous: true },
      }),
    });
    const device = stack.client();
    await device.signIn(token);
    expect(await device.claims()).toMatchObject({ id, role: 'client', level: 1, brand: 'acme' });
    expect(Object.keys((await stack.stored(`users/acme/${id}/vouched`)) as object).sort()).toEqual([
      ...['at', 'userId'],
    ]);
  });
});

describe('a guest who turns out to be somebody', () => {
  it('A25: brings the conversations along, by the own secret and the website’s word together only', async () => {
    const guest = await signIn({});
    const device = stack.client();
    await device.signIn(guest.token);
    const { room } = await device.openRoom('before');
    const without = await signIn({ userToken: await signed({ sub: 'merge', jti: 'a' }) });
    expect(without.mergedFrom).toBeUndefined();
    expect(await stack.stored(`rooms/acme/${room}/visitorId`)).toBe(guest.id);
    const wrongBrand = await stack.wire('loginExternal', {
      ...{ brandId: 'globex', sessionSecret: guest.sessionSecret },
      userToken: await signed({ sub: 'merge' }, globex),
    });
    expect(wrongBrand.result).not.toHaveProperty('mergedFrom');

    const both = await signIn({
      sessionSecret: guest.sessionSecret,
      userToken: await signed({ sub: 'merge', jti: 'b' }),
    });
    expect([both.id, both.mergedFrom]).toEqual([without.id, guest.id]);
    expect(both.sessionSecret).not.toBe(guest.sessionSecret);
    expect(await stack.stored(`rooms/acme/${room}/visitorId`)).toBe(both.id);
    expect(Object.keys((await stack.stored(`user-rooms/acme/${both.id}`)) as object)).toEqual([room]);
    expect(await stack.stored(`user-rooms/acme/${guest.id}`)).toBeNull();
    expect((await signIn({ sessionSecret: guest.sessionSecret })).id).not.toBe(guest.id);
    await expect(device.send({ brand: 'acme', room }, 'as the guest')).rejects.toThrow();
    const lines = await eventually(
      async () => JSON.stringify(await stack.stored('server/audit')),
      (text) => text.includes('visitor.merge'),
    );
    expect(lines).toContain('visitor.merge');
    expect(JSON.stringify(await stack.stored('server/merges'))).toContain(guest.id);
  });

  it('A25: who was vouched for is never merged into somebody else', async () => {
    const one = await signIn({ userToken: await signed({ sub: 'one', jti: 'one' }) });
    const device = stack.client();
    await device.signIn(one.token);
    const { room } = await device.openRoom('mine');
    const two = await signIn({
      sessionSecret: one.sessionSecret,
      userToken: await signed({ sub: 'two', jti: 'two' }),
    });
    expect([two.mergedFrom, two.id === one.id]).toEqual([undefined, false]);
    expect(await stack.stored(`rooms/acme/${room}/visitorId`)).toBe(one.id);
  });
});

describe("a brand's keys", () => {
  it('A84: show their secret once, work beside each other, and are refused as soon as they are revoked', async () => {
    const [old, fresh] = [await newKey('acme'), await newKey('acme')];
    const by = async (key: Key): Promise<unknown> =>
      (await refusal({ userToken: await signed({ sub: '9', jti: crypto.randomUUID() }, key) }))[0];
    expect([await by(old), await by(fresh)]).toEqual([200, 200]);
    const { keys } = await admin.call('brandAccess', { brand: 'acme' });
    expect(JSON.stringify(keys)).not.toContain(old.secret);
    expect(keys.find(({ kid }) => kid === old.kid)?.lastUsedAt).toEqual(expect.any(Number));
    await admin.call('revokeBrandKey', { brand: 'acme', kid: old.kid });
    expect([await by(old), await by(fresh)]).toEqual([401, 200]);
    const audit = JSON.stringify(await stack.stored('server/audit'));
    expect(audit).toContain('brand-key.revoke');
    for (const { secret } of [old, fresh]) expect(audit).not.toContain(secret);
  });

  it('A71: demand that the admin has just proven who they are', async () => {
    const later = await stack.moderator('admin');
    const sid = String((await later.claims())['sid']);
    await stack.store({ [`server/moderator-sessions/admin/${sid}/at`]: Date.now() - 11 * 60_000 });
    for (const attempt of [
      later.call('createBrandKey', { brand: 'acme', use: 'server' }),
      later.call('revokeBrandKey', { brand: 'acme', kid: acme.kid }),
    ])
      await expect(attempt).rejects.toMatchObject({ details: { code: 'reauthentication-required' } });
  });

  it('A79: are for admins of the brand', async () => {
    const nora = await stack.moderator('nora');
    await expect(nora.call('brandAccess', { brand: 'acme' })).rejects.toMatchObject({
      details: { code: 'refused' },
    });
  });
});

describe("a brand's access", () => {
  const access = {
    ...({ guests: 'allowed', vouching: 'optional', origins: [], appCheck: false, userHash: false } as const),
    issuers: [],
  };

  it('is saved as it is shown', async () => {
    const wanted = { ...access, vouching: 'history', origins: ['https://shop.example'], issuers } as const;
    await admin.call('saveBrandAccess', { brand: 'acme', access: wanted });
    expect((await admin.call('brandAccess', { brand: 'acme' })).access).toEqual(wanted);
  });

  it.each([
    'http://keys.example/jwks',
    'file:///etc/passwd',
    'https://user:pass@keys.example/',
    'https://169.254.169.254/',
    'https://[fd00::1]/',
    'https://10.0.0.1/keys',
    'ftp://keys.example',
    'keys',
  ])('A97: takes no key address like %s', async (jwksUrl) => {
    const issuer = { kind: 'oidc', issuer: 'https://x.example', audience: 'x', jwksUrl } as const;
    await expect(
      admin.call('saveBrandAccess', { brand: 'acme', access: { ...access, issuers: [issuer] } }),
    ).rejects.toMatchObject({ details: { code: 'bad-input' } });
  });
});
