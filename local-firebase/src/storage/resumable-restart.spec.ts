import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectStorageEmulator, getBytes, getStorage, ref, uploadBytesResumable } from 'firebase/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import { customToken, temporaryFolder, TestStack } from '../test-stack.ts';

const BUCKET = 'demo-test.firebasestorage.app';
const HOUR = 3_600_000;
const MULTIPART = {
  'x-goog-upload-protocol': 'multipart',
  'content-type': 'multipart/related; boundary=x',
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: ManualClock;
let stack: TestStack;

beforeEach(async () => {
  folder = await temporaryFolder();
  clock = createManualClock(Date.now());
  stack = await TestStack.start({ folder: folder.path, clock });
});
afterEach(async () => {
  await stack.close();
  await folder.remove();
});

/** Ends the stack and starts it again on the same folder and ports. */
async function restart(): Promise<void> {
  const ports = Object.fromEntries(
    Object.entries(stack.firebase.urls).map(([name, url]) => [name, Number(new URL(url).port)]),
  );
  await stack.close();
  stack = await TestStack.start({ folder: folder.path, clock, ports });
}

async function send(url: string, command: string, offset = 0, body?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'x-goog-upload-command': command, 'x-goog-upload-offset': String(offset) },
    ...(body === undefined ? {} : { body }),
  });
}

async function begin(name: string, token?: string): Promise<string> {
  const place = `${stack.firebase.urls.storage}/v0/b/${BUCKET}/o?name=${encodeURIComponent(name)}`;
  const response = await fetch(place, {
    method: 'POST',
    headers: {
      'x-goog-upload-protocol': 'resumable',
      'x-goog-upload-command': 'start',
      'x-goog-upload-header-content-length': '10',
      'x-goog-upload-header-content-type': 'text/plain',
      ...(token === undefined ? {} : { authorization: `Firebase ${token}` }),
    },
    body: JSON.stringify({ name, metadata: { a: 'b' } }),
  });
  return response.headers.get('x-goog-upload-url') ?? '';
}

async function stored(kind: 'uploads' | 'blobs' | 'objects'): Promise<string[]> {
  return readdir(join(folder.path, 'storage', kind));
}

describe('an upload that a restart interrupts', () => {
  it('S2 S10 goes on where the bytes on the disk end, as whoever began it', async () => {
    const { body } = await stack.accounts('signInWithCustomToken', {
      token: customToken('client-01', { room: 'r1' }, clock.now()),
    });
    const url = await begin('rooms/r1/x', String(body.idToken));
    await send(url, 'upload', 0, '01234');
    await restart();
    // The token of the beginning has expired meanwhile; it was good when it was asked for.
    clock.advance(2 * HOUR);
    const query = await send(url, 'query');
    expect(query.headers.get('x-goog-upload-size-received')).toBe('5');
    expect((await send(url, 'upload, finalize', 0, '01234')).status).toBe(400);
    const done = await send(url, 'upload, finalize', 5, '56789');
    expect(await done.json()).toMatchObject({
      size: '10',
      md5Hash: 'eB5eJF1ptWaXm4bijSPyxw==',
      contentType: 'text/plain',
      metadata: { a: 'b' },
    });
    expect(await stored('uploads')).toEqual([]);
  });

  it('S2 S10 of the official client is resumed by it, on the same task', async () => {
    const app = initializeApp(stack.firebase.firebaseConfig, 'resuming');
    try {
      const storage = getStorage(app);
      connectStorageEmulator(storage, '127.0.0.1', Number(new URL(stack.firebase.urls.storage).port));
      const bytes = randomBytes(3 * 1024 * 1024);
      const task = uploadBytesResumable(ref(storage, 'public/large'), bytes);
      await new Promise<void>((resolve) => {
        const stop = task.on('state_changed', ({ bytesTransferred, state }) => {
          if (bytesTransferred > 0 && state === 'running') task.pause();
          if (state !== 'paused') return;
          stop();
          resolve();
        });
      });
      await restart();
      task.resume();
      const { metadata } = await new Promise<typeof task.snapshot>((resolve, reject) => {
        task.on('state_changed', { error: reject, complete: () => resolve(task.snapshot) });
      });
      expect(metadata.size).toBe(bytes.length);
      expect(Buffer.from(await getBytes(ref(storage, 'public/large'))).equals(bytes)).toBe(true);
    } finally {
      await deleteApp(app);
    }
  });

  it('S2 S10 is forgotten with its bytes when it is cancelled, or a week old', async () => {
    const cancelled = await begin('public/a');
    await send(cancelled, 'upload', 0, '01234');
    const old = await begin('public/b');
    await send(old, 'upload', 0, '01234');
    await restart();
    expect((await send(cancelled, 'cancel')).status).toBe(200);
    expect([(await stored('uploads')).length, (await stored('blobs')).length]).toEqual([1, 1]);
    clock.advance(7 * 24 * HOUR + 1);
    expect((await send(old, 'query')).status).toBe(404);
    await restart();
    expect([await stored('uploads'), await stored('blobs')]).toEqual([[], []]);
  });

  it('S2 S10 is over when the object was stored, also if its record was left behind', async () => {
    const url = await begin('public/a');
    const [record = ''] = await stored('uploads');
    const path = join(folder.path, 'storage', 'uploads', record);
    const content = await readFile(path);
    await send(url, 'upload, finalize', 0, '0123456789');
    await writeFile(path, content);
    await restart();
    expect((await send(url, 'query')).status).toBe(404);
    expect([(await stored('objects')).length, (await stored('blobs')).length]).toEqual([1, 1]);
  });
});

describe('an upload that comes to nothing', () => {
  const content = '--x\r\n\r\n{"contentType":1}\r\n--x\r\n\r\ntext\r\n--x--';
  const target = (path: string): string => `${stack.firebase.urls.storage}/v0/b/any/o?name=${path}`;

  it.each([
    ['has no proper name', '..', {}],
    ['has metadata of the wrong type', 'public%2Fx', MULTIPART],
    ['is refused by the rules', 'elsewhere', {}],
  ])('S10 leaves no bytes behind when it %s', async (_what, name, headers) => {
    const { status } = await fetch(target(name), { method: 'POST', headers, body: content });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await stored('blobs')).toEqual([]);
  });

  it('S10 leaves no bytes behind when it breaks off', async () => {
    const outgoing = request(target('public%2Fx'), {
      method: 'POST',
      headers: { 'content-length': content.length + 1 },
    });
    outgoing.on('error', () => undefined);
    outgoing.write(content);
    await expect.poll(() => stored('blobs')).toHaveLength(1);
    outgoing.destroy();
    await expect.poll(() => stored('blobs')).toEqual([]);
  });
});
