import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi, demoAdmin, demoPassword, seedPeople, startStack } from '@foyer/demo';
import type { Api, Stack } from '@foyer/demo';
import { createVisitorChat, createVisitorPorts } from '@foyer/shared-core';
import type { VisitorChat, VisitorIdentity } from '@foyer/shared-core';
import { asSignedIn } from '@foyer/shared-core/model';
import type { BrandAccess } from '@foyer/shared-core/model';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { vouchedToken } from '../vouched-token.ts';
import type { WebsiteKey } from '../vouched-token.ts';
import { becomes } from './becomes.ts';
import { createNodePlatform } from './node-platform.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'foyer-identity-'));
const open: BrandAccess = {
  guests: 'allowed',
  vouching: 'optional',
  origins: [],
  appCheck: false,
  userHash: true,
  issuers: [],
};
let stack: Stack;
let api: Api;
let idToken: string;
let key: WebsiteKey;
let chats: VisitorChat[] = [];

beforeAll(async () => {
  stack = await startStack({ root, archive: `sqlite:${join(folder, 'archive.sqlite')}` });
  api = createApi(stack.addresses);
  await seedPeople(api, { url: 'http://127.0.0.1:9/', secret: 'none' });
  const { id, token } = asSignedIn(
    await api.call('loginInternal', { email: demoAdmin.email, password: demoPassword }),
  );
  ({ idToken } = await api.exchange(id, token));
  const made = await api.call('createBrandKey', { brand: 'acme', use: 'vouching' }, idToken);
  key = { kid: made.key.kid, secret: made.secret };
});
beforeEach(() => api.call('saveBrandAccess', { brand: 'acme', access: open }, idToken));
afterEach(() => {
  for (const chat of chats) chat.dispose();
  chats = [];
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

function tokenOf(sub: string, { lifeS = 300, by = key.secret } = {}): string {
  return vouchedToken({ ...key, secret: by }, sub, lifeS);
}

/** A tab; the same texts are the same browser. */
function tab(texts: Map<string, string>, identity: VisitorIdentity = {}): VisitorChat {
  const chat = createVisitorChat(
    { brand: 'acme', origin: stack.addresses.hosting, identity },
    createVisitorPorts(createNodePlatform(texts)),
  );
  chats.push(chat);
  return chat;
}

const says = (chat: VisitorChat, text: string): Promise<unknown> =>
  becomes(chat.messages, (all) =>
    all.some(
      ({ message, delivery }) =>
        message.kind === 'text' && message.text === text && delivery.state === 'sent',
    ),
  );

it('shows one history to one person on two devices, and none of it to anybody else', async () => {
  const person = { userId: '7', getToken: () => Promise.resolve(tokenOf('7')) };
  const one = tab(new Map(), person);
  await one.start();
  expect(one.identity.get()).toBe('verified');
  expect(one.visitorId.get()).toMatch(/^x_/);
  one.send('from the desktop');
  await says(one, 'from the desktop');
  const other = tab(new Map(), person);
  await other.start();
  await says(other, 'from the desktop');
  expect(other.visitorId.get()).toBe(one.visitorId.get());
  const somebodyElse = tab(new Map(), { userId: '8', getToken: () => Promise.resolve(tokenOf('8')) });
  await somebodyElse.start();
  expect(somebodyElse.visitorId.get()).not.toBe(one.visitorId.get());
  expect(somebodyElse.room.get()).toBeNull();
});

it('a guest who turns out to be somebody brings the conversation along, and what waits in the outbox', async () => {
  const texts = new Map<string, string>();
  const chat = tab(texts);
  await chat.start();
  expect(chat.identity.get()).toBe('guest');
  chat.send('asked as a guest');
  await says(chat, 'asked as a guest');
  const guest = chat.visitorId.get();
  await chat.identify({ userId: '21', getToken: () => Promise.resolve(tokenOf('21')) });
  expect(chat.identity.get()).toBe('verified');
  expect(chat.visitorId.get()).not.toBe(guest);
  await says(chat, 'asked as a guest');
  expect(chat.messages.get().every(({ mine }) => mine)).toBe(true);
  chat.send('and as myself');
  await says(chat, 'and as myself');
  expect((await becomes(chat.room, (room) => room?.visitorId === chat.visitorId.get()))?.messageCount).toBe(
    2,
  );
  // The guest is no more: nobody comes back as that one.
  expect([...texts.values()].join()).not.toContain(guest);
});

it('A25 the next person at the same computer sees nothing of the one before, without a reload', async () => {
  const texts = new Map<string, string>();
  const chat = tab(texts, { userId: '31', getToken: () => Promise.resolve(tokenOf('31')) });
  await chat.start();
  chat.send('my address is a secret');
  await says(chat, 'my address is a secret');
  const secret = texts.get('foyer:session:acme');
  await chat.logout();
  expect([...texts.keys()]).toEqual([]);
  await chat.start();
  expect(chat.identity.get()).toBe('guest');
  expect(chat.visitorId.get()).toMatch(/^g_/);
  expect(chat.messages.get()).toEqual([]);
  // Ended on the server, not only forgotten here: the old secret opens a fresh guest at most.
  const { id } = await api.call('loginExternal', { brandId: 'acme', sessionSecret: secret ?? '' });
  expect(id).toMatch(/^g_/);
});

it('A25 a page that says nobody is signed in does not bring back whom it vouched for before', async () => {
  const texts = new Map<string, string>();
  const before = tab(texts, { userId: '41', getToken: () => Promise.resolve(tokenOf('41')) });
  await before.start();
  before.dispose();
  const after = tab(texts, { userId: '-1' });
  await after.start();
  expect(after.visitorId.get()).toMatch(/^g_/);
});

it('asks for a token once more after a refusal', async () => {
  let tries = 0;
  const late = tab(new Map(), {
    userId: '52',
    getToken: () => {
      tries += 1;
      return Promise.resolve(tokenOf('52', tries === 1 ? { lifeS: -60 } : {}));
    },
  });
  await late.start();
  expect([tries, late.identity.get()]).toEqual([2, 'verified']);
});

it('says that the website does not vouch, and keeps the visitor out where the brand wants it', async () => {
  const forged = tab(new Map(), {
    userId: '61',
    getToken: () => Promise.resolve(tokenOf('61', { by: 'not the key at all' })),
  });
  await expect(forged.start()).rejects.toMatchObject({ code: 'vouching-refused' });
  expect(forged.identity.get()).toBe('expired');
  await api.call('saveBrandAccess', { brand: 'acme', access: { ...open, vouching: 'required' } }, idToken);
  await expect(tab(new Map(), { userId: '61' }).start()).rejects.toMatchObject({ code: 'vouching-required' });
  const broken = tab(new Map(), { userId: '61', getToken: () => Promise.reject(new Error('404')) });
  await expect(broken.start()).rejects.toMatchObject({ code: 'vouching-refused' });
});

it('takes a hash where the brand does, and calls nobody verified who merely says who they are', async () => {
  const userHash = createHmac('sha256', key.secret).update('71').digest('hex');
  const chat = tab(new Map(), { userId: '71', userHash });
  await chat.start();
  expect(chat.identity.get()).toBe('verified');
  const told = tab(new Map(), { userId: '71' });
  await told.start();
  expect([told.identity.get(), told.visitorId.get()?.slice(0, 2)]).toEqual(['unverified', 'g_']);
});
