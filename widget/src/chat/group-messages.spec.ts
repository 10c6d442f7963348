import type { ChatMessage, Delivery } from '@foyer/shared-core';
import type { RoomEvent } from '@foyer/shared-core/model';
import { describe, expect, it } from 'vitest';
import { groupMessages } from './group-messages.ts';
import { createArrivals } from './new-arrivals.ts';

const MINUTE = 60_000;

function text(id: string, by: string, minute: number, delivery: Delivery = { state: 'sent' }): ChatMessage {
  const mine = by === 'visitor';
  return {
    mine,
    seen: false,
    delivery,
    message: {
      id,
      by,
      role: mine ? 'client' : 'operator',
      ...(mine ? {} : { name: by }),
      at: minute * MINUTE,
      kind: 'text',
      text: id,
    },
  };
}

function event(id: string, name: RoomEvent, minute: number): ChatMessage {
  const { message, ...rest } = text(id, 'anna', minute);
  return {
    ...rest,
    message: {
      id,
      by: message.by,
      role: message.role,
      name: 'anna',
      at: message.at,
      kind: 'event',
      event: name,
    },
  };
}

/** Days of 1,000 minutes, so that the test has no time zone. */
const dayOf = (at: number): string => String(Math.floor(at / MINUTE / 1000));

function shape(messages: readonly ChatMessage[]): string[] {
  return groupMessages(messages, dayOf).map((item) => {
    switch (item.kind) {
      case 'day':
        return 'day';
      case 'event':
        return `event ${item.entry.message.id}`;
      case 'group':
        return `${item.mine ? 'mine' : (item.name ?? '?')}: ${item.entries.map(({ message }) => message.id).join(' ')}`;
    }
  });
}

describe('a conversation', () => {
  it('is empty without messages', () => {
    expect(shape([])).toEqual([]);
  });

  it('groups what one person says in a row', () => {
    expect(
      shape([text('a', 'visitor', 1), text('b', 'visitor', 2), text('c', 'anna', 3), text('d', 'ben', 3)]),
    ).toEqual(['day', 'mine: a b', 'anna: c', 'ben: d']);
  });

  it('begins a group anew after five minutes of silence', () => {
    expect(shape([text('a', 'anna', 1), text('b', 'anna', 5), text('c', 'anna', 10)])).toEqual([
      'day',
      'anna: a b',
      'anna: c',
    ]);
  });

  it('has a separator before each day, also in the middle of a group', () => {
    expect(shape([text('a', 'anna', 999), text('b', 'anna', 1000), text('c', 'anna', 1001)])).toEqual([
      'day',
      'anna: a',
      'day',
      'anna: b c',
    ]);
  });

  it('shows what happened between the messages', () => {
    expect(shape([text('a', 'anna', 1), event('b', 'joined', 1), text('c', 'anna', 1)])).toEqual([
      'day',
      'anna: a',
      'event b',
      'anna: c',
    ]);
  });

  it('keeps a message that was not sent apart from the others', () => {
    const failed: Delivery = { state: 'failed', reason: 'refused' };
    expect(
      shape([text('a', 'visitor', 1), text('b', 'visitor', 1, failed), text('c', 'visitor', 1)]),
    ).toEqual(['day', 'mine: a', 'mine: b', 'mine: c']);
  });

  it('gives every line a key of its own', () => {
    const items = groupMessages(
      [text('a', 'anna', 1), event('b', 'joined', 1), text('c', 'visitor', 1001), text('d', 'anna', 2)],
      dayOf,
    );
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });
});

describe('new arrivals', () => {
  const ids = (messages: readonly ChatMessage[]): string[] => messages.map(({ message }) => message.id);

  it('are what comes after the first list, once each', () => {
    const arrivals = createArrivals(new Set());
    const [a, b, c] = [text('a', 'anna', 1), text('b', 'anna', 2), text('c', 'anna', 3)];
    expect(ids(arrivals([]))).toEqual([]);
    expect(ids(arrivals([a]))).toEqual([]);
    expect(ids(arrivals([a, b]))).toEqual(['b']);
    expect(ids(arrivals([a, b]))).toEqual([]);
    expect(ids(arrivals([a, b, c]))).toEqual(['c']);
  });

  it('are not what is loaded above', () => {
    const arrivals = createArrivals(new Set());
    arrivals([text('c', 'anna', 3)]);
    expect(ids(arrivals([text('a', 'anna', 1), text('b', 'visitor', 2), text('c', 'anna', 3)]))).toEqual([]);
  });

  it('are own messages from the moment they are written', () => {
    const arrivals = createArrivals(new Set());
    const queued = text('a', 'visitor', 1, { state: 'queued' });
    expect(ids(arrivals([]))).toEqual([]);
    expect(ids(arrivals([queued]))).toEqual(['a']);
    expect(ids(arrivals([text('a', 'visitor', 2)]))).toEqual([]);
  });

  it('may stand above what is queued', () => {
    const arrivals = createArrivals(new Set());
    const queued = text('q', 'visitor', 9, { state: 'queued' });
    arrivals([text('a', 'anna', 1)]);
    arrivals([text('a', 'anna', 1), queued]);
    expect(ids(arrivals([text('a', 'anna', 1), text('b', 'anna', 2), queued]))).toEqual(['b']);
  });
});
