import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CallName } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { deskRequests, type OpenCall } from '../testing/desk-requests.ts';
import { eventually, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-attacks-'));
let stack: Stack;
let admin: Client;
let nora: Client;
let adminSid: string;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_VISITOR_SIGN_INS: '1000' },
  });
  [admin, nora] = await Promise.all([stack.moderator('admin'), stack.moderator('nora')]);
  adminSid = String((await admin.claims())['sid']);
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

const openCalls: readonly OpenCall[] = [
  ...(['loginExternal', 'loginInternal', 'signInOptions', 'requestPasswordReset'] as const),
  ...(['resetPassword', 'confirmFactor', 'logout'] as const),
];

/** The calls that are deployed, each with a request that is understood. */
function deployed(brand = 'acme'): readonly (readonly [CallName, object])[] {
  const names = new Set(stack.firebase.functions.names());
  return (Object.entries(deskRequests(brand)) as [CallName, object][]).filter(([name]) => names.has(name));
}

async function statuses(who: Client | null, brand?: string): Promise<Readonly<Record<string, unknown>>> {
  const headers: Record<string, string> =
    who === null ? {} : { authorization: `Bearer ${await who.idToken()}` };
  const answered: Record<string, unknown> = {};
  for (const [name, request] of deployed(brand)) {
    const { status, error } = await stack.wire(name, request, headers);
    answered[name] = [status, (error?.details as { code?: string } | undefined)?.code];
  }
  return answered;
}

const all = (answer: readonly unknown[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(deployed().map(([name]) => [name, answer]));

describe('every call', () => {
  it('is known here: nothing is deployed that these attacks leave out', () => {
    const known = new Set<string>([...Object.keys(deskRequests('acme')), ...openCalls]);
    const others = stack.firebase.functions.names().filter((name) => !known.has(name));
    // What no client calls: events, schedules, what takes a key of a website's server, what anybody may read, what readers of mails call.
    expect(
      others.filter(
        (name) => !/^on[A-Z]|Sweep$|Repair$|^createVisitorToken$|^brandCard$|^stopMails$/.test(name),
      ),
    ).toEqual([]);
  });

  it('A12: is refused to whoever has no token, or one that nobody signed', async () => {
    expect(await statuses(null)).toEqual(all([401, 'not-signed-in']));
  });

  it('A74: is refused from the moment an admin is disabled, whatever the token still says', async () => {
    await stack.store({ 'moderators/admin/active': false });
    const answered = await statuses(admin);
    await stack.store({ 'moderators/admin/active': true });
    expect(answered).toEqual(all([403, 'refused']));
  });

  it('A82: is refused from the moment an admin is an operator, until the token says so, too', async () => {
    await stack.store({ 'moderators/admin/level': 2 });
    const answered = await statuses(admin);
    await stack.store({ 'moderators/admin/level': 3 });
    expect(answered).toEqual(all([403, 'refused']));
  });

  it('A72: is refused to a session without the second factor that is demanded', async () => {
    await stack.store({ 'moderators/admin/needsFactor': true });
    const answered = await statuses(admin);
    await stack.store({ 'moderators/admin/needsFactor': null });
    expect(answered).toEqual(all([403, 'second-factor-required']));
  });

  it('A74: is refused from the moment the session is ended', async () => {
    const before = await stack.stored(`sessions/${adminSid}`);
    await stack.store({ [`sessions/${adminSid}/until`]: 0 });
    const answered = await statuses(admin);
    await stack.store({ [`sessions/${adminSid}`]: null });
    const withoutSession = await statuses(admin);
    await stack.store({ [`sessions/${adminSid}`]: before });
    expect(answered).toEqual(all([401, 'session-ended']));
    expect(withoutSession).toEqual(answered);
  });

  it('A12: of the desk is refused to a visitor', async () => {
    const answered = await statuses(await stack.visitor());
    // Their own data is a visitor's own.
    const own = {
      fileLink: [404, 'not-found'],
      ownData: [200, undefined],
      mailTranscript: [404, 'not-found'],
    };
    expect(answered).toEqual({ ...all([403, 'refused']), ...own });
  });

  it('A81, A33: about a brand is refused to an admin who has lost it, at once', async () => {
    await stack.store({ 'moderators/admin/everyBrand': null, 'moderators/admin/brands': { globex: true } });
    const answered = await statuses(admin, 'acme');
    await stack.store({ 'moderators/admin/everyBrand': true, 'moderators/admin/brands': null });
    const ofBrand = deployed()
      .filter(([, request]) => 'brand' in request)
      .map(([name]) => name);
    expect(ofBrand.length).toBeGreaterThan(6);
    for (const name of ofBrand) {
      expect(answered[name], name).toEqual(name === 'fileLink' ? [404, 'not-found'] : [403, 'refused']);
    }
  });

  it('A84: answers no secret of those that lie on the server', async () => {
    const secret = 'S3CRET-S3CRET-S3CRET-S3CRET-S3CRET-S3CRET';
    const until = Date.now() + 600_000;
    await stack.store({
      'server/brand-keys/acme/k_1': { use: 'vouching', secret, createdAt: 1, createdBy: 'admin' },
      'server/sources/acme': { url: 'https://127.0.0.1/', secret },
      'server/factors/lucia/f1': { kind: 'totp', name: 'Phone', createdAt: 1, secret, lastStep: 0 },
      'server/oidc-providers/corp': {
        ...{
          name: 'Corp',
          issuer: 'https://127.0.0.1/',
          clientId: 'c',
          clientSecret: secret,
          scope: 'openid',
        },
      },
      'server/project-secret': secret,
      [`server/password-codes/${secret}`]: { uid: 'lucia', kind: 'reset', until },
    });
    const headers = { authorization: `Bearer ${await admin.idToken()}` };
    const answers = [
      await stack.wire('loginExternal', { brandId: 'acme' }),
      await stack.wire('signInOptions', {}),
    ];
    for (const [name, request] of deployed()) {
      if (name === 'createBrandKey' || name === 'resetFactors') continue;
      answers.push(await stack.wire(name, request, headers));
    }
    await stack.store({
      'server/factors/lucia': null,
      'server/oidc-providers': null,
      'server/sources': null,
    });
    await stack.store({
      'server/project-secret': null,
      'server/brand-keys': null,
      'server/password-codes': null,
    });
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(10);
    expect(JSON.stringify(answers)).not.toContain(secret);
  });
});

describe('sign-in of visitors', () => {
  const authority = [
    'role',
    'level',
    'brand',
    'uid',
    'admin',
    'verified',
    'hash',
    'status',
    'claims',
    'sid',
    'id',
  ];

  it.each(authority)('A7: takes no %s from the page', async (field) => {
    const before = JSON.stringify(await stack.stored('users'));
    const { status } = await stack.wire('loginExternal', { brandId: 'acme', [field]: 'admin' });
    expect(status).toBe(400);
    expect(JSON.stringify(await stack.stored('users'))).toBe(before);
  });

  it.each([
    ...['aud', 'iss', 'sub', 'exp', 'firebase', 'acr', 'nonce', 'developerClaims'].map((field) => ({
      [field]: 'x',
    })),
    { brandId: 'b'.repeat(129) },
    { userId: 'u'.repeat(1_001) },
    { userId: { toString: 'x' } },
    { userName: 'n'.repeat(1_001) },
    { customAnonymousSession: 'c'.repeat(513) },
    { sessionSecret: 's'.repeat(513) },
  ])('A8: refuses %j', async (more) => {
    const { status, error } = await stack.wire('loginExternal', { brandId: 'acme', ...more });
    expect([status, error?.status]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  it('A8: mints claims of far less than the 1,000 bytes that Auth takes, for the longest brand, too', async () => {
    const brand = 'b'.repeat(128);
    await stack.store({
      [`brands/${brand}/profile`]: { name: 'B', color: '#102030', welcome: '', live: true },
    });
    const told = {
      ...{ userId: 'u'.repeat(128), userName: 'n'.repeat(80) },
      attributes: { plan: 'p'.repeat(200), team: 't'.repeat(200) },
    };
    const { token } = await stack.client().call('loginExternal', { brandId: brand, ...told });
    const visitor = stack.client();
    await visitor.signIn(token);
    const [, payload = ''] = token.split('.');
    const { claims } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { claims: object };
    expect(claims).toMatchObject({ brand, role: 'client' });
    expect(JSON.stringify(claims).length).toBeLessThan(500);
    expect((await stack.wire('loginExternal', { brandId: `${brand}b` })).status).toBe(400);
    expect(visitor.uid()).toMatch(/^client-[\da-f]{2}$/);
  });

  it('A9: what a page says of its visitor is kept as said, and is no right and no proof', async () => {
    const { token, id, vouched } = await stack
      .client()
      .call('loginExternal', { brandId: 'acme', userId: 'verified', userName: 'role: admin' });
    const visitor = stack.client();
    await visitor.signIn(token);
    expect(vouched).toBe(false);
    expect(await visitor.claims()).toMatchObject({ id, role: 'client', level: 1, isAnonymous: true });
    expect(await stack.stored(`users/acme/${id}`)).toMatchObject({
      selfTold: { userId: 'verified', userName: 'role: admin' },
    });
    expect(await stack.stored(`users/acme/${id}/vouched`)).toBeNull();
    const told = { verified: 'true', role: '<b>admin</b>\u202e', level: '3' };
    const again = await stack.client().call('loginExternal', { brandId: 'acme', attributes: told });
    expect(await stack.stored(`users/acme/${again.id}/selfTold`)).toEqual({
      attributes: { verified: 'true', role: '<b>admin</b>', level: '3' },
    });
    expect(again.vouched).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`a${index}`, 'x']));
    for (const attributes of [many, { a: {} }, { 'a/b': 'x' }, { constructor: 1 }, { a: 'x'.repeat(1001) }]) {
      const { status } = await stack.wire('loginExternal', { brandId: 'acme', attributes });
      expect(status, JSON.stringify(attributes).slice(0, 40)).toBe(400);
    }
    for (const attribute of ['identifier_hash', 'attributes', 'email']) {
      const { status } = await stack.wire('loginExternal', { brandId: 'acme', [attribute]: 'x' });
      expect(status, attribute).toBe(400);
    }
  });
});

describe('files', () => {
  const bytes = Buffer.from('a secret plan');
  let visitor: Client;
  let to: { readonly brand: string; readonly room: string };
  let message: string;
  let path: string;
  beforeAll(async () => {
    visitor = await stack.visitor();
    to = { brand: 'acme', room: (await visitor.openRoom('look')).room };
    ({ message, path } = await visitor.sendFile(to, { name: 'plan.txt', type: 'text/plain', bytes }));
    await stack.firebase.idle();
  });
  afterEach(() => stack.store({ 'moderators/nora/active': true }));

  const object = (query: string): string =>
    `${stack.firebase.urls.storage}/v0/b/${stack.firebase.firebaseConfig.storageBucket}/o/${encodeURIComponent(path)}${query}`;

  it('A74: a disabled operator gets no link and no bytes, by whatever way', async () => {
    expect((await nora.call('fileLink', { ...to, message })).url).toMatch(/^http/);
    await stack.store({ 'moderators/nora/active': false });
    await expect(nora.call('fileLink', { ...to, message })).rejects.toMatchObject({
      code: 'functions/permission-denied',
    });
    for (const scheme of ['Firebase', 'Bearer']) {
      for (const query of ['', '?alt=media']) {
        const answer = await fetch(object(query), {
          headers: { authorization: `${scheme} ${await nora.idToken()}` },
        });
        expect(answer.status, `${scheme} ${query}`).toBe(403);
        expect(await answer.text()).not.toContain('plan');
      }
    }
    await expect(nora.metadata(path)).rejects.toMatchObject({ code: 'storage/unauthorized' });
  });

  it('A22: there is no address that opens a file for ever: none in the message, none at the object', async () => {
    const stored = JSON.stringify(await stack.stored(`room-messages/acme/${to.room}/${message}`));
    expect(stored).not.toMatch(/https?:|token/);
    const { storage } = stack.firebase.urls;
    const { storageBucket } = stack.firebase.firebaseConfig;
    const meta = await eventually(
      async () => {
        const url = `${storage}/storage/v1/b/${storageBucket}/o/${encodeURIComponent(path)}`;
        return JSON.stringify(
          await (await fetch(url, { headers: { authorization: 'Bearer owner' } })).json(),
        );
      },
      (found) => !found.includes('firebaseStorageDownloadTokens'),
    );
    expect(meta).toContain(path);
    expect(meta).not.toContain('firebaseStorageDownloadTokens');
    for (const query of [
      '?alt=media',
      '?alt=media&token=',
      '?alt=media&token=00000000-0000-0000-0000-000000000000',
    ]) {
      expect((await fetch(object(query))).status, query).toBe(403);
    }
  });

  it('A22: a ban, a closed brand and a logout end the giving of links, and a link without its signature is none', async () => {
    const { url } = await visitor.call('fileLink', { ...to, message });
    expect(await (await fetch(url)).text()).toBe('a secret plan');
    const bare = new URL(url);
    bare.searchParams.delete('X-Goog-Signature');
    expect((await fetch(bare)).status).not.toBe(200);
    await visitor.call('logout', {});
    await expect(visitor.call('fileLink', { ...to, message })).rejects.toMatchObject({
      details: { code: 'session-ended' },
    });
  });

  it('A24: a message that names the file of another room opens nothing', async () => {
    const thief = await stack.visitor();
    const own = await thief.openRoom('mine');
    const stolen = {
      kind: 'file',
      file: { path, name: 'plan.txt', type: 'text/plain', size: bytes.length },
    } as const;
    await expect(thief.send({ brand: 'acme', room: own.room }, stolen)).rejects.toThrow('PERMISSION_DENIED');
    await stack.store({
      [`room-messages/acme/${own.room}/stolen-message-0001`]: {
        ...{ by: String((await thief.claims())['id']), role: 'client', at: Date.now() },
        ...stolen,
      },
    });
    await expect(
      thief.call('fileLink', { brand: 'acme', room: own.room, message: 'stolen-message-0001' }),
    ).rejects.toMatchObject({ code: 'functions/not-found' });
  });
});

describe('triggers', () => {
  it('A91: what a function writes sets off no function again', async () => {
    const visitor = await stack.visitor();
    await stack.firebase.idle();
    const before = stack.events.length;
    const { room } = await visitor.openRoom('one');
    await visitor.send({ brand: 'acme', room }, 'two');
    await visitor.sendFile(
      { brand: 'acme', room },
      { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('a') },
    );
    await stack.firebase.runSchedule('archiveSweep');
    await stack.firebase.runSchedule('expirySweep');
    await stack.firebase.idle();
    expect(stack.events.slice(before)).toEqual(Array.from({ length: 3 }, () => 'onMessageCreated'));
  });
});
