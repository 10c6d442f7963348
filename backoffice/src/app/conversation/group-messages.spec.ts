import type { ChatMessage } from '@foyer/shared-core';
import { describe, expect, it } from 'vitest';
import { groupMessages } from './group-messages';

const noon = new Date(2026, 4, 20, 12).getTime();
const MINUTE = 60_000;

function text(id: string, by: string, at: number): ChatMessage {
  const role = by === 'visitor' ? 'client' : 'operator';
  return {
    message: {
      id,
      by,
      role,
      at,
      kind: 'text',
      text: id,
      ...(role === 'operator' ? { name: `Op ${by}` } : {}),
    },
    mine: by === 'me',
    delivery: { state: 'sent' },
    seen: false,
  };
}

function event(id: string, at: number): ChatMessage {
  return {
    message: { id, by: 'me', role: 'operator', at, kind: 'event', event: 'joined', name: 'Op me' },
    mine: true,
    delivery: { state: 'sent' },
    seen: false,
  };
}

const shape = (messages: readonly ChatMessage[]): string[] =>
  groupMessages(messages).map((block) =>
    block.kind === 'group' ? block.messages.map(({ message }) => message.id).join('+') : block.kind,
  );

describe('groupMessages', () => {
  it('makes nothing of nothing', () => {
    expect(groupMessages([])).toEqual([]);
  });

  it('begins with the day and keeps a run of one sender together', () => {
    expect(shape([text('a', 'visitor', noon), text('b', 'visitor', noon + MINUTE)])).toEqual(['day', 'a+b']);
  });

  it('breaks a run at another sender, also of the same side', () => {
    expect(
      shape([text('a', 'me', noon), text('b', 'op2', noon + 1), text('c', 'visitor', noon + 2)]),
    ).toEqual(['day', 'a', 'b', 'c']);
  });

  it('breaks a run after five minutes of silence, not five minutes after its begin', () => {
    const run = [0, 4, 8, 13].map((minutes) => text(`m${minutes}`, 'visitor', noon + minutes * MINUTE));
    expect(shape(run)).toEqual(['day', 'm0+m4+m8', 'm13']);
  });

  it('puts an event on a line of its own, between two runs of one sender', () => {
    expect(shape([text('a', 'me', noon), event('e', noon + 1), text('b', 'me', noon + 2)])).toEqual([
      'day',
      'a',
      'event',
      'b',
    ]);
  });

  it('begins a new day at midnight, whoever writes', () => {
    const late = new Date(2026, 4, 20, 23, 59).getTime();
    expect(shape([text('a', 'visitor', late), text('b', 'visitor', late + 2 * MINUTE)])).toEqual([
      'day',
      'a',
      'day',
      'b',
    ]);
  });

  it('says which side speaks, and the name where one is known', () => {
    const groups = groupMessages([text('a', 'visitor', noon), text('b', 'op2', noon + 1)]);
    expect(groups).toMatchObject([
      { kind: 'day' },
      { side: 'visitor', name: undefined },
      { side: 'team', name: 'Op op2' },
    ]);
  });

  it('keeps its keys when older messages of the same day are put in front', () => {
    const later = [text('b', 'visitor', noon + 10 * MINUTE)];
    const keys = (messages: readonly ChatMessage[]): string[] =>
      groupMessages(messages).map(({ key }) => key);
    expect(keys([text('a', 'me', noon), ...later])).toContain(keys(later).at(-1));
  });
});
