import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getAuth, type Auth } from 'firebase-admin/auth';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TestStack } from '../test-stack.ts';

let stack: TestStack;
let app: App;
let auth: Auth;

beforeEach(async () => {
  stack = await TestStack.start();
  vi.stubEnv('FIREBASE_AUTH_EMULATOR_HOST', stack.hostOf('auth'));
  app = initializeApp({ projectId: 'demo-test' }, `admin-${Math.random()}`);
  auth = getAuth(app);
});
afterEach(async () => {
  await deleteApp(app);
  vi.unstubAllEnvs();
  await stack.close();
});

async function signIn(uid: string, claims: object = {}) {
  const { body } = await stack.accounts('signInWithCustomToken', {
    token: await auth.createCustomToken(uid, claims),
  });
  return { idToken: String(body.idToken), refreshToken: body.refreshToken };
}

it('A10 creates, finds, changes and deletes users for firebase-admin', async () => {
  const created = await auth.createUser({
    uid: 'op',
    email: 'Op@acme.test',
    password: 'secret1',
    displayName: 'Op',
  });
  expect(created).toMatchObject({ uid: 'op', email: 'op@acme.test', disabled: false, emailVerified: false });
  expect(await auth.getUserByEmail('OP@acme.test')).toMatchObject({ uid: 'op' });
  const changed = await auth.updateUser('op', {
    displayName: null,
    disabled: true,
    emailVerified: true,
    phoneNumber: '+491511234567',
  });
  expect(changed).toMatchObject({ disabled: true, emailVerified: true, phoneNumber: '+491511234567' });
  expect(changed.displayName).toBeUndefined();
  expect(await auth.getUserByPhoneNumber('+491511234567')).toMatchObject({ uid: 'op' });
  await auth.deleteUser('op');
  await expect(auth.getUser('op')).rejects.toMatchObject({ code: 'auth/user-not-found' });
});

it('A10 refuses a uid, address or phone number that is taken', async () => {
  await auth.createUser({ uid: 'a', email: 'a@acme.test', phoneNumber: '+491511234567' });
  await expect(auth.createUser({ uid: 'a' })).rejects.toMatchObject({ code: 'auth/uid-already-exists' });
  await expect(auth.createUser({ email: 'A@acme.test' })).rejects.toMatchObject({
    code: 'auth/email-already-exists',
  });
  await auth.createUser({ uid: 'b' });
  await expect(auth.updateUser('b', { email: 'a@acme.test' })).rejects.toMatchObject({
    code: 'auth/email-already-exists',
  });
  await expect(auth.updateUser('b', { phoneNumber: '+491511234567' })).rejects.toMatchObject({
    code: 'auth/phone-number-already-exists',
  });
});

it('A10 lists users page by page in the order of uids', async () => {
  for (const uid of ['c', 'a', 'b']) await auth.createUser({ uid });
  const first = await auth.listUsers(2);
  const second = await auth.listUsers(2, first.pageToken);
  expect([...first.users, ...second.users].map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
  expect(second.pageToken).toBeUndefined();
});

it('A10 imports and deletes many users at once', async () => {
  const users = ['client-00', 'client-01'].map((uid) => ({ uid, customClaims: { role: 'client' } }));
  expect(await auth.importUsers(users)).toMatchObject({ successCount: 2, failureCount: 0 });
  expect((await auth.getUser('client-01')).customClaims).toEqual({ role: 'client' });
  expect(await auth.deleteUsers(['client-00', 'client-01', 'never'])).toMatchObject({
    successCount: 3,
    errors: [],
  });
  expect(await auth.getUsers([{ uid: 'client-00' }])).toMatchObject({
    users: [],
    notFound: [{ uid: 'client-00' }],
  });
});

it('A10 puts custom claims into the next token, and takes them out again', async () => {
  await auth.createUser({ uid: 'op' });
  await auth.setCustomUserClaims('op', { role: 'operator' });
  expect(await auth.verifyIdToken((await signIn('op')).idToken)).toMatchObject({
    role: 'operator',
    uid: 'op',
  });
  await auth.setCustomUserClaims('op', null);
  expect(await auth.verifyIdToken((await signIn('op')).idToken)).not.toHaveProperty('role');
  await expect(auth.setCustomUserClaims('op', { sub: 'x' })).rejects.toMatchObject({
    code: 'auth/reserved-claim',
  });
});

it('A10 A5 A6 ends sessions by revokeRefreshTokens', async () => {
  const { idToken, refreshToken } = await signIn('op', { sid: 's' });
  expect(await auth.verifyIdToken(idToken)).toMatchObject({ sid: 's' });
  // Revocation counts in whole seconds: what began in the same one stays.
  await stack.admin(':update', { localId: 'op', validSince: Math.floor(Date.now() / 1000) + 1 });
  await expect(auth.verifyIdToken(idToken)).rejects.toMatchObject({ code: 'auth/id-token-revoked' });
  expect((await stack.refresh(refreshToken)).status).toBe(400);
  await auth.revokeRefreshTokens('op');
  expect((await auth.getUser('op')).tokensValidAfterTime).toBeDefined();
});

it('A9 makes password reset links for firebase-admin, continuing where it says', async () => {
  await auth.createUser({ uid: 'op', email: 'op@acme.test', password: 'secret1' });
  const link = await auth.generatePasswordResetLink('op@acme.test', { url: 'https://desk.test/' });
  const { searchParams } = new URL(link);
  expect(searchParams.get('continueUrl')).toBe('https://desk.test/');
  const set = await stack.accounts('resetPassword', {
    oobCode: searchParams.get('oobCode'),
    newPassword: 'secret2',
  });
  expect(set.body).toMatchObject({ email: 'op@acme.test', requestType: 'PASSWORD_RESET' });
});

it('A9 verifies an address by its link', async () => {
  await auth.createUser({ uid: 'op', email: 'op@acme.test' });
  const link = await auth.generateEmailVerificationLink('op@acme.test');
  expect(await (await fetch(link)).text()).toContain('The address is verified.');
  expect(await auth.getUser('op')).toMatchObject({ emailVerified: true });
});

it('A12 changes the project’s settings for firebase-admin’s projectConfigManager', async () => {
  const manager = auth.projectConfigManager();
  expect(await manager.getProjectConfig()).toMatchObject({
    emailPrivacyConfig: { enableImprovedEmailPrivacy: true },
  });
  await expect(
    manager.updateProjectConfig({ emailPrivacyConfig: { enableImprovedEmailPrivacy: false } }),
  ).rejects.toThrow('always on');
});
