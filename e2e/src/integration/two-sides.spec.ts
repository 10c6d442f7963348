import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi, seedPeople, startShopSystem, startStack } from '@foyer/demo';
import type { ShopSystem, Stack } from '@foyer/demo';
import { createDesk, createDeskPorts, createVisitorChat, createVisitorPorts } from '@foyer/shared-core';
import type { ChatMessage, Desk, VisitorChat } from '@foyer/shared-core';
import { limits } from '@foyer/shared-core/model';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { becomes } from './becomes.ts';
import { createNodePlatform } from './node-platform.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder: string;
let shop: ShopSystem;
let stack: Stack;
let open: { dispose(): void }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-integration-'));
  const secret = 'a secret of the tests, long enough';
  shop = await startShopSystem(secret);
  stack = await startStack({
    root,
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    folder: join(folder, 'firebase'),
  });
  await seedPeople(createApi(stack.addresses), { url: shop.url, secret });
});
afterAll(async () => {
  await stack.close();
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  for (const one of open) one.dispose();
  open = [];
});

async function visitor(texts?: Map<string, string>): Promise<VisitorChat> {
  const chat = createVisitorChat(
    { brand: 'acme', origin: stack.addresses.hosting, identity: { userId: '42', userName: 'Vera' } },
    createVisitorPorts(createNodePlatform(texts)),
  );
  open.push(chat);
  await chat.start();
  return chat;
}

async function desk(email: string): Promise<Desk> {
  const one = createDesk({ origin: stack.addresses.hosting }, createDeskPorts(createNodePlatform(), email));
  open.push(one);
  await one.signIn(email, 'foyer-demo');
  await becomes(one.me, (me) => me !== null && me !== undefined);
  return one;
}

async function textBehind(link: string): Promise<string> {
  return (await fetch(link)).text();
}

function fileOf(messages: readonly ChatMessage[]) {
  const message = messages.find(
    ({ delivery, message: { kind } }) => kind === 'file' && delivery.state === 'sent',
  )?.message;
  return message?.kind === 'file' ? message : undefined;
}

it('carries texts and files both ways, through sign-in and links that the functions give', async () => {
  const chat = await visitor();
  chat.send('hello');
  const room = await becomes(chat.room, (present) => present !== null);
  const operator = await desk('operator1@demo.test');
  const row = (
    await becomes(operator.rooms, (rows) => rows?.[0]?.visitor?.selfTold.userName === 'Vera')
  )?.[0];
  expect(row).toMatchObject({ room: { id: room?.id }, unread: 1 });

  const conversation = operator.conversation('acme', room?.id ?? '');
  open.push(conversation);
  await conversation.take();
  conversation.sendFile({
    name: 'a.txt',
    type: 'text/plain',
    size: 3,
    body: new TextEncoder().encode('abc'),
  });
  const received = fileOf(await becomes(chat.messages, (all) => fileOf(all) !== undefined));
  expect(received && (await textBehind(await chat.fileLink(received)))).toBe('abc');

  chat.sendFile({ name: 'b.txt', type: 'text/plain', size: 3, body: new Blob(['xyz']) });
  const answered = await becomes(conversation.messages, (all) =>
    all.some(({ mine, message }) => !mine && message.kind === 'file'),
  );
  const sent = fileOf(answered.filter(({ mine }) => !mine));
  expect(sent && (await textBehind(await conversation.fileLink(sent)))).toBe('xyz');
});

it('knows the guest again by the session’s secret, whatever the page says', async () => {
  const texts = new Map<string, string>();
  const first = await visitor(texts);
  const again = await visitor(texts);
  const stranger = await visitor();
  expect(again.visitorId.get()).toBe(first.visitorId.get());
  expect(stranger.visitorId.get()).not.toBe(first.visitorId.get());
});

it('A87: who has opened too many conversations is told so, and not that something was refused', async () => {
  const chat = await visitor();
  const database = `${stack.addresses.database}/.json?ns=${stack.firebase.projectId}-default-rtdb`;
  await fetch(database, {
    method: 'PATCH',
    headers: { authorization: 'Bearer owner' },
    body: JSON.stringify({ [`room-quota/acme/${chat.visitorId.get()}`]: limits.roomsAtOnce }),
  });
  chat.send('one more');
  // Haste passes by itself, so it is tried for half a minute first.
  const all = await becomes(chat.messages, ([first]) => first?.delivery.state === 'failed', 55_000);
  expect(all[0]?.delivery).toMatchObject({ state: 'failed', reason: 'too-many-rooms' });
  expect(chat.room.get()).toBeNull();
}, 60_000);

it('says what is wrong with a sign-in', async () => {
  const origin = stack.addresses.hosting;
  const nobody = createVisitorChat({ brand: 'nowhere', origin }, createVisitorPorts(createNodePlatform()));
  await expect(nobody.start()).rejects.toMatchObject({ code: 'brand-unknown' });
  const operator = createDesk({ origin }, createDeskPorts(createNodePlatform()));
  await expect(operator.signIn('operator1@demo.test', 'wrong')).rejects.toMatchObject({
    code: 'wrong-credentials',
  });
});

it('ends the session on the server when a moderator signs out, which is no news to that moderator', async () => {
  const operator = await desk('operator2@demo.test');
  const id = operator.me.get()?.id ?? '';
  await operator.signOut();
  expect([operator.me.get(), operator.ended.get()]).toEqual([null, null]);
  const { sessions } = stack.firebase.dump() as { sessions: Record<string, { id: string; until: number }> };
  const own = Object.values(sessions).filter((session) => session.id === id);
  expect(own.every(({ until }) => until <= Date.now())).toBe(true);
});

it('closes a desk as soon as its account is disabled', async () => {
  const operator = await desk('operator3@demo.test');
  const id = operator.me.get()?.id ?? '';
  const admin = await desk('admin@demo.test');
  const { moderators } = await admin.call('listModerators', {});
  const account = moderators.find((one) => one.id === id);
  if (!account) throw new Error('the account is not listed');
  const { email, name, role, everyBrand, brands } = account;
  await admin.call('saveModerator', { id, email, name, role, everyBrand, brands, active: false });
  expect(await becomes(operator.ended, (reason) => reason !== null)).toMatch(/^(refused|session-ended)$/);
});
