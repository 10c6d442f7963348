import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { isPublicAddress } from './private-address.ts';
import { postSigned } from './signed-post.ts';

const SECRET = 'a secret that both sides know';
const folder = mkdtempSync(join(tmpdir(), 'foyer-customer-'));
let stack: Stack;
let nora: Client;
let visitorId: string;
let shop: Server;
let requests: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let respond: (response: ServerResponse) => void;

beforeAll(async () => {
  shop = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests.push({ headers: request.headers, body });
      respond(response);
    });
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}` });
  nora = await stack.moderator('nora');
  ({ id: visitorId } = await stack.client().call('loginExternal', { brandId: 'acme', userId: '1007' }));
  await setSource(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/customers`);
});
afterAll(async () => {
  shop.closeAllConnections();
  await new Promise((resolve) => shop.close(resolve));
  await stack.close();
  rmSync(folder, { recursive: true });
});

const setSource = (url: string): Promise<void> =>
  stack.store({ 'server/sources/acme': { url, secret: SECRET } });
const json = (status: number, value: unknown) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const ask = (): Promise<unknown> => nora.call('customerCard', { brand: 'acme', visitorId });

describe('customerCard', () => {
  it('A98: asks the website with a signed, dated request, and shows its answer as plain text', async () => {
    requests = [];
    respond = json(200, {
      title: 'Acme\n customer',
      fields: [
        { label: 'Orders', value: 7 },
        { label: '<b>', value: 'x'.repeat(2_000) },
      ],
      isAdmin: true,
    });
    expect(await ask()).toEqual({
      card: {
        title: 'Acme customer',
        fields: [
          { label: 'Orders', value: '7' },
          { label: '<b>', value: 'x'.repeat(500) },
        ],
        vouched: false,
      },
    });
    const [{ headers, body } = { headers: {}, body: '' }] = requests;
    const timestamp = String(headers['x-foyer-timestamp']);
    expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(10_000);
    expect(headers['x-foyer-signature']).toBe(
      `sha256=${createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex')}`,
    );
    expect(JSON.parse(body)).toEqual({ brand: 'acme', visitorId, userId: '1007', vouched: false });
  });

  it('has no card where the website knows nothing, or the page told no user id', async () => {
    respond = json(404, {});
    expect(await ask()).toEqual({ card: null });
    requests = [];
    const { id } = await stack.client().call('loginExternal', { brandId: 'acme' });
    expect(await nora.call('customerCard', { brand: 'acme', visitorId: id })).toEqual({ card: null });
    expect(await nora.call('customerCard', { brand: 'acme', visitorId: 'g_missing' })).toEqual({
      card: null,
    });
    expect(requests).toEqual([]);
  });

  it('A81: is refused to operators of another brand', async () => {
    const lucia = await stack.moderator('lucia');
    await expect(lucia.call('customerCard', { brand: 'acme', visitorId })).rejects.toMatchObject({
      code: 'functions/permission-denied',
    });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['a redirect', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['an error', json(500, {})],
    ['no JSON', (response) => void response.end('<html>')],
    ['another shape', json(200, { title: 1 })],
    ['too many fields', json(200, { title: 'x', fields: Array(100).fill({ label: 'a', value: 'b' }) })],
    ['100 KB', json(200, { title: 'x'.repeat(100_000), fields: [] })],
    ['nothing at all', () => undefined],
    ['a byte now and then', (response) => void response.write('{')],
  ])(
    'A97: says within three seconds that the website failed when it answers %s',
    async (_name, answer) => {
      respond = answer;
      await expect(ask()).rejects.toMatchObject({
        code: 'functions/unavailable',
        details: { code: 'failed' },
      });
    },
    4_500,
  );
});

describe('a signed request', () => {
  it.each([
    ...['http://example.com/', 'https://127.0.0.1/', 'https://169.254.169.254/latest', 'https://2130706433/'],
    ...['https://0x7f.1/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://[fd00::1]/'],
    ...['https://10.1.2.3/', 'https://192.168.1.1/', 'ftp://example.com/', 'file:///etc/passwd'],
    ...['https://user:pass@example.com/', 'http://127.0.0.1/', 'http://[::1]/', 'no url'],
  ])('A97: never goes to %s', async (url) => {
    await expect(postSigned({ url, secret: SECRET, body: '{}', allowLoopback: false })).rejects.toMatchObject(
      { code: 'failed', message: expect.stringContaining('none that may be called') as string },
    );
  });

  it('A97: goes to a name only when what it resolves to is public: localhost.localdomain is not', async () => {
    for (const url of [
      'https://localhost:443/',
      `https://localhost:${(shop.address() as AddressInfo).port}/`,
    ]) {
      requests = [];
      await expect(
        postSigned({ url, secret: SECRET, body: '{}', allowLoopback: false }),
      ).rejects.toMatchObject({
        code: 'failed',
        message: expect.stringContaining('none that may be called') as string,
      });
      expect(requests).toEqual([]);
    }
  });

  it.each([
    ['8.8.8.8', true],
    ['2600:1901::1', true],
    ['100.64.1.1', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['0.0.0.0', false],
    ['2002:7f00:1::', false],
    ['fe80::1', false],
    ['64:ff9b::7f00:1', false],
    ['::ffff:127.0.0.1', false],
    ['not an address', false],
  ])('takes %s for public: %j', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
