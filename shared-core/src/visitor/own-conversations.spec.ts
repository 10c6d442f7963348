import { describe, expect, it } from 'vitest';
import { createVisitorPorts } from '../firebase/visitor-ports.ts';
import { paths } from '../model/paths.ts';
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

async function started(storage = createMemoryStorage()): Promise<VisitorChat> {
  const chat = createVisitorChat(
    { brand, origin: stack.origin },
    createVisitorPorts(createNodePlatform(storage)),
  );
  chats.push(chat);
  await chat.start();
  return chat;
}

/** Writes into the conversation that is shown; resolves with the room once it stands there. */
async function write(chat: VisitorChat, text: string): Promise<string> {
  chat.send(text);
  await eventually(chat.messages, (all) =>
    all.some(
      ({ message, delivery }) => 'text' in message && message.text === text && delivery.state === 'sent',
    ),
  );
  return (await eventually(chat.room, (room) => room !== null))!.id;
}

/** Resolves when the list reads so, from `from` on. */
async function lists(chat: VisitorChat, wanted: readonly string[], from = 0): Promise<void> {
  await eventually(chat.conversations.get()!.rows, (all) => {
    const read = all?.map(
      ({ room, excerpt, unread }) => `${excerpt} ${room.openAt ? 'open' : 'ended'} ${unread}`,
    );
    return JSON.stringify(read?.slice(from)) === JSON.stringify(wanted);
  });
}

/** What an operator's send leaves, written past the rules. */
async function answer(room: string, text: string): Promise<void> {
  const at = Date.now();
  const message = { by: 'op1', role: 'operator', kind: 'text', text, at };
  const count = (await stack.read(`${paths.room(brand, room)}/messageCount`)) as number;
  await stack.write({
    [paths.roomMessage(brand, room, `op${at}`)]: { ...message, name: 'Olga' },
    [`${paths.room(brand, room)}/lastMessage`]: { ...message, id: `op${at}` },
    [`${paths.room(brand, room)}/messageCount`]: count + 1,
    [`${paths.room(brand, room)}/openAt`]: at,
  });
}

describe('several conversations of one visitor', () => {
  it('begins another one beside an open one, and writes into the one that is shown', async () => {
    const chat = await started();
    const first = await write(chat, 'about shoes');
    chat.newConversation();
    expect(shown(chat)).toEqual([]);
    const second = await write(chat, 'about hats');
    expect(second).not.toBe(first);
    await shows(chat, ['about hats sent']);
    await chat.openConversation(first);
    await shows(chat, ['about shoes sent']);
    await write(chat, 'brown ones');
    await shows(chat, ['about shoes sent', 'brown ones sent']);
    await lists(chat, ['brown ones open 0', 'about hats open 0']);
    expect(chat.isEarlier.get()).toBe(false);
  });

  it('lists the last words of a conversation that has ended, and shows it as an earlier one', async () => {
    const chat = await started();
    const first = await write(chat, 'about shoes');
    await chat.endRoom();
    chat.newConversation();
    await write(chat, 'about hats');
    await lists(chat, ['about hats open 0', 'about shoes ended 0']);
    await chat.openConversation(first);
    await eventually(chat.isEarlier, (is) => is);
    expect(chat.hasOpenRoom.get()).toBe(true);
    // A page's script may still write: into the conversation that is open.
    await write(chat, 'and gloves');
    await shows(chat, ['about hats sent', 'and gloves sent']);
  });

  it('counts what is unread in a conversation that is not shown', async () => {
    const chat = await started();
    const first = await write(chat, 'about shoes');
    chat.newConversation();
    await write(chat, 'about hats');
    await answer(first, 'Which size?');
    await eventually(chat.unreadElsewhere, (count) => count === 1);
    await lists(chat, ['Which size? open 1', 'about hats open 0']);
    await chat.openConversation(first);
    await eventually(chat.unread, (count) => count === 1);
    chat.markRead();
    await eventually(chat.unread, (count) => count === 0);
    chat.newConversation();
    await eventually(chat.unreadElsewhere, (count) => count === 0);
  });

  it('keeps what waits for a conversation with it', async () => {
    const chat = await started();
    const first = await write(chat, 'about shoes');
    stack.wire.cut();
    chat.newConversation();
    chat.send('about hats');
    expect(shown(chat)).toEqual(['about hats queued']);
    stack.wire.heal();
    await shows(chat, ['about hats sent']);
    const second = (await eventually(chat.room, (room) => room !== null && room.id !== first))!.id;
    stack.wire.cut();
    chat.send('felt');
    stack.wire.heal();
    await shows(chat, ['about hats sent', 'felt sent']);
    await chat.openConversation(first);
    await shows(chat, ['about shoes sent']);
    await chat.openConversation(second);
    await shows(chat, ['about hats sent', 'felt sent']);
  });

  it('opens none of somebody else, and none that is not there', async () => {
    const other = await write(await started(), 'mine');
    const chat = await started();
    await write(chat, 'about shoes');
    await expect(chat.openConversation(other)).rejects.toMatchObject({ code: 'not-found' });
    await expect(chat.openConversation('abcdefghijklmnopqrst')).rejects.toMatchObject({ code: 'not-found' });
    expect(shown(chat)).toEqual(['about shoes sent']);
  });

  it('reads no more rooms than are shown, and the next ones on request', async () => {
    const chat = await started();
    const visitor = chat.visitorId.get()!;
    const at = Date.now() - 1_000_000;
    const updates: Record<string, unknown> = {};
    for (let number = 0; number < 23; number += 1) {
      const id = `room${String(number).padStart(20, '0')}`;
      const lastMessage = {
        id: 'm',
        by: visitor,
        role: 'client',
        kind: 'text',
        text: `number ${number}`,
        at: at + number,
      };
      updates[paths.userRoom(brand, visitor, id)] = { createdAt: at + number };
      updates[paths.room(brand, id)] = {
        ...{
          visitorId: visitor,
          createdAt: at + number,
          closedAt: at + number,
          messageCount: 1,
          lastMessage,
        },
      };
    }
    await stack.write(updates);
    const list = chat.conversations.get()!;
    await eventually(list.rows, (all) => all?.length === 20);
    await eventually(list.hasMore, (more) => more);
    list.more();
    await lists(chat, ['number 0 ended 0'], 22);
    await eventually(list.hasMore, (more) => !more);
  });
});
