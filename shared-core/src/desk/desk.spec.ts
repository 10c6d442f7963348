import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDeskPorts } from '../firebase/desk-ports.ts';
import { createVisitorPorts } from '../firebase/visitor-ports.ts';
import { paths } from '../model/paths.ts';
import type { KeyValueStorage } from '../platform.ts';
import type { Readable } from '../store.ts';
import { eventually } from '../testing/eventually.ts';
import { startLocalStack } from '../testing/local-stack.ts';
import type { LocalStack } from '../testing/local-stack.ts';
import { createMemoryStorage } from '../testing/manual-platform.ts';
import { createNodePlatform } from '../testing/node-platform.ts';
import { createVisitorChat } from '../visitor/create-visitor-chat.ts';
import type { VisitorChat } from '../visitor/visitor-chat.ts';
import type { Conversation } from './conversation.ts';
import { createDesk } from './create-desk.ts';
import type { Desk } from './desk.ts';
import type { TeamConversation } from './team-conversation.ts';

let stack: LocalStack;
let open: { dispose(): void }[] = [];
let run = 0;
let brand: string;
let otherBrand: string;
let olga: string;
let otto: string;

beforeAll(async () => {
  stack = await startLocalStack();
});
afterAll(() => stack.close());
beforeEach(async () => {
  run += 1;
  [brand, otherBrand, olga, otto] = [`acme${run}`, `globex${run}`, `olga${run}`, `otto${run}`];
  await stack.addBrand(brand);
  await stack.addBrand(otherBrand);
  await stack.addModerator(olga, { name: 'Olga', brands: [brand, otherBrand] });
  await stack.addModerator(otto, { name: 'Otto', brands: [brand] });
});
afterEach(() => {
  for (const one of open.reverse()) one.dispose();
  open = [];
  stack.wire.heal();
  stack.refuseSignIn = null;
});

function disposedLater<T extends { dispose(): void }>(one: T): T {
  open.push(one);
  return one;
}

let desks = 0;

function openDesk(storage: KeyValueStorage | null = createMemoryStorage()): Desk {
  return disposedLater(
    createDesk({ origin: stack.origin }, createDeskPorts(createNodePlatform(storage), `desk-${desks++}`)),
  );
}

async function deskOf(id: string): Promise<Desk> {
  const desk = openDesk();
  await desk.signIn(`${id}@demo.test`, 'secret');
  await eventually(desk.me, (me) => me?.id === id);
  return desk;
}

async function visitorOf(where: string): Promise<VisitorChat> {
  const chat = disposedLater(
    createVisitorChat(
      { brand: where, origin: stack.origin },
      createVisitorPorts(createNodePlatform(createMemoryStorage())),
    ),
  );
  await chat.start();
  return chat;
}

async function visitorWith(where: string, text: string): Promise<{ chat: VisitorChat; room: string }> {
  const chat = await visitorOf(where);
  chat.send(text);
  return { chat, room: (await eventually(chat.room, (room) => room !== null))!.id };
}

function lines(of: Pick<Conversation, 'messages'>): readonly string[] {
  return of.messages.get().map(({ message, delivery }) => {
    const text = message.kind === 'text' ? message.text : message.kind === 'event' ? message.event : 'file';
    return delivery.state === 'failed'
      ? `${text} ${delivery.reason}`
      : delivery.state === 'sent'
        ? text
        : `${text} …`;
  });
}

async function shows(of: Pick<Conversation, 'messages'>, expected: readonly string[]): Promise<void> {
  await eventually(
    of.messages as Readable<unknown>,
    () => JSON.stringify(lines(of)) === JSON.stringify(expected),
  ).catch(() => expect(lines(of)).toEqual(expected));
}

describe('signing in', () => {
  it('knows nobody until somebody signs in, and says when the credentials are wrong', async () => {
    const desk = openDesk();
    expect(desk.me.get()).toBeUndefined();
    await desk.restore();
    expect(desk.me.get()).toBeNull();
    await expect(desk.signIn('nobody@demo.test', 'x')).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(() => desk.conversation(brand, 'r')).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
  });

  it('shows who one is by the live record, as it is now', async () => {
    const desk = await deskOf(olga);
    expect(desk.me.get()).toMatchObject({
      id: olga,
      role: 'operator',
      level: 2,
      brands: [brand, otherBrand],
    });
    await stack.write({
      [`${paths.moderator(olga)}/name`]: 'Olga K.',
      [`${paths.moderator(olga)}/brands/${otherBrand}`]: null,
    });
    await eventually(desk.me, (me) => me?.name === 'Olga K.' && me.brands.length === 1);
  });

  it.each([
    [
      'the session is ended',
      'session-ended',
      (id: string, sid: string) => ({ [`${paths.session(sid)}/until`]: 1, id }),
    ],
    ['the account is disabled', 'refused', (id: string) => ({ [`${paths.moderator(id)}/active`]: false })],
    ['the account is deleted', 'refused', (id: string) => ({ [paths.moderator(id)]: null })],
    [
      'the admins demand a second factor that this sign-in had not',
      'second-factor-required',
      (id: string) => ({ [`${paths.moderator(id)}/needsFactor`]: true }),
    ],
  ] as const)('closes by itself when %s', async (_, reason, change) => {
    const desk = await deskOf(olga);
    const sessions = (await stack.read('sessions')) as Record<string, { id: string }>;
    const [sid] = Object.entries(sessions).find(([, session]) => session.id === olga)!;
    const changes: Record<string, unknown> = { ...change(olga, sid) };
    delete changes['id'];
    await stack.write(changes);
    await eventually(desk.ended, (ended) => ended === reason);
    expect([desk.me.get(), desk.rooms.get(), desk.connection.get()]).toEqual([null, undefined, 'idle']);
  });

  it('stays when a second factor is demanded that this sign-in had', async () => {
    const desk = await deskOf(olga);
    const sessions = (await stack.read('sessions')) as Record<string, { id: string }>;
    const [sid] = Object.entries(sessions).find(([, session]) => session.id === olga)!;
    await stack.write({ [`${paths.session(sid)}/factor`]: true });
    await stack.write({
      [`${paths.moderator(olga)}/needsFactor`]: true,
      [`${paths.moderator(olga)}/name`]: 'Olga F.',
    });
    await eventually(desk.me, (me) => me?.name === 'Olga F.');
    expect(desk.ended.get()).toBeNull();
  });

  it('signs out here even when the server cannot end the session', async () => {
    const storage = createMemoryStorage();
    const desk = openDesk(storage);
    await desk.signIn(`${olga}@demo.test`, 'secret');
    await desk.signOut();
    expect([desk.me.get(), desk.ended.get(), storage.keys('foyer:desk')]).toEqual([null, null, []]);
  });

  it('can change the moderator without a reload', async () => {
    const desk = await deskOf(olga);
    await desk.signOut();
    await desk.signIn(`${otto}@demo.test`, 'secret');
    await eventually(desk.me, (me) => me?.id === otto);
  });
});

describe('the list of rooms', () => {
  it('counts no message of one’s own as unread, however soon one goes on to another room', async () => {
    const desk = await deskOf(olga);
    const stop = desk.rooms.subscribe(() => undefined);
    const { chat, room } = await visitorWith(brand, 'a question');
    const conversation = disposedLater(desk.conversation(brand, room));
    await shows(conversation, ['a question']);
    // As the desk does while it shows a room.
    const stopMarking = conversation.room.subscribe(() => conversation.markRead());
    await conversation.take();
    conversation.send('one');
    await eventually(chat.seenCount, (count) => count === 3);
    for (const text of ['two', 'three']) conversation.send(text);
    await shows(conversation, ['a question', 'joined', 'one', 'two', 'three']);
    await eventually(conversation.room, (now) => now?.messageCount === 5);
    stopMarking();
    conversation.dispose();
    chat.send('and one back');
    await eventually(desk.rooms, (rows) =>
      (rows ?? []).some((row) => row.room.id === room && row.room.messageCount === 6 && row.unread === 1),
    );
    await chat.endRoom();
    stop();
  });

  it('merges the open rooms of one’s own brands by latest activity, with what is unread', async () => {
    const desk = await deskOf(olga);
    const stop = desk.rooms.subscribe(() => undefined);
    const first = await visitorWith(brand, 'hello');
    const second = await visitorWith(otherBrand, 'hi');
    await eventually(
      desk.rooms,
      (rows) =>
        JSON.stringify(rows?.map(({ room }) => room.id)) === JSON.stringify([second.room, first.room]),
    );
    first.chat.send('anybody?');
    const rows = await eventually(
      desk.rooms,
      (all) => all?.[0]?.room.id === first.room && all[0].unread === 2 && all[0].visitor !== null,
    );
    expect(rows?.[0]?.visitor?.id).toBe(first.chat.visitorId.get());
    const conversation = disposedLater(desk.conversation(brand, first.room));
    await shows(conversation, ['hello', 'anybody?']);
    conversation.markRead();
    await eventually(desk.rooms, (all) => all?.[0]?.unread === 0 && all[1]?.unread === 1);
    await first.chat.endRoom();
    await eventually(desk.rooms, (all) => all?.length === 1);
    stop();
  });

  it('shows an operator only the rooms of own brands', async () => {
    const mine = await visitorWith(brand, 'hello');
    const theirs = await visitorWith(otherBrand, 'hi');
    const desk = await deskOf(otto);
    const stop = desk.rooms.subscribe(() => undefined);
    const rows = await eventually(desk.rooms, (all) => all !== undefined);
    expect(rows?.map(({ room }) => room.id)).toEqual([mine.room]);
    const foreign = disposedLater(desk.conversation(otherBrand, theirs.room));
    await eventually(foreign.problem, (problem) => problem?.code === 'refused');
    expect(foreign.room.get()).toBeNull();
    stop();
  });
});

describe('a conversation', () => {
  it('is taken, answered and closed, and the visitor sees all of it', async () => {
    const { chat, room } = await visitorWith(brand, 'hello');
    const desk = await deskOf(olga);
    const conversation = disposedLater(desk.conversation(brand, room));
    await shows(conversation, ['hello']);
    await conversation.take();
    conversation.send('good morning');
    await shows(conversation, ['hello', 'joined', 'good morning']);
    await shows(chat, ['hello', 'joined', 'good morning']);
    expect(chat.room.get()?.assignee).toEqual({ id: olga, name: 'Olga' });
    expect(chat.messages.get()[2]?.message).toMatchObject({ role: 'operator', name: 'Olga' });
    await conversation.close();
    await shows(chat, ['hello', 'joined', 'good morning', 'closed']);
    await conversation.close();
    conversation.send('too late');
    await shows(conversation, ['hello', 'joined', 'good morning', 'closed', 'too late room-closed']);
  });

  it('lets acts and texts of one moderator keep the least time between messages', async () => {
    const { chat, room } = await visitorWith(brand, 'hello');
    const desk = await deskOf(olga);
    const conversation = disposedLater(desk.conversation(brand, room));
    const taken = conversation.take();
    conversation.send('one');
    conversation.send('two');
    await taken;
    await shows(chat, ['hello', 'joined', 'one', 'two']);
    await conversation.giveBack();
    await shows(chat, ['hello', 'joined', 'one', 'two', 'left']);
    await eventually(conversation.room, (present) => present?.assignee === undefined);
  });

  it('says who may write: nobody but the assignee', async () => {
    const { chat, room } = await visitorWith(brand, 'hello');
    const [first, second] = [await deskOf(olga), openDesk()];
    const conversation = disposedLater(first.conversation(brand, room));
    await shows(conversation, ['hello']);
    conversation.send('who am I?');
    await shows(conversation, ['hello', 'who am I? not-assignee']);
    await expect(conversation.close()).rejects.toMatchObject({ code: 'not-assignee' });
    await expect(conversation.giveBack()).rejects.toMatchObject({ code: 'not-assignee' });
    await conversation.take();
    conversation.retry(
      conversation.messages.get().find(({ delivery }) => delivery.state === 'failed')!.message.id,
    );
    await shows(chat, ['hello', 'joined', 'who am I?']);
    second.dispose();
  });

  it('shows the visitor: who, whether online, typing, and how far they have read', async () => {
    const { chat, room } = await visitorWith(brand, 'hello');
    const desk = await deskOf(olga);
    const conversation = disposedLater(desk.conversation(brand, room));
    await eventually(conversation.visitor, (visitor) => visitor?.id === chat.visitorId.get());
    await eventually(conversation.visitorOnline, (online) => online);
    chat.setTyping(true);
    await eventually(conversation.visitorTyping, (typing) => typing);
    chat.setTyping(false);
    await eventually(conversation.visitorTyping, (typing) => !typing);
    await conversation.take();
    conversation.setTyping(true);
    await eventually(chat.operatorTyping, (typing) => typing);
    await shows(chat, ['hello', 'joined']);
    await eventually(chat.room, (present) => present?.messageCount === 2);
    // Who joined is read like a message, and calls nobody.
    expect(chat.unread.get()).toBe(0);
    chat.markRead();
    await eventually(conversation.seenCount, (count) => count === 2);
    await eventually(conversation.messages, (all) => all.at(-1)?.seen === true);
    chat.dispose();
    await eventually(conversation.visitorOnline, (online) => !online);
  });

  it('goes on where it was after the link was lost, with nothing lost or doubled', async () => {
    const { chat, room } = await visitorWith(brand, 'hello');
    const desk = await deskOf(olga);
    const conversation = disposedLater(desk.conversation(brand, room));
    await conversation.take();
    await shows(chat, ['hello', 'joined']);
    stack.wire.mute();
    conversation.send('answer');
    await expect.poll(() => stack.read(`${paths.room(brand, room)}/messageCount`)).toBe(3);
    stack.wire.cut();
    chat.send('question');
    stack.wire.heal();
    await shows(chat, ['hello', 'joined', 'answer', 'question']);
    await shows(conversation, ['hello', 'joined', 'answer', 'question']);
    expect(await stack.read(`${paths.room(brand, room)}/messageCount`)).toBe(4);
  });

  it('carries a file through Storage', async () => {
    const { chat, room } = await visitorWith(brand, 'hello');
    const desk = await deskOf(olga);
    const conversation = disposedLater(desk.conversation(brand, room));
    await conversation.take();
    conversation.sendFile({ name: 'a.txt', type: 'text/plain', size: 3, body: new Uint8Array([97, 98, 99]) });
    await eventually(chat.messages, (all) => all.at(-1)?.message.kind === 'file');
    expect(chat.messages.get().at(-1)?.message).toMatchObject({ file: { name: 'a.txt', size: 3 } });
  });
});

describe('the team', () => {
  it('opens a direct conversation with its first message and shows what the colleague answers', async () => {
    const asking = disposedLater((await deskOf(olga)).teamConversation(otto));
    const answering = disposedLater((await deskOf(otto)).teamConversation(olga));
    const texts = (of: TeamConversation) =>
      JSON.stringify(
        of.messages.get().map(({ message, mine, delivery }) => [message.text, mine, delivery.state]),
      );
    asking.send('lunch?');
    await eventually(answering.messages, () => texts(answering) === '[["lunch?",false,"sent"]]');
    answering.send('at noon');
    await eventually(
      asking.messages,
      () => texts(asking) === '[["lunch?",true,"sent"],["at noon",false,"sent"]]',
    );
    asking.send('fine');
    await eventually(answering.messages, (all) => all.length === 3);
  });

  it('finds a conversation that the colleague has begun', async () => {
    const desk = await deskOf(olga);
    const conversation = disposedLater(desk.teamConversation(otto));
    const id = `${olga}~${otto}`;
    const at = Date.now();
    await stack.write({
      [paths.teamRoom(id)]: { members: { [olga]: true, [otto]: true }, createdAt: at, at },
      [`${paths.teamIndex(olga)}/${id}`]: { createdAt: at },
      [paths.teamMessage(id, 'm1')]: { by: otto, text: 'hey', at },
    });
    await eventually(conversation.messages, ([first]) => first?.message.text === 'hey');
  });

  it('shows colleagues by name, and who of them is there', async () => {
    const desk = await deskOf(olga);
    const stop = desk.colleagues.subscribe(() => undefined);
    const there = () => desk.colleagues.get().filter(({ id }) => id === olga || id === otto);
    await eventually(desk.colleagues, () => there().length === 2 && there()[0]?.online === true);
    expect(there().map(({ name, online }) => [name, online])).toEqual([
      ['Olga', true],
      ['Otto', false],
    ]);
    await stack.write({ [`${paths.deskPresence(otto)}/lease`]: { at: Date.now() } });
    await eventually(desk.colleagues, () => there()[1]?.online === true);
    stop();
  });
});

describe('a brand’s profile', () => {
  it('is changed by an admin, and by nobody else', async () => {
    const admin = `ada${run}`;
    await stack.addModerator(admin, { level: 3, brands: [brand], name: 'Ada' });
    const desk = await deskOf(olga);
    const profile = desk.profile(brand);
    const stop = profile.subscribe(() => undefined);
    await eventually(profile, (present) => present?.welcome === 'Hello');
    await expect(desk.saveProfile(brand, { welcome: 'Mine' })).rejects.toMatchObject({ code: 'refused' });
    expect(profile.get()?.welcome).toBe('Hello');
    await desk.signOut();
    await desk.signIn(`${admin}@demo.test`, 'secret');
    await eventually(desk.me, (me) => me?.role === 'admin');
    await desk.saveProfile(brand, { welcome: 'Good evening', color: '#aabbcc' });
    await eventually(
      profile,
      (present) => present?.welcome === 'Good evening' && present.color === '#aabbcc',
    );
    stop();
  });
});
