import { expect, it } from 'vitest';

import type { Message } from '../model/message.ts';
import type { Room } from '../model/room.ts';
import type { OutboxItem } from '../outbox/outbox.ts';
import { mergeMessages } from './merge-messages.ts';

const me = { id: 'g_1', role: 'client' } as const;

function text(id: string, by: string, at: number): Message {
  return { id, by, role: by === me.id ? 'client' : 'operator', at, kind: 'text', text: id };
}

function roomWith(last: Message, messageCount: number): Room {
  return {
    id: 'r1',
    brand: 'acme',
    visitorId: me.id,
    createdAt: 1,
    openAt: last.at,
    lastMessage: { id: last.id, by: last.by, role: last.role, kind: 'text', text: last.id, at: last.at },
    messageCount,
  };
}

function item(id: string, state: OutboxItem['state'], more: Partial<OutboxItem['entry']> = {}): OutboxItem {
  const to = { kind: 'room', brand: 'acme' } as const;
  return { entry: { id, to, draft: { kind: 'text', text: id }, writtenAt: 5, ...more }, state };
}

it('puts what is on its way behind what is stored, and nothing twice', () => {
  const rows = [text('a', 'op', 1), text('b', me.id, 2)];
  const merged = mergeMessages({
    rows,
    items: [item('b', 'sent'), item('c', 'queued'), item('d', 'failed', { failed: 'banned' })],
    me,
    room: null,
    seenCount: 0,
  });
  expect(merged.map(({ message, mine, delivery }) => [message.id, mine, delivery])).toEqual([
    ['a', false, { state: 'sent' }],
    ['b', true, { state: 'sent' }],
    ['c', true, { state: 'queued' }],
    ['d', true, { state: 'failed', reason: 'banned' }],
  ]);
});

it('marks own messages as seen by counting back from the one the room names as its last', () => {
  const rows = [text('a', me.id, 1), text('b', 'op', 2), text('c', me.id, 3), text('d', me.id, 4)];
  function seen(seenCount: number, room: Room): readonly string[] {
    return mergeMessages({ rows, items: [], me, room, seenCount })
      .filter((one) => one.seen)
      .map(({ message }) => message.id);
  }
  // The room has ten messages; the four shown are the last of them.
  expect(seen(6, roomWith(rows[3]!, 10))).toEqual([]);
  expect(seen(8, roomWith(rows[3]!, 10))).toEqual(['a']);
  expect(seen(9, roomWith(rows[3]!, 10))).toEqual(['a', 'c']);
  expect(seen(10, roomWith(rows[3]!, 10))).toEqual(['a', 'c', 'd']);
  // The newest message is here before the room's count is: it must not flash as seen.
  expect(seen(9, roomWith(rows[2]!, 9))).toEqual(['a', 'c']);
  expect(seen(9, roomWith(text('elsewhere', 'op', 0), 9))).toEqual([]);
});

it('shows a file on its way by its name, with its progress', () => {
  const draft = { kind: 'file', file: { name: 'cat.png', type: 'image/png', size: 3 } } as const;
  const [merged] = mergeMessages({
    rows: [],
    items: [{ ...item('f', 'queued', { draft }), progress: 0.25 }],
    me,
    room: null,
    seenCount: 0,
  });
  expect(merged).toMatchObject({
    message: { kind: 'file', file: { path: '', name: 'cat.png' }, at: 5 },
    delivery: { state: 'queued', progress: 0.25 },
  });
});
