import { expect, it } from 'vitest';

import { createVisitorPorts } from '../firebase/visitor-ports.ts';
import { paths } from '../model/paths.ts';
import type { KeyValueStorage } from '../platform.ts';
import { eventually } from '../testing/eventually.ts';
import type { LocalStack } from '../testing/local-stack.ts';
import { createMemoryStorage } from '../testing/manual-platform.ts';
import { createNodePlatform } from '../testing/node-platform.ts';
import type { NodeTime } from '../testing/node-platform.ts';
import { onStage } from '../testing/on-stage.ts';
import { shown, shows } from '../testing/shown-messages.ts';
import { createVisitorChat } from './create-visitor-chat.ts';
import type { VisitorChat } from './visitor-chat.ts';

/*
 * Faults between a visitor and the database, numbered as in docs/threats.md: the real client over a wire that is cut,
 * slowed down, deaf one way, and restored.
 */

const DAY_MS = 86_400_000;

let stack: LocalStack;
let brand: string;
const chats = onStage('faulty', (now) => ({ stack, brand } = now));

/** Opens the chat as a page does, and waits until it is online. */
async function online(
  storage: KeyValueStorage | null = createMemoryStorage(),
  time: NodeTime = {},
): Promise<VisitorChat> {
  const platform = createNodePlatform(storage, time);
  const chat = createVisitorChat({ brand, origin: stack.origin }, createVisitorPorts(platform));
  chats.push(chat);
  await chat.start();
  await eventually(chat.connection, (state) => state === 'online');
  return chat;
}

async function said(chat: VisitorChat, text: string): Promise<string> {
  chat.send(text);
  await eventually(chat.messages, () => shown(chat).includes(`${text} sent`));
  return (await eventually(chat.room, (room) => room !== null))!.id;
}

function lost(chat: VisitorChat): Promise<unknown> {
  return eventually(chat.connection, (state) => state !== 'online');
}

interface Row {
  readonly at: number;
  readonly text: string;
}

async function storedRows(room: string): Promise<readonly Row[]> {
  const rows = (await stack.read(paths.roomMessages(brand, room))) as Record<string, Row> | null;
  return Object.values(rows ?? {}).sort((a, b) => a.at - b.at);
}

async function storedTexts(room: string): Promise<readonly string[]> {
  return (await storedRows(room)).map(({ text }) => text);
}

/** An operator's messages, past the rules; several share a millisecond, as those of two people may. */
function answerRows(room: string, texts: readonly string[], startAt = Date.now()): Record<string, unknown> {
  return Object.fromEntries(
    texts.map((text, index) => [
      paths.roomMessage(brand, room, `op${startAt + index}`),
      {
        by: 'op1',
        role: 'operator',
        name: 'Olga',
        kind: 'text',
        text,
        at: startAt + Math.floor(index / 7),
      },
    ]),
  );
}

it('B2 stays on its way and is sent once, in order, when it was swallowed before it arrived', async () => {
  const chat = await online(createMemoryStorage(), { haste: 20 });
  const room = await said(chat, 'first');
  stack.wire.swallow();
  chat.send('second');
  chat.send('third');
  expect(shown(chat)).toEqual(['first sent', 'second queued', 'third queued']);
  await shows(chat, ['first sent', 'second sent', 'third sent']);
  expect(await storedTexts(room)).toEqual(['first', 'second', 'third']);
});

it('B2 is sent once, in order, over a link on which everything takes long', async () => {
  const chat = await online();
  const room = await said(chat, 'first');
  stack.wire.delay(700);
  for (const text of ['second', 'third']) chat.send(text);
  await shows(chat, ['first sent', 'second sent', 'third sent']);
  expect(await storedTexts(room)).toEqual(['first', 'second', 'third']);
});

it('B4 sends in order, by the server’s time, what was written hours ago, and shows until then when that was', async () => {
  let clock = -5 * 3_600_000;
  const chat = await online(createMemoryStorage(), { clockError: () => clock });
  const room = await said(chat, 'first');
  stack.wire.cut();
  await lost(chat);
  const writtenAt = Date.now() + clock;
  for (const text of ['second', 'third']) chat.send(text);
  const waiting = chat.messages.get().slice(1);
  for (const { message } of waiting) expect(Math.abs(message.at - writtenAt)).toBeLessThan(2000);
  clock = 0;
  stack.wire.heal();
  await shows(chat, ['first sent', 'second sent', 'third sent']);
  const rows = await storedRows(room);
  expect(rows.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  for (const { at } of rows.slice(1)) expect(Date.now() - at).toBeLessThan(20_000);
});

it('B5 takes the refusal of what is stored already for sent: after a reload that came before the answer', async () => {
  const storage = createMemoryStorage();
  const before = await online(storage);
  const room = await said(before, 'first');
  stack.wire.mute();
  before.send('second');
  await expect.poll(() => storedTexts(room)).toEqual(['first', 'second']);
  stack.wire.cut();
  before.dispose();
  expect(storage.keys('foyer:outbox:')).toHaveLength(1);
  stack.wire.heal();
  const after = await online(storage);
  await shows(after, ['first sent', 'second sent']);
  expect(await storedTexts(room)).toEqual(['first', 'second']);
  await expect.poll(() => storage.keys('foyer:outbox:')).toEqual([]);
});

it('B5 does not take something else under the same key for sent', async () => {
  const chat = await online(createMemoryStorage(), { longestWaitMs: 1000 });
  const room = await said(chat, 'first');
  stack.wire.cut();
  await lost(chat);
  chat.send('mine');
  const { id } = chat.messages.get()[1]!.message;
  const by = chat.visitorId.get()!;
  const other = { by, role: 'client', kind: 'text', text: 'another', at: Date.now() };
  await stack.write({ [paths.roomMessage(brand, room, id)]: other });
  stack.wire.heal();
  await eventually(chat.messages, () => shown(chat).includes('mine refused'));
  expect(await storedTexts(room)).toEqual(['first', 'another']);
});

it('B9 goes on where an upload broke at 80 %, and the message comes when the file is whole', async () => {
  const chat = await online();
  const room = await said(chat, 'here it comes');
  const size = 5_000_000;
  const body = new Blob([new Uint8Array(size).fill(65)]);
  stack.storageWire.breakAfter(size * 0.8);
  const before = stack.storageWire.carried();
  chat.sendFile({ name: 'long.txt', type: 'text/plain', size, body });
  await expect.poll(() => stack.storageWire.carried() - before).toBe(size * 0.8);
  expect(await storedTexts(room)).toEqual(['here it comes']);
  expect(shown(chat)).toEqual(['here it comes sent', 'long.txt queued']);
  await shows(chat, ['here it comes sent', 'long.txt sent']);
  // What had arrived was not sent again.
  expect(stack.storageWire.carried() - before).toBeLessThan(size * 1.1);
});

it('B10 goes on from memory when the storage begins to refuse in mid-chat', async () => {
  const texts = createMemoryStorage();
  let isFull = false;
  // What the platform of a browser makes of a storage that throws: it forgets.
  const storage: KeyValueStorage = {
    ...texts,
    get: (key) => (isFull ? null : texts.get(key)),
    set: (key, value) => (isFull ? undefined : texts.set(key, value)),
    keys: (prefix) => (isFull ? [] : texts.keys(prefix)),
  };
  const chat = await online(storage);
  await said(chat, 'first');
  stack.wire.cut();
  await lost(chat);
  chat.send('second');
  isFull = true;
  chat.send('third');
  stack.wire.heal();
  await shows(chat, ['first sent', 'second sent', 'third sent']);
});

it('B11 is a new guest, without an error, when the browser has thrown its storage away', async () => {
  const storage = createMemoryStorage();
  const before = await online(storage);
  await said(before, 'first');
  stack.wire.cut();
  await lost(before);
  before.send('second');
  for (const key of storage.keys('')) storage.remove(key);
  const id = before.visitorId.get();
  // The page that is open goes on as who it was …
  stack.wire.heal();
  await shows(before, ['first sent', 'second sent']);
  expect(before.visitorId.get()).toBe(id);
  before.dispose();
  // … and the next one begins anew.
  const after = await online(storage);
  expect(after.visitorId.get()).not.toBe(id);
  expect(after.problem.get()).toBeNull();
  await said(after, 'hello again');
  expect(shown(after)).toEqual(['hello again sent']);
});

it('B15 finds within 30 s that nothing comes in any more although nobody writes, and fetches what was missed', async () => {
  const haste = 10;
  const chat = await online(createMemoryStorage(), { haste });
  const room = await said(chat, 'are you there?');
  stack.wire.mute();
  await stack.write(answerRows(room, ['here I am']));
  const mutedAt = Date.now();
  await shows(chat, ['are you there? sent', 'here I am sent']);
  expect((Date.now() - mutedAt) * haste).toBeLessThan(30_000 + 5_000);
});

it('B16, B17 signs in again on waking up after its session and tokens died, and has all that came meanwhile', async () => {
  const chat = await online(createMemoryStorage(), { haste: 10 });
  const room = await said(chat, 'before the lid closed');
  stack.wire.cut();
  await lost(chat);
  await stack.deleteAccounts();
  const sessions = (await stack.read('sessions')) as Record<string, { id: string }>;
  const [sid] = Object.entries(sessions).find(([, session]) => session.id === chat.visitorId.get())!;
  await stack.write({
    [`${paths.session(sid)}/until`]: Date.now() - 1,
    ...answerRows(room, ['while you slept']),
  });
  chat.send('awake');
  stack.wire.heal();
  await shows(chat, ['before the lid closed sent', 'while you slept sent', 'awake sent']);
  expect(chat.problem.get()).toBeNull();
});

it.each([
  ['a day slow', -DAY_MS],
  ['a day fast', DAY_MS],
])('B20 orders by the server’s time when the own clock is %s, and changes in mid-chat', async (_, error) => {
  let clock: number = error;
  const chat = await online(createMemoryStorage(), { clockError: () => clock });
  const room = await said(chat, 'one');
  await stack.write(answerRows(room, ['two']));
  await shows(chat, ['one sent', 'two sent']);
  clock = -error;
  await said(chat, 'three');
  await shows(chat, ['one sent', 'two sent', 'three sent']);
  expect(await storedTexts(room)).toEqual(['one', 'two', 'three']);
  for (const { at } of await storedRows(room)) expect(Math.abs(Date.now() - at)).toBeLessThan(20_000);
});

it('B22 shows everything once however often the link breaks and the history comes again', async () => {
  const chat = await online();
  const room = await said(chat, 'first');
  const texts = Array.from({ length: 60 }, (_, index) => `answer ${index}`);
  const [early, ...later] = texts;
  await stack.write(answerRows(room, [early!]));
  await shows(chat, ['first sent', 'answer 0 sent']);
  await stack.write(answerRows(room, later));
  const expected = ['first sent', ...texts.map((text) => `${text} sent`)];
  await eventually(chat.messages, (all) => all.length >= expected.length);
  for (let times = 0; times < 4; times++) {
    stack.wire.cut();
    await lost(chat);
    stack.wire.heal();
    await eventually(chat.connection, (state) => state === 'online');
  }
  await said(chat, 'last');
  expect(shown(chat)).toEqual([...expected, 'last sent']);
});

it('B24 has 10,000 messages, page by page, complete and in order', { timeout: 120_000 }, async () => {
  const storage = createMemoryStorage();
  const chat = await online(storage);
  const room = await said(chat, 'first');
  chat.dispose();
  const many = 9_999;
  const texts = Array.from({ length: many }, (_, index) => `${index}`);
  await stack.write(answerRows(room, texts, Date.now()));
  const again = await online(storage);
  await eventually(again.hasOlder, (more) => more);
  let pages = 0;
  for (; again.hasOlder.get(); pages++) await again.loadOlder();
  expect(pages).toBeLessThan(250);
  expect(shown(again)).toEqual(['first sent', ...texts.map((text) => `${text} sent`)]);
});
