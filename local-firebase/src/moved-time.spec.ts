import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, initializeAuth, signInWithCustomToken } from 'firebase/auth';
import {
  connectDatabaseEmulator,
  get,
  getDatabase,
  goOffline,
  onValue,
  ref,
  serverTimestamp,
  set,
} from 'firebase/database';
import { connectStorageEmulator, getStorage, ref as fileRef, uploadString } from 'firebase/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from './clock.ts';
import { customToken, temporaryFolder, TestStack } from './test-stack.ts';

const HOUR = 3_600_000;

let stack: TestStack;
let clock: ManualClock;
/** When rules begin to allow what they call late. */
let late: number;

beforeEach(async () => {
  clock = createManualClock(Date.now());
  late = clock.now() + HOUR;
  const root = await temporaryFolder();
  await writeFile(
    join(root.path, 'database.rules.json'),
    JSON.stringify({
      rules: {
        late: { '.read': `now >= ${late}`, '.write': `now >= ${late} && newData.val() === now` },
        private: { '.read': 'auth != null', '.write': 'auth != null' },
      },
    }),
  );
  await writeFile(
    join(root.path, 'storage.rules'),
    `rules_version = '2';
    service firebase.storage { match /b/{b}/o {
      match /late/{f} { allow create: if request.time >= timestamp.value(${late}); }
      match /private/{f} { allow create: if request.auth != null; }
    } }`,
  );
  stack = await TestStack.start({
    ...{ root: root.path, clock },
    config: { database: { rules: 'database.rules.json' }, storage: { rules: 'storage.rules' } },
  });
  stack.onClose(() => root.remove());
});
afterEach(() => stack.close());

function client() {
  const app = initializeApp(stack.firebase.firebaseConfig, `client-${Math.random()}`);
  stack.onClose(() => deleteApp(app));
  const auth = initializeAuth(app);
  connectAuthEmulator(auth, stack.firebase.urls.auth, { disableWarnings: true });
  const storage = getStorage(app);
  connectStorageEmulator(storage, '127.0.0.1', Number(new URL(stack.firebase.urls.storage).port));
  const database = getDatabase(app);
  connectDatabaseEmulator(database, '127.0.0.1', Number(new URL(stack.firebase.urls.database).port));
  stack.onClose(() => goOffline(database));
  return { auth, storage, database };
}

describe('a test that moves the clock of a stack moves', () => {
  it('R10 V3 "now" and the server timestamp of the database', async () => {
    const { database } = client();
    const place = ref(database, 'late');
    await expect(set(place, serverTimestamp())).rejects.toThrow('PERMISSION_DENIED');
    await expect(get(place)).rejects.toThrow('Permission denied');
    clock.advance(HOUR);
    await set(place, serverTimestamp());
    expect((await get(place)).val()).toBe(late);
  });

  it('SR3 request.time of storage', async () => {
    const { storage } = client();
    const upload = () => uploadString(fileRef(storage, `late/${clock.now()}`), 'x');
    await expect(upload()).rejects.toMatchObject({ code: 'storage/unauthorized' });
    clock.advance(HOUR);
    expect((await upload()).metadata.timeCreated).toBe(new Date(late).toISOString());
  });

  it('A14 S5 C5 the life of an ID token: storage and REST refuse it, and a connected client gets itself a new one', async () => {
    const { auth, database } = client();
    const { user } = await signInWithCustomToken(auth, customToken('u', {}, clock.now()));
    const token = await user.getIdToken();
    const { urls } = stack.firebase;
    const statuses = async (): Promise<number[]> => {
      const rest = await fetch(`${urls.database}/private.json?ns=demo-test-default-rtdb&auth=${token}`);
      const object = `${urls.storage}/v0/b/demo-test.firebasestorage.app/o?name=private%2Fa`;
      const headers = { authorization: `Firebase ${token}` };
      const upload = await fetch(object, { method: 'POST', headers, body: 'x' });
      return [rest.status, upload.status];
    };
    const seen: unknown[] = [];
    onValue(ref(database, 'private'), (snapshot) => void seen.push(snapshot.val()));
    await set(ref(database, 'private'), 'before');
    expect(await statuses()).toEqual([200, 200]);
    clock.advance(HOUR);
    expect(await statuses()).toEqual([401, 401]);
    await expect.poll(() => user.getIdToken()).not.toBe(token);
    await set(ref(database, 'private'), 'after');
    expect(seen.at(-1)).toBe('after');
  });

  it('A3 A5 the life of a custom token; a refresh token has none, and gives an ID token of the new time', async () => {
    const made = customToken('u', {}, clock.now());
    const { body } = await stack.accounts('signInWithCustomToken', { token: made });
    clock.advance(HOUR);
    expect((await stack.accounts('signInWithCustomToken', { token: made })).status).toBe(400);
    expect((await stack.accounts('lookup', { idToken: body.idToken })).status).toBe(400);
    clock.advance(1_000 * HOUR);
    const refreshed = await stack.refresh(body.refreshToken);
    expect((await stack.accounts('lookup', { idToken: refreshed.body.id_token })).status).toBe(200);
  });
});
