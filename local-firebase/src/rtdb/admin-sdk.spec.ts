import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getDatabase, ServerValue, type Database } from 'firebase-admin/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await TestDatabase.start({
    rules: {
      read: ({ auth }) => auth?.uid === 'svc',
      write: ({ auth }) => auth?.uid === 'svc',
      indexes: { list: ['.value'] },
    },
  });
  process.env['FIREBASE_DATABASE_EMULATOR_HOST'] = `127.0.0.1:${database.port}`;
});

afterEach(async () => {
  delete process.env['FIREBASE_DATABASE_EMULATOR_HOST'];
  await database.close();
});

function admin(override?: object | null): Database {
  const app: App = initializeApp(
    {
      projectId: 'demo-test',
      databaseURL: 'https://demo-test-default-rtdb.firebaseio.com',
      ...(override === undefined ? {} : { databaseAuthVariableOverride: override }),
    },
    `admin-${Math.random()}`,
  );
  database.onClose(() => deleteApp(app));
  return getDatabase(app);
}

describe('the Admin SDK', () => {
  it('C2: stands above the rules, in the namespace its databaseURL names', async () => {
    const reference = admin().ref('a');
    await reference.set({ at: ServerValue.TIMESTAMP, n: 1 });
    await reference.child('n').transaction((n: number | null) => (n ?? 0) + 1);
    expect((await reference.once('value')).child('n').val()).toBe(2);
    expect(database.server.namespaceNames()).toEqual(['demo-test-default-rtdb']);
  });

  it('C3: acts under the rules as whom it is told to', async () => {
    await admin({ uid: 'svc' }).ref('a').set(1);
    await expect(admin({ uid: 'other' }).ref('a').set(2)).rejects.toThrow(/PERMISSION_DENIED/);
    await expect(admin(null).ref('a').get()).rejects.toThrow(/Permission denied/);
    expect((await admin().ref('a').get()).val()).toBe(1);
  });

  it('hears its own queries', async () => {
    const reference = admin().ref('list');
    await reference.set({ a: 3, b: 1, c: 2 });
    const snapshot = await reference.orderByValue().limitToLast(2).once('value');
    expect(snapshot.val()).toEqual({ a: 3, c: 2 });
  });
});
