import { createServer, type AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

/** clamd's side of INSTREAM: knows EICAR, and can be told to answer nothing. */
const clamd = createServer((socket) => {
  let received = Buffer.alloc(0);
  socket.on('data', (piece) => {
    received = Buffer.concat([received, piece]);
    if (!received.subarray(-4).equals(Buffer.alloc(4))) return;
    const isFound = received.includes('EICAR-STANDARD');
    socket.end(isDown ? '' : `stream: ${isFound ? 'Eicar-Test-Signature FOUND' : 'OK'}\0`);
  });
  socket.on('error', () => undefined);
});
let isDown = false;
let stack: Stack;
let visitor: Client;
let nora: Client;
let to: { readonly brand: string; readonly room: string };
beforeAll(async () => {
  await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
  const { port } = clamd.address() as AddressInfo;
  stack = await startStack({ archive: 'sqlite::memory:', env: { FOYER_CLAMAV: `127.0.0.1:${port}` } });
  [visitor, nora] = await Promise.all([stack.visitor(), stack.moderator('nora')]);
  to = { brand: 'acme', room: (await visitor.openRoom('look')).room };
});
afterAll(async () => {
  await stack.close();
  clamd.close();
});

async function send(type: string, bytes: Buffer): Promise<{ message: string; path: string }> {
  return visitor.sendFile(to, { name: 'a.file', type, bytes });
}

async function bytesBehind(message: string): Promise<Buffer> {
  const { url } = await nora.call('fileLink', { ...to, message });
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

async function lies(path: string): Promise<boolean> {
  const { storage } = stack.firebase.urls;
  const { storageBucket } = stack.firebase.firebaseConfig;
  const url = `${storage}/storage/v1/b/${storageBucket}/o/${encodeURIComponent(path)}`;
  return (await fetch(url, { headers: { authorization: 'Bearer owner' } })).status === 200;
}

async function expectBlocked({ message, path }: { message: string; path: string }): Promise<void> {
  for (const who of [nora, visitor, nora]) {
    await expect(who.call('fileLink', { ...to, message })).rejects.toMatchObject({
      details: { code: 'file-blocked' },
    });
  }
  expect(await lies(path)).toBe(false);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([size, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
}

function png(width: number, height: number, ...more: Buffer[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6], 8);
  const data = pngChunk('IDAT', deflateSync(Buffer.alloc(5)));
  const magic = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([magic, pngChunk('IHDR', head), ...more, data, pngChunk('IEND', Buffer.alloc(0))]);
}

/** Exif with an orientation and, for the test, the place in plain letters. */
function exif(orientation: number): Buffer {
  const tiff = [
    0x49,
    0x49,
    42,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    1,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  return Buffer.concat([Buffer.from(tiff), Buffer.from('GPS 52.5200 N 13.4050 E')]);
}

function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

const scan = Buffer.concat([jpegSegment(0xda, Buffer.alloc(10)), Buffer.from([1, 2, 3, 0xff, 0xd9])]);
const jpeg = (...segments: Buffer[]): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, scan]);
const jfif = jpegSegment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'));

function webp(flags: number, ...chunks: (readonly [string, Buffer])[]): Buffer {
  const vp8x = Buffer.alloc(10);
  vp8x[0] = flags;
  const parts = ([['VP8X', vp8x], ...chunks] as const).map(([name, data]) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(data.length);
    return Buffer.concat([Buffer.from(name), size, data, Buffer.alloc(data.length % 2)]);
  });
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

describe('what is not what it says it is', () => {
  it.each([
    [
      'a drawing with a script',
      'image/png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    ],
    ['a page', 'image/jpeg', Buffer.from('<!doctype html><script>x()</script>')],
    ['a document', 'image/gif', Buffer.from('%PDF-1.7 /JavaScript')],
    ['a picture', 'application/pdf', png(1, 1)],
    ['a picture of another kind', 'image/webp', png(1, 1)],
    ['a program', 'text/plain', Buffer.from('MZ\x90\0\x03', 'latin1')],
    ['an archive', 'text/plain', Buffer.from('PK\x03\x04 a.docx', 'latin1')],
  ])('A61: %s sent as %s is blocked for both sides and removed', async (_, type, bytes) => {
    await expectBlocked(await send(type, bytes));
  });

  it.each([
    ['image/png', png(1, 1)],
    ['image/jpeg', jpeg(jfif)],
    ['image/gif', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['image/webp', webp(0)],
    ['application/pdf', Buffer.from('%PDF-1.7\n')],
    ['text/plain', Buffer.from('Grüße')],
    ['text/plain', Buffer.from('\ufeffwide', 'utf16le')],
  ])('A61: a true %s comes through, byte for byte', async (type, bytes) => {
    const { message } = await send(type, bytes);
    expect(await bytesBehind(message)).toEqual(bytes);
    expect(await bytesBehind(message)).toEqual(bytes);
  });

  it.each([
    ['image/png', png(60_000, 60_000)],
    ['image/gif', Buffer.from('GIF89a\xff\xff\xff\xff\0\0\0;', 'latin1')],
  ])('A63: a small %s that unfolds into billions of points is blocked', async (type, bytes) => {
    await expectBlocked(await send(type, bytes));
  });
});

describe('the scanner', () => {
  it('A64: an infected file is blocked for both sides and removed', async () => {
    await expectBlocked(await send('text/plain', Buffer.from(EICAR)));
  });

  it('A64: nothing is delivered while the scanner does not answer, and it is when it does', async () => {
    const { message } = await send('text/plain', Buffer.from('harmless'));
    isDown = true;
    await expect(nora.call('fileLink', { ...to, message })).rejects.toMatchObject({
      details: { code: 'failed' },
    });
    isDown = false;
    expect((await bytesBehind(message)).toString()).toBe('harmless');
  });
});

describe('the place a picture was taken at', () => {
  it.each([
    [
      'image/jpeg',
      jpeg(jfif, jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(1)]))),
      jpeg(jfif),
    ],
    ['image/png', png(1, 1, pngChunk('eXIf', exif(1)), pngChunk('iTXt', Buffer.from('GPS'))), png(1, 1)],
    ['image/webp', webp(0b1100, ['EXIF', exif(1)], ['XMP ', Buffer.from('GPS')]), webp(0)],
  ])('A64: is taken out of a %s, and nothing else is', async (type, bytes, bare) => {
    const { message, path } = await send(type, bytes);
    expect(await bytesBehind(message)).toEqual(bare);
    expect(await lies(path)).toBe(true);
  });

  it('A64: which way a photo is up is kept', async () => {
    const turned = jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(6)]));
    const { message } = await send('image/jpeg', jpeg(jfif, turned));
    const bytes = await bytesBehind(message);
    expect(bytes.includes('GPS')).toBe(false);
    const at = bytes.indexOf('Exif');
    expect(at).toBeGreaterThan(0);
    expect(bytes.readUInt16BE(at + 6 + 10)).toBe(0x0112);
    expect(bytes.readUInt16BE(at + 6 + 18)).toBe(6);
    expect(bytes.subarray(-scan.length)).toEqual(scan);
  });
});

describe('a visitor’s file', () => {
  it('A63: that is more than the brand takes is refused to everybody, whatever the page was told; operators send what they like', async () => {
    const own = await stack.visitor();
    const room = { brand: 'acme', room: (await own.openRoom('terms')).room };
    await nora.take(room, 'Nora');
    const text = (name: string, size = 10) => ({ name, type: 'text/plain', bytes: Buffer.alloc(size, 97) });
    const look = async ({ message }: { message: string }): Promise<unknown> =>
      nora.call('fileLink', { ...room, message }).then(
        () => 'fine',
        (cause: unknown) => (cause as { details?: { code?: unknown } }).details?.code,
      );
    await stack.store({
      'brands/acme/profile/files': JSON.stringify({ kinds: ['text'], bytes: 100, count: 2 }),
    });
    const large = await own.sendFile(room, text('large.txt', 101));
    const picture = await own.sendFile(room, {
      name: 'a.gif',
      type: 'image/gif',
      bytes: Buffer.from('GIF89a\x01\0\x01\0\0'),
    });
    expect([await look(large), await look(picture)]).toEqual(['file-blocked', 'file-blocked']);
    expect(await lies(large.path)).toBe(false);
    const [first, second, third] = [
      await own.sendFile(room, text('1.txt')),
      await own.sendFile(room, text('2.txt')),
      await own.sendFile(room, text('3.txt')),
    ];
    // Both ends look at a picture as soon as it is there.
    expect(await look(first)).toBe('fine');
    expect(await Promise.all([look(second), look(second), look(second)])).toEqual(['fine', 'fine', 'fine']);
    expect([await look(first), await look(second), await look(third), await look(first)]).toEqual([
      ...['fine', 'fine', 'file-blocked', 'fine'],
    ]);
    expect(await look(await nora.sendFile(room, text('manual.txt', 5000)))).toBe('fine');
    await stack.store({ 'brands/acme/profile/files': '' });
    expect([await look(third), await look(await own.sendFile(room, text('4.txt')))]).toEqual([
      'file-blocked',
      'fine',
    ]);
  });
});
