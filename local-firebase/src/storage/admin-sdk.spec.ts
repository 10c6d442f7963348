import { buffer } from 'node:stream/consumers';
import { Storage, type Bucket } from '@google-cloud/storage';
import { deleteApp, initializeApp as initializeClient } from 'firebase/app';
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../clock.ts';
import { FIXTURE_FUNCTIONS, TestStack } from '../test-stack.ts';

const NAME = 'rooms/r1/a (b) ü!.txt';
let stack: TestStack;
/** How far the stack's time is ahead of that of the process that signs. */
let ahead = 0;
let bucket: Bucket;
let sign: (request: {
  path: string;
  action: 'read' | 'write' | 'delete';
  [option: string]: unknown;
}) => Promise<string>;

beforeAll(async () => {
  const clock: Clock = { ...systemClock, now: () => Date.now() + ahead };
  stack = await TestStack.start({ clock, functions: { source: FIXTURE_FUNCTIONS } });
  bucket = new Storage({ projectId: 'demo-test', apiEndpoint: stack.firebase.urls.storage }).bucket(
    stack.firebase.firebaseConfig.storageBucket,
  );
  const app = initializeClient(stack.firebase.firebaseConfig, `client-${Math.random()}`);
  stack.onClose(() => deleteApp(app));
  const functions = getFunctions(app);
  connectFunctionsEmulator(functions, '127.0.0.1', Number(new URL(stack.firebase.urls.functions).port));
  const signUrl = httpsCallable<unknown, string>(functions, 'signUrl');
  sign = async (request) => (await signUrl({ expires: Date.now() + 60_000, ...request })).data;
});
afterAll(() => stack.close());
afterEach(async () => {
  ahead = 0;
  await stack.firebase.reset();
});

describe('the Cloud Storage library', () => {
  it('S9 saves in one request, finds, reads and checks what it wrote', async () => {
    const file = bucket.file(NAME);
    expect(await file.exists()).toEqual([false]);
    await file.save('hello', {
      resumable: false,
      contentType: 'text/plain',
      metadata: { metadata: { room: 'r1' } },
    });
    expect(await file.exists()).toEqual([true]);
    // The library compares md5 and crc32c of what arrives with what the service says.
    expect((await file.download())[0].toString()).toBe('hello');
    const [metadata] = await file.getMetadata();
    expect(metadata).toMatchObject({
      name: NAME,
      size: '5',
      contentType: 'text/plain',
      metadata: { room: 'r1' },
    });
  });

  it('S9 saves in pieces and reads parts', async () => {
    const bytes = Buffer.alloc(1_500_000, 'ab');
    const file = bucket.file('large.bin');
    await file.save(bytes, { resumable: true, chunkSize: 524_288 });
    expect((await file.download())[0].equals(bytes)).toBe(true);
    expect((await buffer(file.createReadStream({ start: 1, end: 4, validation: false }))).toString()).toBe(
      'baba',
    );
  });

  it('S9 lists, copies, moves and deletes', async () => {
    for (const name of ['a/1', 'a/2', 'b/1']) await bucket.file(name).save(name, { resumable: false });
    expect((await bucket.getFiles({ prefix: 'a/' }))[0].map(({ name }) => name)).toEqual(['a/1', 'a/2']);
    await bucket.file('a/1').copy(bucket.file('c/1'));
    expect((await bucket.file('c/1').download())[0].toString()).toBe('a/1');
    await bucket.file('a/2').move('c/2');
    await bucket.file('a/1').delete();
    await expect(bucket.file('a/1').delete()).rejects.toMatchObject({ code: 404 });
    expect((await bucket.getFiles())[0].map(({ name }) => name)).toEqual(['b/1', 'c/1', 'c/2']);
  });

  it('S9 keeps what is there when a condition on the generation does not hold', async () => {
    const file = bucket.file('once');
    const once = { resumable: false, preconditionOpts: { ifGenerationMatch: 0 } };
    await file.save('first', once);
    await expect(file.save('second', once)).rejects.toMatchObject({ code: 412 });
    expect((await file.download())[0].toString()).toBe('first');
  });

  it('S9 S7 changes metadata, download tokens among them', async () => {
    const file = bucket.file('a');
    await file.save('a', { resumable: false });
    await file.setMetadata({
      contentDisposition: 'attachment',
      metadata: { firebaseStorageDownloadTokens: 't1' },
    });
    const url = `${stack.firebase.urls.storage}/v0/b/${bucket.name}/o/a?alt=media&token=t1`;
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-disposition')]).toEqual([200, 'attachment']);
    await file.setMetadata({ metadata: { firebaseStorageDownloadTokens: null } });
    expect((await fetch(url)).status).toBe(403);
  });
});

describe('a signed URL', () => {
  it('S11 of firebase-admin, made offline, reads an object that no rule lets anybody read', async () => {
    await bucket.file(NAME).save('hello', { resumable: false, contentType: 'text/html' });
    const url = await sign({
      path: NAME,
      action: 'read',
      responseDisposition: 'attachment; filename="a b.txt"',
      responseType: 'text/plain',
    });
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([200, 'hello']);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="a b.txt"');
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['another object', (url: string) => url.replace('r1', 'r2')],
    ['another answer', (url: string) => `${url}&response-content-type=text%2Fhtml`],
    ['a longer life', (url: string) => url.replace(/X-Goog-Expires=\d+/, 'X-Goog-Expires=600')],
    ['another signer', (url: string) => url.replace('local-firebase%40', 'somebody%40')],
    ['no signature', (url: string) => url.replace(/X-Goog-Signature=\w+/, 'X-Goog-Signature=')],
  ])('S11 does not hold for %s', async (_what, change) => {
    await bucket.file('rooms/r1/a').save('a', { resumable: false });
    await bucket.file('rooms/r2/a').save('b', { resumable: false });
    const url = await sign({ path: 'rooms/r1/a', action: 'read' });
    const changed = change(url);
    expect(changed).not.toBe(url);
    expect((await fetch(changed)).status).toBe(403);
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
  });

  it('S11 ends with its time', async () => {
    await bucket.file('a').save('a', { resumable: false });
    const url = await sign({ path: 'a', action: 'read', expires: Date.now() + 600_000 });
    ahead = 590_000;
    expect((await fetch(url)).status).toBe(200);
    ahead = 610_000;
    expect((await fetch(url)).status).toBe(400);
  });

  it('S11 writes an object of the type and length that were signed', async () => {
    const range = { 'x-goog-content-length-range': '1,10' };
    const url = await sign({
      path: 'up',
      action: 'write',
      contentType: 'image/png',
      extensionHeaders: range,
    });
    const put = (body: string, headers: Record<string, string>) =>
      fetch(url, { method: 'PUT', body, headers });
    const png = { 'content-type': 'image/png' };
    expect((await put('12345', png)).status).toBe(403);
    expect((await put('12345', { ...range, 'content-type': 'text/html' })).status).toBe(403);
    expect((await put('12345', { ...png, ...range, 'x-goog-meta-more': '1' })).status).toBe(403);
    expect((await put('12345678901', { ...png, ...range })).status).toBe(413);
    expect((await put('', { ...png, ...range })).status).toBe(400);
    expect(await bucket.file('up').exists()).toEqual([false]);
    expect((await put('12345', { ...png, ...range })).status).toBe(200);
    expect((await bucket.file('up').getMetadata())[0]).toMatchObject({ contentType: 'image/png', size: '5' });
  });

  it('S11 may write only where nothing is, if it was signed so', async () => {
    const headers = { 'x-goog-if-generation-match': '0' };
    const url = await sign({ path: 'up', action: 'write', extensionHeaders: headers });
    expect((await fetch(url, { method: 'PUT', body: 'one', headers })).status).toBe(200);
    expect((await fetch(url, { method: 'PUT', body: 'two', headers })).status).toBe(412);
  });

  it('S11 deletes', async () => {
    await bucket.file('a').save('a', { resumable: false });
    expect((await fetch(await sign({ path: 'a', action: 'delete' }), { method: 'DELETE' })).status).toBe(204);
    expect(await bucket.file('a').exists()).toEqual([false]);
  });

  it('S11 is no signed URL without V4', async () => {
    const base = `${stack.firebase.urls.storage}/${bucket.name}/a`;
    expect((await fetch(base)).status).toBe(400);
    const v2 = await fetch(`${base}?GoogleAccessId=x&Expires=9999999999&Signature=x`);
    expect(v2.status).toBe(400);
  });
});

it('S1 S2 holds no large object in memory', async () => {
  const size = 150_000_000;
  const chunk = Buffer.alloc(1_000_000);
  const before = process.memoryUsage().arrayBuffers;
  let highest = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      highest = Math.max(highest, process.memoryUsage().arrayBuffers - before);
      if (sent >= size) controller.close();
      else controller.enqueue(chunk);
      sent += chunk.length;
    },
  });
  let sent = 0;
  const url = `${stack.firebase.urls.storage}/upload/storage/v1/b/${bucket.name}/o?uploadType=media&name=huge`;
  const response = await fetch(url, { method: 'POST', body, duplex: 'half' });
  expect(await response.json()).toMatchObject({ size: String(size) });
  expect(highest).toBeLessThan(size / 2);
});
