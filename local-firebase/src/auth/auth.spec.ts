import { deleteApp, initializeApp } from 'firebase/app';
import {
  confirmPasswordReset,
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  fetchSignInMethodsForEmail,
  initializeAuth,
  sendPasswordResetEmail,
  signInWithCustomToken,
  signInWithEmailAndPassword,
  updatePassword,
  updateProfile,
  type Auth,
} from 'firebase/auth';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import { customToken, postJson, temporaryFolder, TestStack } from '../test-stack.ts';
import { verifyIdToken } from './id-token.ts';
import { decodeJwt, encodeUnsignedJwt } from './unsigned-jwt.ts';

let stack: TestStack;
let clock: ManualClock;

beforeEach(async () => {
  clock = createManualClock(Date.now());
  stack = await TestStack.start({ clock });
});
afterEach(() => stack.close());

function client(): Auth {
  const app = initializeApp(stack.firebase.firebaseConfig, `client-${Math.random()}`);
  stack.onClose(() => deleteApp(app));
  const auth = initializeAuth(app);
  connectAuthEmulator(auth, stack.firebase.urls.auth, { disableWarnings: true });
  return auth;
}

function claimsOf(idToken: unknown): Readonly<Record<string, unknown>> {
  return decodeJwt(String(idToken))!.payload;
}

function errorOf(answer: { body: Record<string, unknown> }): string {
  return (answer.body.error as { message: string }).message;
}

async function setConfig(config: object): Promise<void> {
  const { urls, projectId } = stack.firebase;
  const response = await fetch(`${urls.auth}/emulator/v1/projects/${projectId}/config`, {
    method: 'PATCH',
    body: JSON.stringify(config),
  });
  expect(response.status).toBe(200);
}

describe('sign-in with a custom token', () => {
  it('A2 gives the official client a user whose token carries the claims', async () => {
    const { user } = await signInWithCustomToken(
      client(),
      customToken('client-07', { role: 'client', level: 1 }),
    );
    expect(user.uid).toBe('client-07');
    const { claims, signInProvider } = await user.getIdTokenResult();
    expect(claims).toMatchObject({
      role: 'client',
      level: 1,
      sub: 'client-07',
      user_id: 'client-07',
      aud: 'demo-test',
    });
    expect(signInProvider).toBe('custom');
  });

  it('A2 keeps the session its claims through a refresh, before claims set on the user later', async () => {
    const { user } = await signInWithCustomToken(client(), customToken('u', { role: 'client' }));
    await stack.admin(':update', { localId: 'u', customAttributes: '{"role":"admin","team":"b"}' });
    const { claims } = await user.getIdTokenResult(true);
    expect(claims).toMatchObject({ role: 'client', team: 'b' });
  });

  it('A2 says whether the user is new', async () => {
    const first = await stack.accounts('signInWithCustomToken', { token: customToken('u') });
    const second = await stack.accounts('signInWithCustomToken', { token: customToken('u') });
    expect([first.body.isNewUser, second.body.isNewUser]).toEqual([true, false]);
    expect(first.body).toMatchObject({
      expiresIn: '3600',
      kind: 'identitytoolkit#VerifyCustomTokenResponse',
    });
  });

  it.each(['sub', 'firebase', 'aud', 'auth_time', 'iss'])(
    'A3 refuses the reserved claim %s',
    async (name) => {
      const answer = await stack.accounts('signInWithCustomToken', {
        token: customToken('u', { [name]: 1 }),
      });
      expect([answer.status, errorOf(answer)]).toEqual([400, `FORBIDDEN_CLAIM : ${name}`]);
    },
  );

  it('A3 takes the claims role, level, name and uid', async () => {
    const claims = { role: 'x', level: 3, name: 'n', uid: 'other' };
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u', claims) });
    expect(claimsOf(body.idToken)).toMatchObject({ ...claims, sub: 'u' });
  });

  it('A3 lets no claim change what the token says of itself', async () => {
    const claims = { user_id: 'other', email: 'x@y.test' };
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u', claims) });
    expect(claimsOf(body.idToken)).toMatchObject({ user_id: 'u' });
    expect(claimsOf(body.idToken)).not.toHaveProperty('email');
  });

  it.each([
    ['is no token', () => 'nonsense', 'INVALID_CUSTOM_TOKEN'],
    [
      'is for another audience',
      () => encodeUnsignedJwt({ ...decodeJwt(customToken('u'))!.payload, aud: 'x' }),
      'CREDENTIAL_MISMATCH',
    ],
    ['names nobody', () => customToken(''), 'MISSING_IDENTIFIER'],
    ['has a uid of over 128 characters', () => customToken('u'.repeat(129)), 'MISSING_IDENTIFIER'],
    ['has expired', () => customToken('u', {}, clock.now() - 3_600_001), 'INVALID_CUSTOM_TOKEN'],
    [
      'is signed by a stranger',
      () => customToken('u').replace(/^[^.]+/, part({ alg: 'RS256' })) + 'c2ln',
      'INVALID_CUSTOM_TOKEN',
    ],
  ])('A3 refuses a token that %s', async (_what, token, code) => {
    const answer = await stack.accounts('signInWithCustomToken', { token: token() });
    expect([answer.status, errorOf(answer).split(' : ')[0]]).toEqual([400, code]);
  });

  it('A1 refuses a request without an API key', async () => {
    const url = `${stack.firebase.urls.auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken`;
    expect((await postJson(url, { token: customToken('u') })).status).toBe(403);
  });
});

describe('sign-in with e-mail and password', () => {
  it('A4 signs the official client in, whatever the case of the address', async () => {
    await stack.admin('', { localId: 'op', email: 'Ann@Acme.test', password: 'secret1', displayName: 'Ann' });
    const { user } = await signInWithEmailAndPassword(client(), 'ann@acme.TEST', 'secret1');
    expect(user).toMatchObject({ uid: 'op', email: 'ann@acme.test', displayName: 'Ann' });
    expect(user.providerData.map(({ providerId }) => providerId)).toEqual(['password']);
  });

  it('A4 answers an unknown address and a wrong password alike', async () => {
    await stack.admin('', { email: 'ann@acme.test', password: 'secret1' });
    const wrong = await stack.accounts('signInWithPassword', { email: 'ann@acme.test', password: 'secret2' });
    const unknown = await stack.accounts('signInWithPassword', {
      email: 'bob@acme.test',
      password: 'secret1',
    });
    expect(errorOf(wrong)).toBe('INVALID_LOGIN_CREDENTIALS');
    expect(unknown.body).toEqual(wrong.body);
    expect(await fetchSignInMethodsForEmail(client(), 'ann@acme.test')).toEqual([]);
  });

  it('A4 refuses a disabled user', async () => {
    await stack.admin('', { email: 'ann@acme.test', password: 'secret1', disabled: true });
    await expect(signInWithEmailAndPassword(client(), 'ann@acme.test', 'secret1')).rejects.toMatchObject({
      code: 'auth/user-disabled',
    });
  });

  it('A7 lets end users sign up, but not twice, not weakly, and not where it is switched off', async () => {
    const auth = client();
    const { user } = await createUserWithEmailAndPassword(auth, 'new@acme.test', 'secret1');
    expect(claimsOf(await user.getIdToken())).toMatchObject({
      email: 'new@acme.test',
      email_verified: false,
    });
    const again = createUserWithEmailAndPassword(auth, 'NEW@acme.test', 'secret1');
    await expect(again).rejects.toMatchObject({ code: 'auth/email-already-in-use' });
    const weak = createUserWithEmailAndPassword(auth, 'weak@acme.test', '12345');
    await expect(weak).rejects.toMatchObject({ code: 'auth/weak-password' });
    await setConfig({ client: { permissions: { disabledUserSignup: true } } });
    const off = createUserWithEmailAndPassword(auth, 'late@acme.test', 'secret1');
    await expect(off).rejects.toMatchObject({ code: 'auth/admin-restricted-operation' });
    const unknownUid = await stack.accounts('signInWithCustomToken', { token: customToken('nobody-yet') });
    expect(errorOf(unknownUid)).toBe('ADMIN_ONLY_OPERATION');
  });

  it('A7 lets end users delete their account unless it is switched off', async () => {
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u') });
    await setConfig({ client: { permissions: { disabledUserDeletion: true } } });
    expect(errorOf(await stack.accounts('delete', { idToken: body.idToken }))).toBe('ADMIN_ONLY_OPERATION');
    await setConfig({ client: { permissions: { disabledUserDeletion: false } } });
    expect((await stack.accounts('delete', { idToken: body.idToken })).status).toBe(200);
    expect(errorOf(await stack.refresh(body.refreshToken))).toBe('USER_NOT_FOUND');
  });
});

describe('refresh and lookup', () => {
  it('A5 continues a session with a new ID token', async () => {
    const { body } = await stack.accounts('signInWithCustomToken', {
      token: customToken('u', { sid: 's1' }),
    });
    clock.advance(1_800_000);
    const refreshed = await stack.refresh(body.refreshToken);
    expect(refreshed.body).toMatchObject({
      user_id: 'u',
      project_id: 'demo-test',
      token_type: 'Bearer',
      expires_in: '3600',
    });
    const before = claimsOf(body.idToken);
    expect(claimsOf(refreshed.body.access_token)).toMatchObject({
      sid: 's1',
      auth_time: before.auth_time,
      iat: Number(before.iat) + 1800,
      exp: Number(before.exp) + 1800,
    });
  });

  it.each([
    ['is disabled', { disableUser: true }, 'USER_DISABLED'],
    ['had its sessions revoked since', { validSince: Math.floor(Date.now() / 1000) + 60 }, 'TOKEN_EXPIRED'],
  ])('A5 A6 refuses refresh and lookup of a user who %s', async (_what, change, code) => {
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u') });
    await stack.admin(':update', { localId: 'u', ...change });
    expect(errorOf(await stack.refresh(body.refreshToken))).toBe(code);
    expect(errorOf(await stack.accounts('lookup', { idToken: body.idToken }))).toBe(code);
  });

  it('A5 does not let a deleted user come back with an old refresh token when the uid is made anew', async () => {
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('client-01') });
    await stack.admin(':delete', { localId: 'client-01' });
    await stack.admin('', { localId: 'client-01' });
    expect(errorOf(await stack.refresh(body.refreshToken))).toBe('USER_NOT_FOUND');
  });

  it('A5 refuses a refresh token that was made up or changed', async () => {
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u', { level: 1 }) });
    const [content = '', signature = ''] = String(body.refreshToken).split('.');
    const session = JSON.parse(Buffer.from(content, 'base64url').toString()) as object;
    const raised = Buffer.from(JSON.stringify({ ...session, claims: { level: 3 } })).toString('base64url');
    for (const forged of [`${raised}.${signature}`, raised, `${content}.AAAA`, 'x']) {
      expect(errorOf(await stack.refresh(forged))).toBe('INVALID_REFRESH_TOKEN');
    }
  });

  it('A6 refuses an ID token that has expired, is for another project, or is signed by another', async () => {
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u') });
    const payload = claimsOf(body.idToken);
    const lookup = async (idToken: unknown) => stack.accounts('lookup', { idToken });
    expect((await lookup(body.idToken)).status).toBe(200);
    expect(errorOf(await lookup(encodeUnsignedJwt({ ...payload, aud: 'demo-other' })))).toBe(
      'INVALID_ID_TOKEN',
    );
    expect(errorOf(await lookup(encodeUnsignedJwt({ ...payload, iss: 'https://evil.test' })))).toBe(
      'INVALID_ID_TOKEN',
    );
    expect(errorOf(await lookup(`${String(body.idToken)}c2ln`))).toBe('INVALID_ID_TOKEN');
    expect(errorOf(await stack.accounts('lookup', {}))).toBe('MISSING_ID_TOKEN');
    clock.advance(3_600_000);
    expect(errorOf(await lookup(body.idToken))).toBe('TOKEN_EXPIRED');
  });

  it('A6 shows an end user the own account without hashes and custom attributes', async () => {
    await stack.admin('', { localId: 'u', email: 'u@acme.test', password: 'secret1' });
    await stack.admin(':update', { localId: 'u', customAttributes: '{"secret":1}' });
    const { body } = await stack.accounts('signInWithPassword', {
      email: 'u@acme.test',
      password: 'secret1',
    });
    const { users } = (await stack.accounts('lookup', { idToken: body.idToken })).body as { users: object[] };
    expect(users[0]).toMatchObject({ localId: 'u', email: 'u@acme.test', passwordHash: 'UkVEQUNURUQ=' });
    expect(users[0]).not.toHaveProperty('customAttributes');
  });
});

describe('changes by the user', () => {
  it('A8 a new password ends every other session and begins one with the answer', async () => {
    await stack.admin('', { localId: 'u', email: 'u@acme.test', password: 'secret1' });
    const other = await stack.accounts('signInWithPassword', { email: 'u@acme.test', password: 'secret1' });
    clock.advance(2_000);
    const { user } = await signInWithEmailAndPassword(client(), 'u@acme.test', 'secret1');
    await updatePassword(user, 'secret2');
    expect(await user.getIdToken(true)).not.toBe('');
    expect(errorOf(await stack.refresh(other.body.refreshToken))).toBe('TOKEN_EXPIRED');
    const withOld = await stack.accounts('signInWithPassword', { email: 'u@acme.test', password: 'secret1' });
    expect(errorOf(withOld)).toBe('INVALID_LOGIN_CREDENTIALS');
  });

  it('A8 a profile shows in the next token of everybody who shares the account', async () => {
    const mine = await signInWithCustomToken(client(), customToken('client-01', { sid: 'mine' }));
    const theirs = await signInWithCustomToken(client(), customToken('client-01', { sid: 'theirs' }));
    await updateProfile(mine.user, { displayName: 'Mallory' });
    const { claims } = await theirs.user.getIdTokenResult(true);
    expect(claims).toMatchObject({ name: 'Mallory', sid: 'theirs' });
  });

  it.each([
    { customAttributes: '{"level":3}' },
    { disableUser: false },
    { validSince: '1' },
    { phoneNumber: '+491511234567' },
  ])('A8 does not let a user set %j', async (change) => {
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u') });
    const answer = await stack.accounts('update', { idToken: body.idToken, ...change });
    expect(errorOf(answer)).toBe('INSUFFICIENT_PERMISSION');
  });

  it('A8 gives nobody an address that is taken', async () => {
    await stack.admin('', { email: 'taken@acme.test', password: 'secret1' });
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u') });
    const answer = await stack.accounts('update', { idToken: body.idToken, email: 'taken@acme.test' });
    expect(errorOf(answer)).toBe('EMAIL_EXISTS');
  });
});

describe('mailed codes', () => {
  it('A9 resets a password with the code from the outbox, once, and ends the sessions before', async () => {
    await stack.admin('', { localId: 'u', email: 'u@acme.test', password: 'secret1' });
    const before = await stack.accounts('signInWithPassword', { email: 'u@acme.test', password: 'secret1' });
    clock.advance(2_000);
    const auth = client();
    await sendPasswordResetEmail(auth, 'u@acme.test', {
      url: 'https://acme.test/desk',
      handleCodeInApp: false,
    });
    const [mail] = stack.firebase.outbox();
    expect(mail).toMatchObject({ email: 'u@acme.test', requestType: 'PASSWORD_RESET' });
    await confirmPasswordReset(auth, mail!.oobCode, 'secret2');
    await signInWithEmailAndPassword(auth, 'u@acme.test', 'secret2');
    expect(errorOf(await stack.refresh(before.body.refreshToken))).toBe('TOKEN_EXPIRED');
    await expect(confirmPasswordReset(auth, mail!.oobCode, 'secret3')).rejects.toMatchObject({
      code: 'auth/invalid-action-code',
    });
  });

  it('A9 answers a reset for an unknown address like one for a known, and mails nothing', async () => {
    await stack.admin('', { email: 'u@acme.test', password: 'secret1' });
    const send = (email: string) => stack.accounts('sendOobCode', { requestType: 'PASSWORD_RESET', email });
    const known = await send('u@acme.test');
    const unknown = await send('x@acme.test');
    expect(unknown.body).toEqual({ ...known.body, email: 'x@acme.test' });
    expect(stack.firebase.outbox()).toHaveLength(1);
  });

  it('A9 refuses a code after an hour, and one whose account has got another address', async () => {
    await stack.admin('', { localId: 'u', email: 'u@acme.test', password: 'secret1' });
    await stack.accounts('sendOobCode', { requestType: 'PASSWORD_RESET', email: 'u@acme.test' });
    const { oobCode } = stack.firebase.outbox()[0]!;
    await stack.admin(':update', { localId: 'u', email: 'new@acme.test' });
    const moved = await stack.accounts('resetPassword', { oobCode, newPassword: 'secret2' });
    expect(errorOf(moved)).toBe('INVALID_OOB_CODE');
    await stack.accounts('sendOobCode', { requestType: 'PASSWORD_RESET', email: 'new@acme.test' });
    const late = stack.firebase.outbox().at(-1)!;
    clock.advance(3_600_001);
    const expired = await stack.accounts('resetPassword', { oobCode: late.oobCode, newPassword: 'secret2' });
    expect(errorOf(expired)).toBe('EXPIRED_OOB_CODE');
  });

  it('A9 gives a link to administrators only', async () => {
    await stack.admin('', { email: 'u@acme.test', password: 'secret1' });
    const wanted = { requestType: 'PASSWORD_RESET', email: 'u@acme.test', returnOobLink: true };
    expect(errorOf(await stack.accounts('sendOobCode', wanted))).toBe('INSUFFICIENT_PERMISSION');
    const { body } = await stack.admin(':sendOobCode', wanted);
    expect(String(body.oobLink)).toContain('/emulator/action?mode=resetPassword');
    expect(stack.firebase.outbox()).toEqual([]);
  });

  it('A12 shows the outbox as a page whose link sets a new password', async () => {
    await stack.admin('', { localId: 'u', email: '"<b>"@acme.test', password: 'secret1' });
    await stack.accounts('sendOobCode', { requestType: 'PASSWORD_RESET', email: '"<b>"@acme.test' });
    const outbox = await (await fetch(`${stack.firebase.urls.auth}/emulator/outbox`)).text();
    expect(outbox).not.toContain('<b>');
    const link = /href="([^"]+)"/.exec(outbox)![1]!.replaceAll('&amp;', '&');
    expect(await (await fetch(link)).text()).toContain('type="password"');
    const { oobCode } = stack.firebase.outbox()[0]!;
    const set = await fetch(link, {
      method: 'POST',
      body: new URLSearchParams({ oobCode, newPassword: 'secret2' }),
    });
    expect(await set.text()).toContain('The password is set.');
    const signedIn = await stack.accounts('signInWithPassword', {
      email: '"<b>"@acme.test',
      password: 'secret2',
    });
    expect(signedIn.status).toBe(200);
  });

  it('A12 lists the codes for programs', async () => {
    await stack.admin('', { email: 'u@acme.test', password: 'secret1' });
    await stack.accounts('sendOobCode', { requestType: 'PASSWORD_RESET', email: 'u@acme.test' });
    const { urls, projectId } = stack.firebase;
    const response = await fetch(`${urls.auth}/emulator/v1/projects/${projectId}/oobCodes`);
    expect(await response.json()).toMatchObject({
      oobCodes: [{ email: 'u@acme.test', requestType: 'PASSWORD_RESET' }],
    });
  });
});

describe('who may use administrators’ powers', () => {
  it('A11 refuses them without credentials and from a foreign origin', async () => {
    expect((await stack.admin('', {}, { authorization: '' })).status).toBe(401);
    for (const origin of ['https://evil.test', 'http://127.0.0.1:1', 'null']) {
      expect((await stack.admin('', { localId: 'x' }, { origin })).status).toBe(403);
    }
    const { urls, projectId } = stack.firebase;
    expect((await stack.admin('', { localId: 'ok' }, { origin: urls.hosting })).status).toBe(200);
    const config = await fetch(`${urls.auth}/emulator/v1/projects/${projectId}/config`, {
      headers: { origin: 'https://evil.test' },
    });
    expect(config.status).toBe(403);
  });

  it('A11 refuses them when a foreign host name was pointed at this machine', async () => {
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(stack.firebase.urls.auth);
      const path = `/emulator/v1/projects/demo-test/oobCodes`;
      request({ port, path, host: '127.0.0.1', headers: { host: `evil.test:${port}` } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('A1 lets pages of every origin sign in', async () => {
    const headers = { origin: 'https://shop.test' };
    const answer = await stack.accounts('signInWithCustomToken', { token: customToken('u') }, headers);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.test');
  });
});

describe('keeping users', () => {
  it('A13 knows users, sessions and settings again after a restart', async () => {
    const folder = await temporaryFolder();
    stack.onClose(() => folder.remove());
    const first = await TestStack.start({ folder: folder.path });
    await first.admin('', { localId: 'u', email: 'u@acme.test', password: 'secret1' });
    const { body } = await first.accounts('signInWithCustomToken', {
      token: customToken('u', { sid: 's' }),
    });
    await first.close();
    const second = await TestStack.start({ folder: folder.path });
    stack.onClose(() => second.close());
    const refreshed = await second.refresh(body.refreshToken);
    expect(claimsOf(refreshed.body.id_token)).toMatchObject({ sid: 's', sub: 'u' });
    const signedIn = await second.accounts('signInWithPassword', {
      email: 'u@acme.test',
      password: 'secret1',
    });
    expect(signedIn.status).toBe(200);
  });
});

describe('a change that was answered', () => {
  it('A13 is in the folder already', async () => {
    const folder = await temporaryFolder();
    stack.onClose(() => folder.remove());
    const kept = await TestStack.start({ folder: folder.path });
    stack.onClose(() => kept.close());
    await Promise.all(['u1', 'u2', 'u3'].map((localId) => kept.admin('', { localId })));
    const written = await readFile(join(folder.path, 'auth.json'), 'utf8');
    for (const uid of ['u1', 'u2', 'u3']) expect(written).toContain(`"${uid}"`);
  });
});

describe('tokens as database and storage judge them', () => {
  it('A14 takes the tokens that the SDK’s createMockUserToken makes, which carry no times', () => {
    const iss = 'https://securetoken.google.com/demo-test';
    const times = { iat: 0, exp: 3600, auth_time: 0 };
    const token = encodeUnsignedJwt({ iss, aud: 'demo-test', ...times, sub: 'alice', level: 2 });
    const verdict = verifyIdToken(token, 'demo-test', Date.now());
    expect(verdict).toMatchObject({ ok: true, token: { uid: 'alice', claims: { level: 2 } } });
  });

  it('A14 tells an expired token from a bad one', async () => {
    const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('u') });
    const token = String(body.idToken);
    expect(verifyIdToken(token, 'demo-test', clock.now())).toMatchObject({ ok: true });
    expect(verifyIdToken(token, 'demo-test', clock.now() + 3_600_000)).toMatchObject({
      code: 'expired_token',
    });
    expect(verifyIdToken(token, 'demo-other', clock.now())).toMatchObject({ code: 'invalid_token' });
    expect(verifyIdToken('', 'demo-test', clock.now())).toMatchObject({ code: 'invalid_token' });
  });
});

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
