import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteApp, initializeApp } from 'firebase/app';
import {
  connectStorageEmulator,
  deleteObject,
  getMetadata,
  getStorage,
  listAll,
  ref,
  updateMetadata,
  uploadString,
  type FirebaseStorage,
} from 'firebase/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, TestStack } from '../test-stack.ts';

const RULES = `rules_version = '2';
service firebase.storage {
  match /b/{bucket}/o {
    match /once/{file} { allow create: if resource == null; }
    match /again/{file} {
      allow create: if resource == null || resource.metadata.by == request.resource.metadata.by;
      allow update: if false;
    }
    match /typed/{file} {
      allow create, get: if true;
      allow update: if request.resource.contentType == 'text/plain' && resource.metadata.open == 'yes';
    }
    match /lists/{file=**} { allow list, create: if true; }
    match /small/{file} {
      allow create: if true;
      allow delete: if resource != null && resource.size < 5;
    }
  }
}`;

let stack: TestStack;
let storage: FirebaseStorage;

beforeAll(async () => {
  const root = await temporaryFolder();
  await writeFile(join(root.path, 'storage.rules'), RULES);
  stack = await TestStack.start({ root: root.path, config: { storage: { rules: 'storage.rules' } } });
  stack.onClose(() => root.remove());
  const app = initializeApp(stack.firebase.firebaseConfig, 'by-operation');
  stack.onClose(() => deleteApp(app));
  storage = getStorage(app);
  connectStorageEmulator(storage, '127.0.0.1', Number(new URL(stack.firebase.urls.storage).port));
});
afterAll(() => stack.close());

async function isAllowed(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'storage/unauthorized' });
      return false;
    },
  );
}

const upload = (path: string, by?: string): Promise<boolean> =>
  isAllowed(
    uploadString(ref(storage, path), 'text', 'raw', by === undefined ? {} : { customMetadata: { by } }),
  );

describe('S5: rules of storage decide', () => {
  it('over an upload to a name that is taken as over a new one, by "create", with what is there as "resource"', async () => {
    expect([await upload('once/a'), await upload('once/a')]).toEqual([true, false]);
    expect([
      await upload('again/a', 'ada'),
      await upload('again/a', 'ada'),
      await upload('again/a', 'bob'),
    ]).toEqual([true, true, false]);
  });

  it('over a change of metadata by "update", on the metadata before and after', async () => {
    const file = ref(storage, 'typed/a');
    await uploadString(file, 'text', 'raw', { contentType: 'text/html', customMetadata: { open: 'yes' } });
    expect(await isAllowed(updateMetadata(file, { contentType: 'image/png' }))).toBe(false);
    expect(
      await isAllowed(
        updateMetadata(file, {
          contentType: 'text/plain',
          contentDisposition: 'attachment; filename="a.txt"',
          customMetadata: { open: 'no' },
        }),
      ),
    ).toBe(true);
    expect(await isAllowed(updateMetadata(file, { contentType: 'text/plain' }))).toBe(false);
    expect(await getMetadata(file)).toMatchObject({
      contentType: 'text/plain',
      contentDisposition: 'attachment; filename="a.txt"',
      customMetadata: { open: 'no' },
    });
  });

  it('over lists and single objects apart', async () => {
    await upload('lists/a');
    expect((await listAll(ref(storage, 'lists'))).items.map(({ name }) => name)).toEqual(['a']);
    expect(await isAllowed(getMetadata(ref(storage, 'lists/a')))).toBe(false);
    expect(await isAllowed(listAll(ref(storage, 'typed')))).toBe(false);
  });

  it('over a deletion, on what is there', async () => {
    await upload('small/a');
    await uploadString(ref(storage, 'small/b'), 'longer');
    expect(await isAllowed(deleteObject(ref(storage, 'small/b')))).toBe(false);
    expect(await isAllowed(deleteObject(ref(storage, 'small/a')))).toBe(true);
    expect(await isAllowed(deleteObject(ref(storage, 'small/a')))).toBe(false);
  });
});
