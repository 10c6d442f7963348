import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestContext,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import { get, ref, set, type Database } from 'firebase/database';
import { listAll, ref as fileRef, uploadString, type FirebaseStorage } from 'firebase/storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FIXTURE_SITE, TestStack } from './test-stack.ts';

let stack: TestStack;
let environment: RulesTestEnvironment;

beforeAll(async () => {
  // No rules of its own: everything comes from the test library.
  stack = await TestStack.start({ config: {} });
  const at = (service: 'database' | 'storage', rules: string) => {
    const { port } = new URL(stack.firebase.urls[service]);
    return { host: '127.0.0.1', port: Number(port), rules };
  };
  environment = await initializeTestEnvironment({
    projectId: 'demo-test',
    database: at('database', await readFile(join(FIXTURE_SITE, 'database.rules.json'), 'utf8')),
    storage: at('storage', await readFile(join(FIXTURE_SITE, 'storage.rules'), 'utf8')),
  });
});
afterAll(async () => {
  await environment.cleanup();
  await stack.close();
});

it('G6 lets @firebase/rules-unit-testing set rules of the database and sign in as anybody', async () => {
  const member = databaseOf(environment.authenticatedContext('alice', { room: 'r1' }));
  const stranger = databaseOf(environment.authenticatedContext('bob', { room: 'r2' }));
  const nobody = databaseOf(environment.unauthenticatedContext());
  await assertSucceeds(set(ref(member, 'rooms/r1/m1'), 'hello'));
  await assertFails(set(ref(stranger, 'rooms/r1/m1'), 'mine'));
  await assertFails(get(ref(nobody, 'rooms/r1')));
  await environment.withSecurityRulesDisabled(async (admin) => {
    expect((await get(ref(databaseOf(admin), 'rooms/r1/m1'))).val()).toBe('hello');
  });
  await environment.clearDatabase();
  expect((await get(ref(member, 'rooms/r1'))).exists()).toBe(false);
});

it('G6 lets it set rules of Storage', async () => {
  const member = storageOf(environment.authenticatedContext('alice', { room: 'r1' }));
  const stranger = storageOf(environment.authenticatedContext('bob', { room: 'r2' }));
  await assertSucceeds(uploadString(fileRef(member, 'rooms/r1/a.txt'), 'a'));
  await assertFails(uploadString(fileRef(stranger, 'rooms/r1/b.txt'), 'b'));
  const namesAtTop = async (): Promise<string[]> => {
    let names: string[] = [];
    await environment.withSecurityRulesDisabled(async (admin) => {
      names = (await listAll(fileRef(storageOf(admin)))).items.map(({ name }) => name);
    });
    return names;
  };
  await environment.withSecurityRulesDisabled(async (admin) => {
    await uploadString(fileRef(storageOf(admin), 'c.txt'), 'c');
  });
  expect(await namesAtTop()).toEqual(['c.txt']);
  // The library looks for files at the top alone.
  await environment.clearStorage();
  expect(await namesAtTop()).toEqual([]);
});

it('G6 says what is wrong with rules that do not compile', async () => {
  const { port } = new URL(stack.firebase.urls.storage);
  const storage = { host: '127.0.0.1', port: Number(port), rules: 'service firebase.storage { match' };
  await expect(initializeTestEnvironment({ projectId: 'demo-test', storage })).rejects.toThrow('line 1');
});

// The library declares the services of the old, namespaced client; at run time they are those of the modular one.
function databaseOf(context: RulesTestContext): Database {
  return context.database() as unknown as Database;
}

function storageOf(context: RulesTestContext): FirebaseStorage {
  return context.storage();
}
