import { deleteApp, initializeApp } from 'firebase/app';
import {
  applyActionCode,
  checkActionCode,
  confirmPasswordReset,
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  deleteUser,
  EmailAuthProvider,
  initializeAuth,
  linkWithCredential,
  reload,
  sendPasswordResetEmail,
  signInAnonymously,
  signInWithCustomToken,
  signInWithEmailAndPassword,
  updateEmail,
  updatePassword,
  verifyBeforeUpdateEmail,
  verifyPasswordResetCode,
  type Auth,
} from 'firebase/auth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import { customToken, temporaryFolder, TestStack } from '../test-stack.ts';
import { decodeJwt, encodeUnsignedJwt } from './unsigned-jwt.ts';

let stack: TestStack;
let clock: ManualClock;
let auth: Auth;

beforeEach(async () => {
  clock = createManualClock(Date.now());
  stack = await TestStack.start({ clock });
  auth = client(stack);
  await stack.admin('', { localId: 'ada', email: 'ada@acme.test', password: 'secret1' });
});
afterEach(() => stack.close());

function client(on: TestStack): Auth {
  const app = initializeApp(on.firebase.firebaseConfig, `client-${Math.random()}`);
  on.onClose(() => deleteApp(app));
  const made = initializeAuth(app);
  connectAuthEmulator(made, on.firebase.urls.auth, { disableWarnings: true });
  return made;
}

async function configure(config: object): Promise<void> {
  const { urls, projectId } = stack.firebase;
  await fetch(`${urls.auth}/emulator/v1/projects/${projectId}/config`, {
    method: 'PATCH',
    body: JSON.stringify(config),
  });
}

async function codeOf(attempt: Promise<unknown>): Promise<string | undefined> {
  return attempt.then(
    () => undefined,
    (error: unknown) => (error as { code?: string }).code,
  );
}

async function mailedCode(requestType: string, email = 'ada@acme.test'): Promise<string> {
  const { body } = await stack.admin(':sendOobCode', { requestType, email, returnOobLink: true });
  return String(body.oobCode);
}

const signInAda = async () => (await signInWithEmailAndPassword(auth, 'ada@acme.test', 'secret1')).user;

describe('the official client calls each refusal by its name', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['A4', 'invalid-credential', () => signInWithEmailAndPassword(auth, 'nobody@acme.test', 'secret1')],
    ['A4', 'invalid-credential', () => signInWithEmailAndPassword(auth, 'ada@acme.test', 'wrong')],
    ['A4', 'invalid-email', () => signInWithEmailAndPassword(auth, 'ada', 'secret1')],
    ['A4', 'missing-password', () => signInWithEmailAndPassword(auth, 'ada@acme.test', '')],
    ['A3', 'invalid-custom-token', () => signInWithCustomToken(auth, 'nonsense')],
    [
      'A3',
      'custom-token-mismatch',
      () =>
        signInWithCustomToken(auth, encodeUnsignedJwt({ ...decodeJwt(customToken('u'))!.payload, aud: 'x' })),
    ],
    ['A7', 'email-already-in-use', () => createUserWithEmailAndPassword(auth, 'ada@acme.test', 'secret1')],
    ['A7', 'weak-password', () => createUserWithEmailAndPassword(auth, 'b@acme.test', '12345')],
    ['A9', 'invalid-action-code', () => confirmPasswordReset(auth, 'made-up', 'secret2')],
    ['A9', 'invalid-action-code', () => applyActionCode(auth, 'made-up')],
    ['A9', 'invalid-action-code', () => checkActionCode(auth, 'made-up')],
    ['A9', 'invalid-email', () => sendPasswordResetEmail(auth, 'ada')],
    ['A8', 'weak-password', async () => updatePassword(await signInAda(), '123')],
    ['A8', 'operation-not-allowed', async () => updateEmail(await signInAda(), 'new@acme.test')],
  ])('%s auth/%s (%#)', async (_rule, code, attempt) => {
    expect(await codeOf(attempt())).toBe(`auth/${code}`);
  });

  it('A4 A5 A6 auth/user-disabled and auth/user-token-expired, at sign-in, refresh and reload', async () => {
    const user = await signInAda();
    await stack.admin(':update', { localId: 'ada', disableUser: true });
    expect(await codeOf(signInWithEmailAndPassword(client(stack), 'ada@acme.test', 'secret1'))).toBe(
      'auth/user-disabled',
    );
    expect(await codeOf(user.getIdToken(true))).toBe('auth/user-disabled');
    await stack.admin(':update', { localId: 'ada', disableUser: false });
    const again = await signInAda();
    clock.advance(2_000);
    await stack.admin(':update', { localId: 'ada', validSince: String(Math.floor(clock.now() / 1000)) });
    expect(await codeOf(reload(again))).toBe('auth/user-token-expired');
    const deleted = await signInAda();
    await stack.admin(':delete', { localId: 'ada' });
    expect(await codeOf(deleted.getIdToken(true))).toBe('auth/user-token-expired');
  });

  it('A9 auth/expired-action-code after an hour, by the clock that tests move', async () => {
    const code = await mailedCode('PASSWORD_RESET');
    expect(await verifyPasswordResetCode(auth, code)).toBe('ada@acme.test');
    clock.advance(3_600_001);
    expect(await codeOf(verifyPasswordResetCode(auth, code))).toBe('auth/expired-action-code');
    expect(await codeOf(confirmPasswordReset(auth, code, 'secret2'))).toBe('auth/expired-action-code');
  });

  it('A7 auth/admin-restricted-operation where sign-up or deletion is switched off', async () => {
    const user = await signInAda();
    await configure({ client: { permissions: { disabledUserSignup: true, disabledUserDeletion: true } } });
    for (const attempt of [
      () => createUserWithEmailAndPassword(client(stack), 'b@acme.test', 'secret1'),
      () => signInAnonymously(client(stack)),
      () => deleteUser(user),
    ]) {
      expect(await codeOf(attempt())).toBe('auth/admin-restricted-operation');
    }
  });

  it('A12 auth/operation-not-allowed where passwords are switched off', async () => {
    await configure({ signIn: { email: { enabled: false } } });
    expect(await codeOf(signInAda())).toBe('auth/operation-not-allowed');
  });

  it('A15 auth/too-many-requests where a test locks addresses, known and unknown ones alike, for a while or until a new password', async () => {
    await configure({ local: { lockAfterFailedSignIns: 2 } });
    const signIn = (email: string, password: string) =>
      codeOf(signInWithEmailAndPassword(client(stack), email, password));
    for (const email of ['ada@acme.test', 'nobody@acme.test']) {
      const codes = [
        await signIn(email, 'wrong'),
        await signIn(email, 'wrong'),
        await signIn(email, 'secret1'),
      ];
      expect(codes).toEqual(['auth/invalid-credential', 'auth/invalid-credential', 'auth/too-many-requests']);
    }
    await confirmPasswordReset(auth, await mailedCode('PASSWORD_RESET'), 'secret2');
    expect(await signIn('ada@acme.test', 'secret2')).toBeUndefined();
    expect(await signIn('nobody@acme.test', 'x')).toBe('auth/too-many-requests');
    clock.advance(300_000);
    expect(await signIn('nobody@acme.test', 'x')).toBe('auth/invalid-credential');
  });

  it('A1 auth/unsupported-tenant-operation in a tenant', async () => {
    auth.tenantId = 'customers';
    expect(await codeOf(signInWithEmailAndPassword(auth, 'ada@acme.test', 'secret1'))).toBe(
      'auth/unsupported-tenant-operation',
    );
  });
});

describe('an account that several share', () => {
  it('A8 can be given an address and a password by any of them, and taken from all', async () => {
    const { user } = await signInWithCustomToken(auth, customToken('client-01', { sid: 'a' }, clock.now()));
    const other = await signInWithCustomToken(
      client(stack),
      customToken('client-01', { sid: 'b' }, clock.now()),
    );
    clock.advance(2_000);
    await linkWithCredential(user, EmailAuthProvider.credential('mallory@evil.test', 'secret1'));
    expect(await codeOf(other.user.getIdToken(true))).toBe('auth/user-token-expired');
    const taken = await signInWithEmailAndPassword(client(stack), 'mallory@evil.test', 'secret1');
    expect(taken.user.uid).toBe('client-01');
    expect((await taken.user.getIdTokenResult()).claims).not.toHaveProperty('sid');
    await deleteUser(taken.user);
    expect(await codeOf(user.getIdToken(true))).toBe('auth/user-token-expired');
  });
});

describe('a change of address', () => {
  it('A8 A9 waits for the mail to the new one, and says of no address that it is taken', async () => {
    const user = await signInAda();
    await stack.admin('', { email: 'taken@acme.test' });
    await verifyBeforeUpdateEmail(user, 'taken@acme.test');
    expect(stack.firebase.outbox()).toEqual([]);
    await verifyBeforeUpdateEmail(user, 'new@acme.test');
    const [mail] = stack.firebase.outbox();
    await applyActionCode(auth, mail!.oobCode);
    expect((await signInWithEmailAndPassword(auth, 'new@acme.test', 'secret1')).user.uid).toBe('ada');
  });
});

it('A10 refuses what it would otherwise silently forget: factors, other providers, tenants', async () => {
  for (const more of [
    { mfaInfo: [{ phoneInfo: '+491511234567' }] },
    { tenantId: 't' },
    { providerUserInfo: [{ providerId: 'google.com', rawId: '1' }] },
  ]) {
    expect((await stack.admin('', { localId: 'x', ...more })).status).toBe(501);
  }
  expect(
    (await stack.admin(':update', { localId: 'ada', linkProviderUserInfo: { providerId: 'x' } })).status,
  ).toBe(501);
});

it('A13 knows mailed codes again after a restart', async () => {
  const folder = await temporaryFolder();
  stack.onClose(() => folder.remove());
  const first = await TestStack.start({ folder: folder.path });
  await first.admin('', { email: 'ada@acme.test', password: 'secret1' });
  await first.accounts('sendOobCode', { requestType: 'PASSWORD_RESET', email: 'ada@acme.test' });
  await first.close();
  const second = await TestStack.start({ folder: folder.path });
  stack.onClose(() => second.close());
  await confirmPasswordReset(client(second), second.firebase.outbox()[0]!.oobCode, 'secret2');
  await signInWithEmailAndPassword(client(second), 'ada@acme.test', 'secret2');
});
