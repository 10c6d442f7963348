import { afterAll, beforeAll, expect, it } from 'vitest';

import { CoreError } from '../model/errors.ts';
import type { VisitorClaims } from '../model/claims.ts';
import { startLocalStack } from '../testing/local-stack.ts';
import type { LocalStack } from '../testing/local-stack.ts';
import { createManualPlatform } from '../testing/manual-platform.ts';
import { createRestAuth } from './rest-auth.ts';

let stack: LocalStack;
const claims: VisitorClaims = {
  id: 'g_1',
  role: 'client',
  level: 1,
  brand: 'acme',
  sid: 's1',
  isAnonymous: true,
};

beforeAll(async () => {
  stack = await startLocalStack();
});
afterAll(() => stack.close());

/** The sign-in of one visitor, on a clock that moves when a test says so and a network that can be switched off. */
async function signedIn(renew: () => Promise<string | null> = () => Promise.resolve(null)) {
  const network = { isUp: true, asked: [] as string[] };
  const platform = createManualPlatform({
    fetch(url, request) {
      network.asked.push(new URL(url).pathname.split('/').at(-1) ?? '');
      return network.isUp ? fetch(url, request) : Promise.reject(new TypeError('fetch failed'));
    },
  });
  const auth = createRestAuth(stack.config, platform, renew);
  await auth.port.signIn(stack.mint(claims));
  const told: (string | null)[] = [];
  auth.tokens.onToken((token) => told.push(token));
  return { auth, network, platform, told };
}

it('reads the claims of the token it was given', async () => {
  const { auth } = await signedIn();
  expect(auth.port.claims.get()).toEqual(claims);
  expect(await auth.tokens.getToken(false)).toBe(await auth.port.idToken());
});

it('says who refuses: a token that is none is no sign-in', async () => {
  const auth = createRestAuth(stack.config, createManualPlatform({ fetch }), () => Promise.resolve(null));
  await expect(auth.port.signIn('nonsense')).rejects.toMatchObject({ code: 'not-signed-in' });
  await expect(auth.port.idToken()).rejects.toMatchObject({ code: 'not-signed-in' });
  expect(await auth.tokens.getToken(true)).toBeNull();
});

it('refreshes once for all who ask at the same time', async () => {
  const { auth, network, told } = await signedIn();
  await Promise.all([auth.tokens.getToken(true), auth.tokens.getToken(true)]);
  expect(network.asked).toEqual(['accounts:signInWithCustomToken', 'token']);
  expect(told).toHaveLength(1);
});

it('renews the token before it expires, and tells the database', async () => {
  const { network, platform, told } = await signedIn();
  await platform.advance(54 * 60_000);
  expect(network.asked).toHaveLength(1);
  await platform.advance(2 * 60_000);
  await expect.poll(() => told.length).toBe(1);
  expect(network.asked.at(-1)).toBe('token');
});

it('hands out no token that is about to expire, and none while it cannot get another', async () => {
  const { auth, network, platform } = await signedIn();
  network.isUp = false;
  await platform.advance(61 * 60_000);
  await expect(auth.tokens.getToken(false)).rejects.toMatchObject({ code: 'offline' });
  expect(auth.port.claims.get()).toEqual(claims);
  network.isUp = true;
  await expect(auth.port.idToken()).resolves.toBeTypeOf('string');
});

it('signs in anew when the account behind its tokens is gone', async () => {
  let renewals = 0;
  const { auth } = await signedIn(() => {
    renewals += 1;
    return Promise.resolve(stack.mint(claims));
  });
  await stack.deleteAccounts();
  await expect(auth.tokens.getToken(true)).resolves.toBeTypeOf('string');
  expect([renewals, auth.port.claims.get()]).toEqual([1, claims]);
});

it('is signed out when there is no way back', async () => {
  const { auth, told } = await signedIn();
  await stack.deleteAccounts();
  expect(await auth.tokens.getToken(true)).toBeNull();
  expect([auth.port.claims.get(), told]).toEqual([null, [null]]);
});

it('keeps its tokens when the way back is only blocked for now', async () => {
  const { auth } = await signedIn(() => Promise.reject(new CoreError('offline')));
  await stack.deleteAccounts();
  await expect(auth.tokens.getToken(true)).rejects.toMatchObject({ code: 'offline' });
  expect(auth.port.claims.get()).toEqual(claims);
});
