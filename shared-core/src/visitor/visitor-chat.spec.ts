import { describe, expect, it } from 'vitest';

import { createVisitorPorts } from '../firebase/visitor-ports.ts';
import { paths } from '../model/paths.ts';
import type { KeyValueStorage } from '../platform.ts';
import { eventually } from '../testing/eventually.ts';
import type { LocalStack } from '../testing/local-stack.ts';
import { createMemoryStorage } from '../testing/manual-platform.ts';
import { createNodePlatform } from '../testing/node-platform.ts';
import { onStage } from '../testing/on-stage.ts';
import { shown, shows } from '../testing/shown-messages.ts';
import { createVisitorChat } from './create-visitor-chat.ts';
import type { VisitorChat } from './visitor-chat.ts';

let stack: LocalStack;
let brand: string;
const chats = onStage('acme', (now) => ({ stack, brand } = now));

/** One tab of a browser; tabs that are handed the same storage belong to the same browser. */
function openTab(
  storage: KeyValueStorage | null = createMemoryStorage(),
  timers: { readonly longestWaitMs?: number } = {},
): VisitorChat {
  const chat = createVisitorChat(
    { brand, origin: stack.origin },
    createVisitorPorts(createNodePlatform(storage, timers)),
  );
  chats.push(chat);
  return chat;
}

async function started(
  storage?: KeyValueStorage | null,
  timers?: { readonly longestWaitMs?: number },
): Promise<VisitorChat> {
  const chat = openTab(storage, timers);
  await chat.start();
  return chat;
}

async function roomOf(chat: VisitorChat): Promise<string> {
  return (await eventually(chat.room, (room) => room !== null))!.id;
}

async function storedTexts(room: string): Promise<readonly string[]> {
  const rows = (await stack.read(paths.roomMessages(brand, room))) as Record<
    string,
    { at: number; text?: string; event?: string }
  >;
  return Object.values(rows)
    .sort((a, b) => a.at - b.at)
    .map((row) => row.text ?? row.event ?? '');
}

/** What an operator's send leaves, written past the rules. */
async function answer(room: string, text: string, more: { at?: number } = {}): Promise<void> {
  const id = `op${Math.random().toString(36).slice(2)}`;
  const before = (await stack.read(paths.room(brand, room))) as {
    messageCount: number;
    lastMessage: { at: number };
  };
  // On one machine a message and its answer may fall into the same millisecond, in which ids decide.
  const at = more.at ?? Math.max(Date.now(), before.lastMessage.at + 1);
  const message = { by: 'op1', role: 'operator', name: 'Olga', kind: 'text', text, at };
  await stack.write({
    [paths.roomMessage(brand, room, id)]: message,
    [`${paths.room(brand, room)}/lastMessage`]: { id, by: 'op1', role: 'operator', kind: 'text', text, at },
    [`${paths.room(brand, room)}/messageCount`]: before.messageCount + 1,
    [`${paths.room(brand, room)}/openAt`]: at,
  });
}

describe('signing in', () => {
  it('B3 shows after a reload without a server what still waits, to the guest whose it is and to nobody else', async () => {
    const storage = createMemoryStorage();
    const before = await started(storage);
    stack.wire.cut();
    before.send('in the tunnel');
    await shows(before, ['in the tunnel queued']);
    before.dispose();
    stack.refuseSignIn = 'too-many-attempts';
    const after = openTab(storage);
    await expect(after.start()).rejects.toMatchObject({ code: 'too-many-attempts' });
    after.send('still there');
    expect(shown(after)).toEqual(['in the tunnel queued', 'still there queued']);
    const platform = createNodePlatform(storage);
    const named = createVisitorChat(
      { brand, origin: stack.origin, identity: { userId: 'somebody' } },
      createVisitorPorts(platform),
    );
    chats.push(named);
    expect(shown(named)).toEqual(['still there queued']);
    stack.refuseSignIn = null;
    stack.wire.heal();
    await after.start();
    await shows(after, ['in the tunnel sent', 'still there sent']);
  });

  it('B27 keeps what is written before the sign-in is through, shows it as waiting, and sends it once, in order', async () => {
    const storage = createMemoryStorage();
    stack.refuseSignIn = 'too-many-attempts';
    const chat = openTab(storage);
    await expect(chat.start()).rejects.toMatchObject({ code: 'too-many-attempts' });
    chat.send('first');
    chat.send('second');
    expect(shown(chat)).toEqual(['first queued', 'second queued']);
    // The page is reloaded before it ever got through.
    chat.dispose();
    stack.refuseSignIn = null;
    const again = openTab(storage);
    expect(shown(again)).toEqual(['first queued', 'second queued']);
    const starting = again.start();
    again.send('third');
    await starting;
    await shows(again, ['first sent', 'second sent', 'third sent']);
    expect(await storedTexts(await roomOf(again))).toEqual(['first', 'second', 'third']);
  });

  it('B10, B27 does so where the browser blocks storage, files included', async () => {
    const chat = openTab(null);
    const starting = chat.start();
    chat.send('early');
    chat.sendFile({ name: 'a.txt', type: 'text/plain', size: 2, body: new Blob(['hi']) });
    await starting;
    await shows(chat, ['early sent', 'a.txt sent']);
  });

  it('does nothing before it is started, and knows then whether there is a session', async () => {
    const storage = createMemoryStorage();
    const first = openTab(storage);
    expect([first.hasSession(), first.connection.get(), storage.keys('')]).toEqual([false, 'idle', []]);
    await first.start();
    await eventually(first.connection, (state) => state === 'online');
    expect(openTab(storage).hasSession()).toBe(true);
  });

  it('comes back as the same guest after a reload, with the same room', async () => {
    const storage = createMemoryStorage();
    const before = await started(storage);
    before.send('hello');
    await shows(before, ['hello sent']);
    const id = before.visitorId.get();
    before.dispose();
    const after = await started(storage);
    expect(after.visitorId.get()).toBe(id);
    await shows(after, ['hello sent']);
    await eventually(after.room, (room) => room?.messageCount === 1);
  });

  it('is started once however often it is asked to, and can be asked again after a failure', async () => {
    const chat = openTab();
    stack.refuseSignIn = 'brand-closed';
    await expect(chat.start()).rejects.toMatchObject({ code: 'brand-closed' });
    expect(chat.problem.get()?.code).toBe('brand-closed');
    stack.refuseSignIn = null;
    await Promise.all([chat.start(), chat.start()]);
    expect(chat.problem.get()).toBeNull();
  });

  it('B10 works where the browser blocks storage', async () => {
    const chat = await started(null);
    chat.send('hello');
    await shows(chat, ['hello sent']);
  });

  it('B16, B17 signs in again silently when its account’s tokens are dead, and when its session was ended', async () => {
    const chat = await started();
    chat.send('before');
    await shows(chat, ['before sent']);
    const id = chat.visitorId.get();
    await stack.deleteAccounts();
    const sessions = (await stack.read('sessions')) as Record<string, { id: string }>;
    const [sid] = Object.entries(sessions).find(([, session]) => session.id === id)!;
    await stack.write({ [`${paths.session(sid)}/until`]: Date.now() - 1 });
    chat.send('after');
    await shows(chat, ['before sent', 'after sent']);
    expect(chat.visitorId.get()).toBe(id);
    expect(chat.problem.get()).toBeNull();
  });

  it('B17 says that the session has ended when there is no way back, and keeps the text', async () => {
    const chat = await started();
    chat.send('before');
    await shows(chat, ['before sent']);
    stack.refuseSignIn = 'session-ended';
    const sessions = (await stack.read('sessions')) as Record<string, { id: string }>;
    const [sid] = Object.entries(sessions).find(([, session]) => session.id === chat.visitorId.get())!;
    await stack.write({ [`${paths.session(sid)}/until`]: Date.now() - 1 });
    await eventually(chat.problem, (problem) => problem?.code === 'session-ended');
    chat.send('after');
    await shows(chat, ['before sent', 'after session-ended']);
  });
});

describe('two tabs', () => {
  it('B17 become the same new guest after their session was ended, and keep nothing of whom it led to', async () => {
    const storage = createMemoryStorage();
    const key = `foyer:session:${brand}`;
    const tabs = [await started(storage), await started(storage)] as const;
    const [before, secret] = [tabs[0].visitorId.get(), storage.get(key)];
    expect(tabs[1].visitorId.get()).toBe(before);
    await stack.endVisitors();
    for (const tab of tabs) await eventually(tab.problem, (problem) => problem?.code === 'session-ended');
    expect(storage.get(key)).toBe(secret);
    await Promise.all(tabs.map((tab) => tab.start()));
    const [left, right] = tabs.map((tab) => tab.visitorId.get());
    expect(left).toBe(right);
    expect(left).not.toBe(before);
    expect((await started(storage)).visitorId.get()).toBe(left);
  });
});

describe('writing', () => {
  it('B21 opens a room with the first message and keeps to it', async () => {
    const chat = await started();
    for (const text of ['one', 'two', 'three']) chat.send(text);
    await shows(chat, ['one sent', 'two sent', 'three sent']);
    const room = await eventually(chat.room, (present) => present?.messageCount === 3);
    expect(await storedTexts(room!.id)).toEqual(['one', 'two', 'three']);
    expect(await stack.read(paths.userRooms(brand, chat.visitorId.get()!))).toEqual({
      [room!.id]: { createdAt: expect.any(Number) as number },
    });
  });

  it('B1 sends once what was stored although the answer was lost', async () => {
    const chat = await started();
    chat.send('first');
    await shows(chat, ['first sent']);
    const room = await roomOf(chat);
    stack.wire.mute();
    chat.send('second');
    await expect.poll(() => storedTexts(room)).toEqual(['first', 'second']);
    stack.wire.cut();
    stack.wire.heal();
    await shows(chat, ['first sent', 'second sent']);
    expect(await storedTexts(room)).toEqual(['first', 'second']);
    expect((await stack.read(`${paths.room(brand, room)}/messageCount`)) as number).toBe(2);
  });

  it('finds a link that takes and never gives, and sends over another one', async () => {
    const chat = await started(createMemoryStorage(), { longestWaitMs: 300 });
    chat.send('first');
    await shows(chat, ['first sent']);
    stack.wire.mute();
    chat.send('second');
    await shows(chat, ['first sent', 'second sent']);
    expect(await storedTexts(await roomOf(chat))).toEqual(['first', 'second']);
  });

  it('B2, B3 sends in order after the link is back what was written without one, over a reload', async () => {
    const storage = createMemoryStorage();
    const before = await started(storage);
    await eventually(before.connection, (state) => state === 'online');
    stack.wire.cut();
    await eventually(before.connection, (state) => state !== 'online');
    for (const text of ['one', 'two']) before.send(text);
    expect(shown(before)).toEqual(['one queued', 'two queued']);
    before.dispose();
    const after = await started(storage);
    after.send('three');
    expect(shown(after)).toEqual(['one queued', 'two queued', 'three queued']);
    stack.wire.heal();
    await shows(after, ['one sent', 'two sent', 'three sent']);
    expect(await storedTexts(await roomOf(after))).toEqual(['one', 'two', 'three']);
  });

  it('B8 lets two tabs send the same outbox without doubling anything', async () => {
    const storage = createMemoryStorage();
    const tabs = [await started(storage), await started(storage)];
    for (const tab of tabs) await eventually(tab.connection, (state) => state === 'online');
    stack.wire.cut();
    for (const tab of tabs) await eventually(tab.connection, (state) => state !== 'online');
    tabs[0]!.send('one');
    tabs[0]!.send('two');
    tabs.push(await started(storage));
    expect(shown(tabs[2]!)).toEqual(['one queued', 'two queued']);
    stack.wire.heal();
    for (const tab of tabs) await shows(tab, ['one sent', 'two sent']);
    expect(Object.keys((await stack.read(paths.rooms(brand))) as object)).toHaveLength(1);
    expect(await storedTexts(await roomOf(tabs[0]!))).toEqual(['one', 'two']);
  });

  it('B8, B18 waits its turn when another tab has just written', async () => {
    const storage = createMemoryStorage();
    const [left, right] = [await started(storage), await started(storage)];
    left.send('a room to meet in');
    await shows(right, ['a room to meet in sent']);
    left.send('left');
    right.send('right');
    await eventually(
      left.messages,
      (all) => all.filter(({ delivery }) => delivery.state === 'sent').length === 3,
    );
    await eventually(
      right.messages,
      (all) => all.filter(({ delivery }) => delivery.state === 'sent').length === 3,
    );
  });

  it('opens another room when the one before was closed', async () => {
    const chat = await started();
    chat.send('hello');
    await shows(chat, ['hello sent']);
    const first = await roomOf(chat);
    await chat.endRoom();
    await shows(chat, ['hello sent', 'closed sent']);
    await eventually(chat.room, (room) => room?.id === first && room.closedAt !== undefined);
    chat.send('hello again');
    await shows(chat, ['hello again sent']);
    await eventually(chat.room, (room) => room !== null && room.id !== first);
    expect(await storedTexts(first)).toEqual(['hello', 'closed']);
  });

  it('ends a room behind what was written into it, also where that has yet to open it', async () => {
    const chat = await started();
    await eventually(chat.connection, (state) => state === 'online');
    chat.send('in a hurry');
    chat.send('and gone');
    await chat.endRoom();
    await shows(chat, ['in a hurry sent', 'and gone sent', 'closed sent']);
    const room = await roomOf(chat);
    expect(await storedTexts(room)).toEqual(['in a hurry', 'and gone', 'closed']);
    expect(Object.keys((await stack.read(paths.rooms(brand))) as object)).toEqual([room]);
  });

  it('ends no room while a file is on its way into it: it would open another one', async () => {
    const chat = await started();
    chat.send('hello');
    await shows(chat, ['hello sent']);
    await roomOf(chat);
    stack.storageWire.delay(5_000);
    chat.sendFile({ name: 'note.txt', type: 'text/plain', size: 5, body: new Blob(['12345']) });
    await expect(chat.endRoom()).rejects.toMatchObject({ code: 'file-sending' });
    expect(chat.room.get()?.openAt).toEqual(expect.any(Number));
    chat.discard(chat.messages.get().at(-1)!.message.id);
    await chat.endRoom();
    await shows(chat, ['hello sent', 'closed sent']);
  });

  it('ends no room without a connection, whatever waits, and none that has yet to be opened', async () => {
    const [chat, newcomer] = [await started(), await started()];
    await eventually(newcomer.connection, (state) => state === 'online');
    chat.send('hello');
    await shows(chat, ['hello sent']);
    await roomOf(chat);
    stack.wire.cut();
    await eventually(chat.connection, (state) => state !== 'online');
    await eventually(newcomer.connection, (state) => state !== 'online');
    newcomer.send('first');
    await expect(newcomer.endRoom()).rejects.toMatchObject({ code: 'offline' });
    chat.send('later');
    chat.sendFile({ name: 'note.txt', type: 'text/plain', size: 5, body: new Blob(['12345']) });
    await expect(chat.endRoom()).rejects.toMatchObject({ code: 'offline' });
  });

  it('B6 puts a message into a new room that was written while the old one was being closed', async () => {
    const chat = await started();
    chat.send('hello');
    await shows(chat, ['hello sent']);
    const first = await roomOf(chat);
    await eventually(chat.connection, (state) => state === 'online');
    stack.wire.cut();
    chat.send('still there?');
    await stack.write({
      [`${paths.room(brand, first)}/openAt`]: null,
      [`${paths.room(brand, first)}/closedAt`]: Date.now(),
    });
    stack.wire.heal();
    await shows(chat, ['still there? sent']);
    await eventually(chat.room, (room) => room !== null && room.id !== first);
    expect(await storedTexts(first)).toEqual(['hello']);
  });

  it.each([
    ['banned', (id: string) => ({ [paths.ban(brand, id)]: { until: Date.now() + 60_000, at: Date.now() } })],
    ['brand-closed', () => ({ [`${paths.profile(brand)}/live`]: false })],
  ] as const)(
    'B6 says that a visitor who is %s is, and sends the text when that is over',
    async (code, change) => {
      const chat = await started();
      chat.send('hello');
      await shows(chat, ['hello sent']);
      await stack.write(change(chat.visitorId.get()!));
      await eventually(chat.problem, (problem) => problem?.code === code);
      chat.send('let me in');
      await shows(chat, ['hello sent', `let me in ${code}`]);
      await stack.write({
        [paths.ban(brand, chat.visitorId.get()!)]: null,
        [`${paths.profile(brand)}/live`]: true,
      });
      await eventually(chat.problem, (problem) => problem === null);
      chat.retry(chat.messages.get()[1]!.message.id);
      await shows(chat, ['hello sent', 'let me in sent']);
    },
  );

  it('uploads a file to the path that the message names', async () => {
    const chat = await started();
    chat.sendFile({
      ...{ name: 'card 4111_1111_1111_1111.txt', type: 'text/plain', size: 5 },
      body: new Blob(['hello']),
    });
    await shows(chat, ['card ••••_••••_••••_1111.txt sent']);
    const { message } = chat.messages.get()[0]!;
    expect(message).toMatchObject({
      kind: 'file',
      file: {
        path: `uploads/${brand}/${chat.visitorId.get() ?? ''}/${await roomOf(chat)}/${message.id}`,
        type: 'text/plain',
        size: 5,
      },
    });
  });

  it('puts a file and the text behind it into the same new room', async () => {
    const chat = await started();
    chat.sendFile({ name: 'note.txt', type: 'text/plain', size: 5, body: new Blob(['hello']) });
    chat.send('look at this');
    await eventually(
      chat.messages,
      (all) => all.length === 2 && all.every(({ delivery }) => delivery.state === 'sent'),
    );
    await eventually(chat.room, (room) => room?.messageCount === 2);
    expect(Object.keys((await stack.read(paths.rooms(brand))) as object)).toHaveLength(1);
  });

  it('refuses what the rules would refuse, before anything is sent', async () => {
    const chat = await started();
    expect(() => chat.send('  ')).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(() => chat.sendFile({ name: 'a.svg', type: 'image/svg+xml', size: 1, body: null })).toThrow(
      expect.objectContaining({ code: 'file-type' }),
    );
    expect(chat.messages.get()).toEqual([]);
  });
});

describe('reading', () => {
  it('counts what is unread until it is read, and says so to the other side', async () => {
    const chat = await started();
    chat.send('hello');
    await shows(chat, ['hello sent']);
    const room = await roomOf(chat);
    expect(chat.unread.get()).toBe(0);
    await answer(room, 'good morning');
    await answer(room, 'how can I help?');
    await eventually(chat.unread, (count) => count === 2);
    chat.markRead();
    await eventually(chat.unread, (count) => count === 0);
    await expect.poll(() => stack.read(`${paths.read(brand, room, chat.visitorId.get()!)}/count`)).toBe(3);
  });

  it('shows own messages as seen once the operator has read them', async () => {
    const chat = await started();
    chat.send('hello');
    await shows(chat, ['hello sent']);
    expect(chat.messages.get()[0]!.seen).toBe(false);
    await stack.write({ [paths.read(brand, await roomOf(chat), 'op1')]: { count: 1, at: Date.now() } });
    await eventually(chat.messages, ([first]) => first?.seen === true);
    expect(chat.seenCount.get()).toBe(1);
  });

  it('shows an operator typing, and no longer once the mark is old', async () => {
    const chat = await started();
    chat.send('hello');
    await shows(chat, ['hello sent']);
    const mark = paths.typing(brand, await roomOf(chat), 'op1');
    await stack.write({ [mark]: { on: true, at: Date.now() - 9_000 } });
    await eventually(chat.operatorTyping, (typing) => typing);
    await eventually(chat.operatorTyping, (typing) => !typing);
  });

  it('B23 fetches all that it missed, more than the tail holds, when the link is back', async () => {
    const chat = await started();
    chat.send('hello');
    await shows(chat, ['hello sent']);
    const room = await roomOf(chat);
    await answer(room, 'good morning');
    await shows(chat, ['hello sent', 'good morning sent']);
    stack.wire.cut();
    await eventually(chat.connection, (state) => state !== 'online');
    const start = Date.now();
    const missed = Array.from({ length: 170 }, (_, index) => index);
    await stack.write(
      Object.fromEntries(
        missed.map((index) => [
          paths.roomMessage(brand, room, `m${index}`),
          // Pairs share a millisecond, as the messages of two people may.
          {
            by: 'op1',
            role: 'operator',
            name: 'Olga',
            kind: 'text',
            text: `${index}`,
            at: start + Math.floor(index / 2),
          },
        ]),
      ),
    );
    stack.wire.heal();
    await eventually(chat.messages, (all) => all.length === 172);
    expect(shown(chat).slice(0, 2)).toEqual(['hello sent', 'good morning sent']);
    expect(new Set(shown(chat)).size).toBe(172);
  });

  it('shows the newest of a long conversation, and older pages on demand, complete and in order', async () => {
    const storage = createMemoryStorage();
    const chat = await started(storage);
    chat.send('hello');
    await shows(chat, ['hello sent']);
    const room = await roomOf(chat);
    const start = Date.now() - 1_000_000;
    await stack.write(
      Object.fromEntries(
        Array.from({ length: 120 }, (_, index) => [
          paths.roomMessage(brand, room, `m${index}`),
          { by: 'op1', role: 'operator', name: 'Olga', kind: 'text', text: `${index}`, at: start + index },
        ]),
      ),
    );
    chat.dispose();
    const again = await started(storage);
    await eventually(again.messages, (all) => all.length === 50);
    expect(again.hasOlder.get()).toBe(true);
    await Promise.all([again.loadOlder(), again.loadOlder()]);
    expect(again.messages.get()).toHaveLength(100);
    await again.loadOlder();
    expect(again.hasOlder.get()).toBe(false);
    expect(shown(again)).toEqual([
      ...Array.from({ length: 120 }, (_, index) => `${index} sent`),
      'hello sent',
    ]);
  });

  it('B19 hears again what it was shut out from, once it may', async () => {
    const chat = await started();
    chat.send('hello');
    await shows(chat, ['hello sent']);
    const room = await roomOf(chat);
    await answer(room, 'good morning');
    await shows(chat, ['hello sent', 'good morning sent']);
    const ban = paths.ban(brand, chat.visitorId.get()!);
    stack.wire.cut();
    await stack.write({ [ban]: { until: Date.now() + 60_000, at: Date.now() } });
    stack.wire.heal();
    await eventually(chat.problem, (problem) => problem?.code === 'banned');
    await answer(room, 'behave');
    await stack.write({ [ban]: null });
    await shows(chat, ['hello sent', 'good morning sent', 'behave sent']);
    expect(chat.problem.get()).toBeNull();
  });

  it('follows the brand’s profile', async () => {
    const chat = await started();
    await eventually(chat.profile, (profile) => profile?.welcome === 'Hello');
    await stack.write({ [`${paths.profile(brand)}/welcome`]: 'Good evening' });
    await eventually(chat.profile, (profile) => profile?.welcome === 'Good evening');
  });
});

describe('being there', () => {
  it('holds one lease for each connection and leaves none behind', async () => {
    const chat = await started();
    const leases = () => stack.read(paths.presence(brand, chat.visitorId.get() ?? visitor));
    const visitor = chat.visitorId.get()!;
    await expect.poll(async () => Object.keys((await leases()) ?? {})).toHaveLength(1);
    const before = await leases();
    stack.wire.cut();
    stack.wire.heal();
    await expect
      .poll(async () => Object.keys((await leases()) ?? {}), { timeout: 10_000 })
      .toEqual([expect.not.stringMatching(Object.keys(before as object)[0]!)]);
    chat.dispose();
    await expect.poll(leases).toBeNull();
  });

  it('says which page it is on, and nothing but web pages', async () => {
    const chat = openTab();
    chat.reportPage({ url: 'https://shop.test/a', title: 'A' });
    await chat.start();
    const page = () => stack.read(paths.userPage(brand, chat.visitorId.get()!));
    await expect.poll(page).toMatchObject({ url: 'https://shop.test/a', title: 'A' });
    chat.reportPage({ url: 'file:///etc/passwd', title: 'no' });
    chat.reportPage({ url: 'https://shop.test/b', title: 'B'.repeat(500) });
    await expect
      .poll(page, { timeout: 10_000 })
      .toMatchObject({ url: 'https://shop.test/b', title: 'B'.repeat(200) });
  });

  it('tells who the visitor says to be', async () => {
    const chat = await started();
    await chat.identify({ userName: 'Ada' });
    await expect
      .poll(() => stack.read(`${paths.user(brand, chat.visitorId.get()!)}/selfTold/userName`))
      .toBe('Ada');
  });
});
