import { randomBytes } from 'node:crypto';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, initializeAuth, signInWithCustomToken } from 'firebase/auth';
import {
  connectStorageEmulator,
  deleteObject,
  getBytes,
  getDownloadURL,
  getMetadata,
  getStorage,
  list,
  listAll,
  ref,
  updateMetadata,
  uploadBytes,
  uploadBytesResumable,
  uploadString,
  type FirebaseStorage,
} from 'firebase/storage';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { customToken, temporaryFolder, TestStack } from '../test-stack.ts';

const BUCKET = 'demo-test.firebasestorage.app';
let stack: TestStack;

beforeAll(async () => {
  stack = await TestStack.start();
});
afterAll(() => stack.close());
afterEach(() => stack.firebase.reset());

async function client(claims?: object, on = stack): Promise<FirebaseStorage> {
  const app = initializeApp(on.firebase.firebaseConfig, `client-${Math.random()}`);
  on.onClose(() => deleteApp(app));
  const auth = initializeAuth(app);
  connectAuthEmulator(auth, on.firebase.urls.auth, { disableWarnings: true });
  if (claims !== undefined) await signInWithCustomToken(auth, customToken('client-01', claims));
  const storage = getStorage(app);
  connectStorageEmulator(storage, '127.0.0.1', Number(new URL(on.firebase.urls.storage).port));
  return storage;
}

/** A request of Firebase's own Storage API. */
async function v0(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${stack.firebase.urls.storage}/v0/b/${BUCKET}/o${path}`, init);
}

async function idToken(claims: object): Promise<string> {
  const { body } = await stack.accounts('signInWithCustomToken', { token: customToken('client-01', claims) });
  return String(body.idToken);
}

describe('uploads of the official client', () => {
  it('S1 keep bytes and metadata, with the hashes Cloud Storage would name', async () => {
    const file = ref(await client(), 'public/a b%ü#.txt');
    const { metadata } = await uploadString(file, 'The quick brown fox', 'raw', {
      contentType: 'text/plain',
      contentDisposition: 'attachment',
      customMetadata: { room: 'r1' },
    });
    expect(metadata).toMatchObject({
      fullPath: 'public/a b%ü#.txt',
      bucket: BUCKET,
      size: 19,
      contentType: 'text/plain',
      contentDisposition: 'attachment',
      customMetadata: { room: 'r1' },
      md5Hash: 'ogBPN3MLlEVnCnOPoPye5Q==',
      metageneration: '1',
    });
    expect(Buffer.from(await getBytes(file)).toString()).toBe('The quick brown fox');
    expect(await getMetadata(file)).toMatchObject({ md5Hash: metadata.md5Hash });
  });

  it('S2 take large files in pieces', async () => {
    const bytes = randomBytes(3_000_001);
    const file = ref(await client(), 'public/large.bin');
    const progress: number[] = [];
    const task = uploadBytesResumable(file, bytes);
    task.on('state_changed', ({ bytesTransferred }) => void progress.push(bytesTransferred));
    const { metadata } = await task;
    expect(metadata.size).toBe(3_000_001);
    expect(progress.length).toBeGreaterThan(2);
    expect(Buffer.from(await getBytes(file)).equals(bytes)).toBe(true);
  });

  it('S2 can be cancelled, and leave nothing', async () => {
    const storage = await client();
    const task = uploadBytesResumable(ref(storage, 'public/large.bin'), randomBytes(2_000_000));
    task.on('state_changed', () => void task.cancel());
    await expect(task).rejects.toMatchObject({ code: 'storage/canceled' });
    expect((await listAll(ref(storage, 'public'))).items).toEqual([]);
  });

  it('S5 are judged by the rules with claims, size and what is there already', async () => {
    const storage = await client({ room: 'r1' });
    await uploadBytes(ref(storage, 'rooms/r1/a.txt'), Buffer.from('a'));
    for (const path of ['rooms/r1/a.txt', 'rooms/r2/a.txt', 'elsewhere/a.txt']) {
      await expect(uploadBytes(ref(storage, path), Buffer.from('b'))).rejects.toMatchObject({
        code: 'storage/unauthorized',
      });
    }
    const nobody = await client();
    await expect(uploadBytes(ref(nobody, 'rooms/r1/b.txt'), Buffer.from('b'))).rejects.toMatchObject({
      code: 'storage/unauthorized',
    });
    await expect(getBytes(ref(storage, 'rooms/r1/a.txt'))).rejects.toMatchObject({
      code: 'storage/unauthorized',
    });
    await expect(deleteObject(ref(storage, 'rooms/r1/a.txt'))).rejects.toMatchObject({
      code: 'storage/unauthorized',
    });
  });

  it('S5 let one of two uploads to the same new name win', async () => {
    const token = await idToken({ room: 'r1' });
    const upload = (text: string) =>
      v0('?name=rooms%2Fr1%2Fx', {
        method: 'POST',
        headers: { authorization: `Firebase ${token}` },
        body: text,
      });
    const answers = await Promise.all([upload('one'), upload('two'), upload('three')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  });

  it('S5 are refused with a token that does not hold, before the first byte', async () => {
    const start = await v0('?name=rooms%2Fr1%2Fx', {
      method: 'POST',
      headers: {
        authorization: 'Firebase a.b.c',
        'x-goog-upload-command': 'start',
        'x-goog-upload-protocol': 'resumable',
      },
    });
    expect(start.status).toBe(401);
  });
});

describe('an upload in pieces', () => {
  async function begin(length = 10): Promise<string> {
    const response = await v0('?name=public%2Fx', {
      method: 'POST',
      headers: {
        'x-goog-upload-protocol': 'resumable',
        'x-goog-upload-command': 'start',
        'x-goog-upload-header-content-length': String(length),
        'x-goog-upload-header-content-type': 'text/plain',
      },
      body: JSON.stringify({ name: 'public/x' }),
    });
    expect(response.headers.get('x-goog-upload-status')).toBe('active');
    return response.headers.get('x-goog-upload-url')!;
  }

  async function command(url: string, name: string, offset = 0, body?: string): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      headers: { 'x-goog-upload-command': name, 'x-goog-upload-offset': String(offset) },
      ...(body === undefined ? {} : { body }),
    });
  }

  it('S2 goes on after a break where it stood', async () => {
    const url = await begin();
    await command(url, 'upload', 0, '01234');
    const query = await command(url, 'query');
    expect(query.headers.get('x-goog-upload-size-received')).toBe('5');
    expect((await command(url, 'upload, finalize', 3, '34567')).status).toBe(400);
    const done = await command(url, 'upload, finalize', 5, '56789');
    expect([done.status, done.headers.get('x-goog-upload-status')]).toEqual([200, 'final']);
    expect(await (await v0('/public%2Fx?alt=media')).text()).toBe('0123456789');
    expect((await command(url, 'query')).headers.get('x-goog-upload-status')).toBe('final');
  });

  it('S2 must have the length that was announced', async () => {
    const tooLong = await begin(3);
    expect((await command(tooLong, 'upload, finalize', 0, '0123')).status).toBe(413);
    const tooShort = await begin(3);
    expect((await command(tooShort, 'upload, finalize', 0, '01')).status).toBe(400);
  });

  it('S2 is over when it was cancelled or never begun', async () => {
    const url = await begin();
    expect((await command(url, 'cancel')).status).toBe(200);
    expect((await command(url, 'upload', 0, '0')).status).toBe(400);
    expect((await command(url.replace(/upload_id=[^&]+/, 'upload_id=x'), 'query')).status).toBe(404);
  });
});

describe('metadata, lists and deletion', () => {
  it('S3 change and clear metadata', async () => {
    const file = ref(await client(), 'public/a.txt');
    await uploadString(file, 'a', 'raw', { customMetadata: { keep: '1', drop: '2' } });
    const changed = await updateMetadata(file, {
      contentType: 'text/html',
      cacheControl: 'no-store',
      customMetadata: { drop: null as never, more: '3' },
    });
    expect(changed).toMatchObject({
      contentType: 'text/html',
      cacheControl: 'no-store',
      customMetadata: { keep: '1', more: '3' },
      metageneration: '2',
    });
    await expect(updateMetadata(ref(await client(), 'public/none'), {})).rejects.toMatchObject({
      code: 'storage/object-not-found',
    });
  });

  it('S4 list one level with its folders, page by page', async () => {
    const storage = await client();
    for (const name of ['a', 'b', 'c/1', 'c/2', 'd'])
      await uploadString(ref(storage, `public/${name}`), name);
    const all = await listAll(ref(storage, 'public'));
    expect(all.items.map(({ name }) => name)).toEqual(['a', 'b', 'd']);
    expect(all.prefixes.map(({ fullPath }) => fullPath)).toEqual(['public/c']);
    const first = await list(ref(storage, 'public'), { maxResults: 3 });
    const second = await list(ref(storage, 'public'), { maxResults: 3, pageToken: first.nextPageToken! });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['a', 'b', 'd']);
    expect(second.nextPageToken).toBeUndefined();
    await expect(listAll(ref(storage, 'rooms/r1'))).rejects.toMatchObject({ code: 'storage/unauthorized' });
  });

  it('S3 delete', async () => {
    const file = ref(await client(), 'public/a.txt');
    await uploadString(file, 'a');
    await deleteObject(file);
    await expect(getBytes(file)).rejects.toMatchObject({ code: 'storage/object-not-found' });
    await expect(deleteObject(file)).rejects.toMatchObject({ code: 'storage/object-not-found' });
  });
});

describe('downloads', () => {
  it('S6 never let a browser guess the type, and serve parts', async () => {
    await uploadString(ref(await client(), 'public/a.txt'), '0123456789', 'raw', {
      contentType: 'text/plain',
    });
    const part = await v0('/public%2Fa.txt?alt=media', { headers: { range: 'bytes=2-4' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ]);
    expect(part.headers.get('x-content-type-options')).toBe('nosniff');
    const tail = await v0('/public%2Fa.txt?alt=media', { headers: { range: 'bytes=-3' } });
    expect(await tail.text()).toBe('789');
    expect((await v0('/public%2Fa.txt?alt=media', { headers: { range: 'bytes=10-' } })).status).toBe(416);
    // A range that ends before it begins is none; a HEAD says what a GET would send.
    expect((await v0('/public%2Fa.txt?alt=media', { headers: { range: 'bytes=3-1' } })).status).toBe(200);
    const head = await v0('/public%2Fa.txt?alt=media', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
    const etag = part.headers.get('etag')!;
    expect((await v0('/public%2Fa.txt?alt=media', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('S7 make a download token only when somebody who may read asks', async () => {
    const storage = await client({ room: 'r1' });
    const { metadata } = await uploadString(ref(storage, 'rooms/r1/a.txt'), 'a');
    expect(metadata).not.toHaveProperty('downloadTokens');
    await expect(getDownloadURL(ref(storage, 'rooms/r1/a.txt'))).rejects.toMatchObject({
      code: 'storage/unauthorized',
    });
    const adminView = await fetch(`${stack.firebase.urls.storage}/b/${BUCKET}/o/rooms%2Fr1%2Fa.txt`);
    expect(JSON.stringify(await adminView.json())).not.toContain('DownloadTokens');
    const file = ref(storage, 'public/a.txt');
    await uploadString(file, 'open');
    const url = await getDownloadURL(file);
    expect(await (await fetch(url)).text()).toBe('open');
    expect(await getDownloadURL(file)).toBe(url);
  });

  it('S7 let administrators give and take tokens; a client cannot write one', async () => {
    const token = await idToken({ room: 'r1' });
    const body = `--x\r\nContent-Type: application/json\r\n\r\n{"metadata":{"firebaseStorageDownloadTokens":"mine"}}\r\n--x\r\n\r\na\r\n--x--`;
    const upload = await v0('?name=rooms%2Fr1%2Fa', {
      method: 'POST',
      headers: {
        authorization: `Firebase ${token}`,
        'x-goog-upload-protocol': 'multipart',
        'content-type': 'multipart/related; boundary=x',
      },
      body,
    });
    expect(upload.status).toBe(200);
    expect((await v0('/rooms%2Fr1%2Fa?alt=media&token=mine')).status).toBe(403);
    const owner = { authorization: 'Bearer owner' };
    const given = await v0('/rooms%2Fr1%2Fa?create_token=true', { method: 'POST', headers: owner });
    const { downloadTokens } = (await given.json()) as { downloadTokens: string };
    expect((await v0(`/rooms%2Fr1%2Fa?alt=media&token=${downloadTokens}`)).status).toBe(200);
    expect((await v0('/rooms%2Fr1%2Fa?create_token=true', { method: 'POST' })).status).toBe(403);
    await v0(`/rooms%2Fr1%2Fa?delete_token=${downloadTokens}`, { method: 'POST', headers: owner });
    expect((await v0(`/rooms%2Fr1%2Fa?alt=media&token=${downloadTokens}`)).status).toBe(403);
  });

  it('S7 give a token to every client upload where a test wants it as on the live service', async () => {
    const live = await TestStack.start({ storage: { downloadTokenOnUpload: true } });
    try {
      const storage = await client({ room: 'r1' }, live);
      await uploadString(ref(storage, 'rooms/r1/a.txt'), 'a');
      const view = await fetch(`${live.firebase.urls.storage}/b/${BUCKET}/o/rooms%2Fr1%2Fa.txt`);
      const { metadata } = (await view.json()) as { metadata: { firebaseStorageDownloadTokens: string } };
      const url = `${live.firebase.urls.storage}/v0/b/${BUCKET}/o/rooms%2Fr1%2Fa.txt?alt=media`;
      expect((await fetch(`${url}&token=${metadata.firebaseStorageDownloadTokens}`)).status).toBe(200);
      expect((await fetch(url)).status).toBe(403);
    } finally {
      await live.close();
    }
  });
});

describe('who may come', () => {
  it('S8 pages of every origin, to Firebase’s API', async () => {
    const preflight = await v0('?name=public%2Fa', {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.test', 'access-control-request-headers': 'x-goog-upload-command' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://shop.test');
    const answer = await v0('/public%2Fnone', { headers: { origin: 'https://shop.test' } });
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-goog-upload-url');
  });

  it('S8 no foreign page to the administrators’ API, and none as owner', async () => {
    const headers = { origin: 'https://evil.test' };
    expect((await fetch(`${stack.firebase.urls.storage}/b/${BUCKET}/o`, { headers })).status).toBe(403);
    expect((await v0('', { headers: { ...headers, authorization: 'Bearer owner' } })).status).toBe(403);
    const own = await fetch(`${stack.firebase.urls.storage}/b/${BUCKET}/o`, {
      headers: { origin: stack.firebase.urls.hosting },
    });
    expect(own.status).toBe(200);
  });

  it('S1 no name that Cloud Storage would not take', async () => {
    for (const name of ['', '.', '..', 'a%0Ab', 'x'.repeat(1025)]) {
      expect((await v0(`?name=${name}`, { method: 'POST', body: 'a' })).status).toBe(400);
    }
  });
});

describe('keeping objects', () => {
  it('S10 knows them again after a restart, and takes away what a crash left of others', async () => {
    const folder = await temporaryFolder();
    try {
      const first = await TestStack.start({ folder: folder.path });
      const before = await uploadString(ref(await client(undefined, first), 'public/a.txt'), 'kept', 'raw', {
        customMetadata: { a: 'b' },
      });
      await first.close();
      const second = await TestStack.start({ folder: folder.path });
      const file = ref(await client(undefined, second), 'public/a.txt');
      expect(Buffer.from(await getBytes(file)).toString()).toBe('kept');
      expect(await getMetadata(file)).toMatchObject({
        generation: before.metadata.generation,
        customMetadata: { a: 'b' },
      });
      await second.close();
    } finally {
      await folder.remove();
    }
  });
});
