import { generateKeyPairSync, sign } from 'node:crypto';
import { deleteApp, initializeApp } from 'firebase/app';
import { CustomProvider, initializeAppCheck } from 'firebase/app-check';
import { connectAuthEmulator, initializeAuth, signInWithCustomToken } from 'firebase/auth';
import {
  connectDatabaseEmulator,
  get,
  getDatabase,
  goOffline,
  ref as databaseRef,
  set,
} from 'firebase/database';
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions';
import { connectStorageEmulator, getBytes, getStorage, ref, uploadString } from 'firebase/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createManualClock, type ManualClock } from '../clock.ts';
import { customToken, FIXTURE_FUNCTIONS, postJson, TestStack } from '../test-stack.ts';

const DEBUG_TOKEN = '9e1f0e2c-0d7c-4b1e-9f6e-6b1a4f3f7f10';
let stack: TestStack;
let clock: ManualClock;

beforeAll(async () => {
  clock = createManualClock(Date.now());
  stack = await TestStack.start({
    clock,
    functions: { source: FIXTURE_FUNCTIONS },
    appCheck: { enforce: ['auth', 'database', 'storage'], debugTokens: [DEBUG_TOKEN] },
  });
});
afterAll(() => stack.close());

/** An app of the official client, with a provider that gives `token`, or without App Check. */
function appWith(token: string | undefined) {
  const app = initializeApp({ ...stack.firebase.firebaseConfig, appId: '1:1:web:1' }, `app-${Math.random()}`);
  stack.onClose(() => deleteApp(app));
  if (token !== undefined) {
    const provider = new CustomProvider({
      getToken: () => Promise.resolve({ token, expireTimeMillis: Date.now() + 3_600_000 }),
    });
    initializeAppCheck(app, { provider, isTokenAutoRefreshEnabled: false });
  }
  const [host = '', port = ''] = stack.hostOf('functions').split(':');
  const functions = getFunctions(app);
  connectFunctionsEmulator(functions, host, Number(port));
  const auth = initializeAuth(app);
  connectAuthEmulator(auth, stack.firebase.urls.auth, { disableWarnings: true });
  const storage = getStorage(app);
  connectStorageEmulator(storage, host, Number(new URL(stack.firebase.urls.storage).port));
  const database = getDatabase(app);
  connectDatabaseEmulator(database, host, Number(new URL(stack.firebase.urls.database).port));
  stack.onClose(() => goOffline(database));
  return { functions, auth, storage, database };
}

function foreignToken(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const now = Math.floor(clock.now() / 1000);
  const content = [
    { alg: 'RS256', typ: 'JWT', kid: 'local' },
    {
      iss: 'https://firebaseappcheck.googleapis.com/1',
      sub: 'a',
      aud: ['projects/demo-test'],
      iat: now,
      exp: now + 60,
    },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url')}`;
}

async function exchange(call: string, body: object, headers = {}): ReturnType<typeof postJson> {
  const base = `${stack.firebase.urls.auth}/firebaseappcheck.googleapis.com/v1/projects/demo-test/apps`;
  return postJson(`${base}/${encodeURIComponent('1:1:web:1')}:${call}`, body, headers);
}

describe('a callable that enforces App Check', () => {
  it('AC1 AC3 serves who brings a token, verified by firebase-admin with this stack’s keys', async () => {
    const { functions } = appWith(await stack.firebase.appCheckToken({ appId: '1:1:web:shop' }));
    const { data } = await httpsCallable(functions, 'attested')();
    expect(data).toEqual({ appId: '1:1:web:shop' });
  });

  it('AC3 refuses who brings none, a made-up one, or one of another project', async () => {
    for (const token of [undefined, 'a.b.c', foreignToken()]) {
      await expect(httpsCallable(appWith(token).functions, 'attested')()).rejects.toMatchObject({
        code: 'functions/unauthenticated',
      });
    }
  });

  it('AC4 sees that a token was used before, where it consumes it', async () => {
    const { functions } = appWith(await stack.firebase.appCheckToken());
    const call = httpsCallable(functions, 'attestedOnce');
    await call();
    await expect(call()).rejects.toMatchObject({ code: 'functions/permission-denied' });
  });
});

describe('where tokens come from', () => {
  it('AC2 a registered debug token is exchanged for one, another is not', async () => {
    const { body } = await exchange('exchangeDebugToken', { debug_token: DEBUG_TOKEN });
    expect(body.ttl).toBe('3600s');
    const { functions } = appWith(String(body.token));
    expect((await httpsCallable(functions, 'attested')()).data).toEqual({ appId: '1:1:web:1' });
    expect((await exchange('exchangeDebugToken', { debug_token: 'x' })).status).toBe(403);
  });

  it('AC2 no other provider', async () => {
    expect((await exchange('exchangeRecaptchaV3Token', { recaptcha_v3_token: 'x' })).status).toBe(501);
  });
});

describe('services that are told to enforce it', () => {
  it('AC5 Auth, Storage and the database serve the official client with a token', async () => {
    const { auth, storage, database } = appWith(await stack.firebase.appCheckToken());
    await signInWithCustomToken(auth, customToken('u1', {}, clock.now()));
    await uploadString(ref(storage, 'public/a'), 'text');
    expect((await getBytes(ref(storage, 'public/a'))).byteLength).toBe(4);
    await set(databaseRef(database, 'open/x'), 1);
    expect((await get(databaseRef(database, 'open/x'))).val()).toBe(1);
  });

  it('AC5 Auth and Storage refuse the official client without one', async () => {
    const { auth, storage } = appWith(undefined);
    await expect(signInWithCustomToken(auth, customToken('u1', {}, clock.now()))).rejects.toMatchObject({
      code: expect.stringContaining('auth/') as string,
    });
    await expect(uploadString(ref(storage, 'public/b'), 'x')).rejects.toMatchObject({
      // In a browser 'storage/unauthorized-app', which it takes from the answer's text; in Node it does not read that.
      code: 'storage/unauthenticated',
    });
    const answer = await fetch(`${stack.firebase.urls.storage}/v0/b/any/o/a`);
    expect(await answer.text()).toContain('Firebase App Check token is invalid');
  });

  it('AC5 the database refuses connections and requests without one, expired ones included; not administrators', async () => {
    const token = await stack.firebase.appCheckToken({ ttlMs: 1_800_000 });
    const { database } = stack.firebase.urls;
    const rest = async (query: string, headers = {}): Promise<number> =>
      (await fetch(`${database}/open.json?ns=demo-test-default-rtdb${query}`, { headers })).status;
    const socket = (query: string): Promise<number> =>
      new Promise((resolve) => {
        const opened = new WebSocket(
          `${database.replace('http', 'ws')}/.ws?v=5&ns=demo-test-default-rtdb${query}`,
        );
        opened.on('unexpected-response', (_request, response) => {
          resolve(response.statusCode ?? 0);
          opened.terminate();
        });
        opened.on('error', () => undefined);
        opened.on('open', () => {
          resolve(101);
          opened.terminate();
        });
      });
    expect([await rest(''), await rest('&ac=x'), await rest(`&ac=${token}`)]).toEqual([401, 401, 200]);
    expect(await rest('', { 'x-firebase-appcheck': token })).toBe(200);
    expect(await rest('', { authorization: 'Bearer owner' })).toBe(200);
    expect([await socket(''), await socket('&ac=x'), await socket(`&ac=${token}`)]).toEqual([401, 401, 101]);
    clock.advance(1_800_000);
    expect([await rest(`&ac=${token}`), await socket(`&ac=${token}`)]).toEqual([401, 401]);
  });
});
