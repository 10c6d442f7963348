import { describe, expect, it } from 'vitest';
import type { Room } from '../model/room.ts';
import { callsAmong, unreadAmong } from './unread.ts';

/** One letter a message, oldest first: `o` an operator's text, `f` one's file, `e` who came or went, `m` one's own. */
function lines(letters: string) {
  return letters.split('').map(
    (letter, index) =>
      ({
        id: `m${index}`,
        role: letter === 'm' ? 'client' : 'operator',
        kind: letter === 'e' ? 'event' : letter === 'f' ? 'file' : 'text',
      }) as const,
  );
}

describe('what is unread', () => {
  it.each([
    ['nothing', 'oo', 0, 0],
    ['texts and files of operators', 'moof', 3, 3],
    ['none of who joined, left or ended it', 'meoee', 4, 1],
    ['none of one’s own from another device', 'ommo', 3, 1],
    ['nothing but the newest', 'oooom', 2, 1],
    ['also what is older than all that is known', 'oe', 5, 4],
    ['all where nothing is known', '', 3, 3],
  ])('counts %s', (_, letters, unread, calls) => {
    expect(callsAmong(unread, lines(letters))).toBe(calls);
  });

  it('counts a last message that is still on its way by what it is', () => {
    const all = lines('moeo');
    const known = all.slice(0, 3);
    expect(callsAmong(3, known, all[3])).toBe(2);
    expect(callsAmong(3, all, all[3])).toBe(2);
    expect(callsAmong(2, all.slice(0, 2), all[2])).toBe(1);
  });

  it('counts nothing before the messages are known: a badge would say too much first', () => {
    const [, joined, answer] = lines('meo');
    const lastMessage = { ...answer!, by: 'olga', text: 'Hello', at: 3 };
    const times = { createdAt: 1, openAt: 3 };
    const room: Room = { ...times, brand: 'acme', id: 'r', visitorId: 'v', lastMessage, messageCount: 3 };
    expect(unreadAmong(room, 'v', 1, undefined)).toBe(0);
    expect(unreadAmong(room, 'v', 1, [joined!, answer!])).toBe(1);
    expect(unreadAmong(room, 'v', 1, [joined!])).toBe(1);
    expect(unreadAmong(room, 'v', undefined, [joined!, answer!])).toBe(0);
  });
});
