import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSignedIn, type Calls } from '@foyer/shared-core/model';
import { startOidcServer, type OidcServer } from '../testing/oidc-server.ts';
import { password, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-oidc-'));
const desk = 'https://chat.test.example/desk/';
const redirectUri = `${desk}sign-in/callback`;
const client = { clientId: 'foyer', clientSecret: 'a secret of a test', redirectUri, isEmailInToken: true };
let stack: Stack;
let oidc: OidcServer;
beforeAll(async () => {
  oidc = await startOidcServer(client);
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_DESK_URL: desk },
  });
});
afterAll(async () => {
  await Promise.all([stack.close(), oidc.close()]);
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  const { clientId, clientSecret } = client;
  await stack.store({
    ...{
      'server/limits': null,
      'server/oidc-links': null,
      'server/oidc-linked': null,
      'server/factors': null,
    },
    'server/oidc-providers': {
      company: { name: 'Company', issuer: oidc.issuer, clientId, clientSecret },
      unsafe: { name: 'Unsafe', issuer: 'http://10.0.0.1', clientId },
      gone: { name: 'Gone', issuer: 'http://127.0.0.1:9', clientId },
    },
  });
  await stack.firebase.functions.restart();
});

const nora = people.nora.email;
type Proof = Extract<Calls['loginInternal']['request'], { provider: string }>;

/** What the desk does: sends the browser to the provider, and takes what comes back to the function. */
async function comeBack(person: { sub: string; email: string; email_verified: boolean }): Promise<Proof> {
  oidc.person = person;
  const { providers } = await stack.client().call('signInOptions', {});
  const provider = providers.find(({ id }) => id === 'company');
  if (provider === undefined) throw new Error('not offered');
  const [codeVerifier, nonce, state] = [32, 24, 24].map((count) => randomBytes(count).toString('base64url'));
  const address = new URL(provider.authorizationEndpoint);
  const challenge = createHash('sha256').update(String(codeVerifier)).digest('base64url');
  for (const [name, value] of Object.entries({
    ...{
      response_type: 'code',
      client_id: provider.clientId,
      scope: provider.scope,
      redirect_uri: redirectUri,
    },
    ...{ code_challenge: challenge, code_challenge_method: 'S256', nonce, state },
  })) {
    address.searchParams.set(name, String(value));
  }
  const came = await oidc.visit(address.href);
  expect(came.searchParams.get('state')).toBe(state);
  return {
    ...{ provider: 'company', redirectUri, codeVerifier: String(codeVerifier), nonce: String(nonce) },
    code: String(came.searchParams.get('code')),
    iss: String(came.searchParams.get('iss')),
  };
}

const person = { sub: 'subject-1', email: nora, email_verified: true };

async function statusOf(proof: object): Promise<unknown> {
  const { status, error } = await stack.wire('loginInternal', proof);
  return [status, (error?.details as { code?: string } | undefined)?.code];
}

describe('sign-in with a provider', () => {
  it('offers the providers that are set up well and answer', async () => {
    const { providers } = await stack.client().call('signInOptions', {});
    expect(providers).toEqual([
      {
        ...{ id: 'company', name: 'Company', clientId: 'foyer', scope: 'openid email' },
        authorizationEndpoint: `${oidc.issuer}/auth`,
      },
    ]);
  });

  it('signs in the moderator whose verified address it is, and from then on whose subject it is', async () => {
    const answer = await stack.client().call('loginInternal', await comeBack(person));
    expect(asSignedIn(answer).id).toBe('nora');
    const renamed = { ...person, email: 'renamed@elsewhere.example', email_verified: false };
    const again = await stack.client().call('loginInternal', await comeBack(renamed));
    expect(asSignedIn(again).id).toBe('nora');
  });

  it('asks the provider for the address where the ID token has none', async () => {
    const reserved = await startOidcServer({ ...client, isEmailInToken: false });
    const [usual, { clientId, clientSecret }] = [oidc, client];
    oidc = reserved;
    const company = { name: 'Company', issuer: reserved.issuer, clientId, clientSecret };
    await stack.store({ 'server/oidc-providers/company': company });
    const answer = await stack.client().call('loginInternal', await comeBack(person));
    expect(asSignedIn(answer).id).toBe('nora');
    const unverified = { ...person, sub: 'subject-3', email_verified: false };
    expect(await statusOf(await comeBack(unverified))).toEqual([401, 'wrong-credentials']);
    oidc = usual;
    await reserved.close();
  });

  it.each([
    ['an address that is not verified', { ...person, email_verified: false }],
    ['an address that nobody here has', { ...person, email: 'stranger@test.example' }],
    ['no address', { ...person, email: '' }],
  ])('A10, A83: makes no account and finds none by %s', async (_, somebody) => {
    const before = JSON.stringify(await stack.stored('moderators'));
    expect(await statusOf(await comeBack(somebody))).toEqual([401, 'wrong-credentials']);
    expect(JSON.stringify(await stack.stored('moderators'))).toBe(before);
  });

  it('A83: letters that become alike when capitals are made small are other letters', async () => {
    const admin = await stack.moderator('admin');
    await admin.call('saveModerator', {
      ...{ email: 'kim@test.example', name: 'Kim', active: true, everyBrand: false, brands: ['acme'] },
      ...{ role: 'operator', password },
    });
    expect(await statusOf(await comeBack({ ...person, email: '\u212aim@test.example' }))).toEqual([
      ...[401, 'wrong-credentials'],
    ]);
    const kim = { ...person, sub: 'subject-kim', email: 'Kim@test.example' };
    asSignedIn(await stack.client().call('loginInternal', await comeBack(kim)));
  });

  it('A83: another subject with the same address is somebody else', async () => {
    asSignedIn(await stack.client().call('loginInternal', await comeBack(person)));
    expect(await statusOf(await comeBack({ ...person, sub: 'subject-2' }))).toEqual([
      ...[401, 'wrong-credentials'],
    ]);
  });

  it('A74: a disabled moderator stays outside', async () => {
    asSignedIn(await stack.client().call('loginInternal', await comeBack(person)));
    await stack.store({ 'moderators/nora/active': false });
    expect(await statusOf(await comeBack(person))).toEqual([401, 'wrong-credentials']);
    await stack.store({ 'moderators/nora/active': true });
  });

  it('A71: asks for the second factor all the same', async () => {
    const secret = new Secret({ size: 20 });
    await stack.store({
      'server/factors/nora/app': { kind: 'totp', name: 'App', createdAt: 1, secret: secret.base32 },
    });
    const answer = await stack.client().call('loginInternal', await comeBack(person));
    if (!('challenge' in answer)) throw new Error('no challenge');
    const { challenge } = answer;
    asSignedIn(await stack.client().call('loginInternal', { challenge, code: TOTP.generate({ secret }) }));
  });

  it('A76: a code is of no use twice, or with another verifier, nonce or issuer', async () => {
    const proof = await comeBack(person);
    expect(await statusOf({ ...proof, nonce: 'x'.repeat(32) })).toEqual([401, 'wrong-credentials']);
    expect(await statusOf(proof)).toEqual([401, 'wrong-credentials']);
    const other = await comeBack(person);
    expect(await statusOf({ ...other, codeVerifier: 'x'.repeat(43) })).toEqual([401, 'wrong-credentials']);
    const mixedUp = await comeBack(person);
    expect(await statusOf({ ...mixedUp, iss: 'https://evil.example' })).toEqual([401, 'wrong-credentials']);
  });

  it.each([
    'https://evil.example/desk/sign-in/callback',
    `${desk}sign-in/callback?next=https://evil.example`,
    `${desk}sign-in/callback/../../../elsewhere`,
    'javascript:alert(1)',
    '//evil.example/desk/sign-in/callback',
  ])('A96: comes back to the desk’s own page and to no other: %s', async (elsewhere) => {
    const proof = await comeBack(person);
    expect(await statusOf({ ...proof, redirectUri: elsewhere })).toEqual([400, 'bad-input']);
  });

  it('A97: is never led to an address that is not https, whatever is set up', async () => {
    for (const provider of ['unsafe', 'unknown', 'company/clientSecret']) {
      const status = (await statusOf({ ...(await comeBack(person)), provider })) as [number];
      expect([400, 401]).toContain(status[0]);
    }
  });

  it('A84: tells nobody the secret that it shares with Foyer', async () => {
    const answers = [
      await stack.wire('signInOptions', {}),
      await stack.wire('loginInternal', await comeBack(person)),
    ];
    expect(JSON.stringify(answers)).not.toContain(client.clientSecret);
  });
});
