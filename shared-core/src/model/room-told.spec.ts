import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { readRoomTold, roomToldUpdate, withTelling } from './room-told.ts';
import type { RoomTold } from './room-told.ts';

const nothing: RoomTold = { attributes: {}, tags: [], events: [] };

function event(at: number, data: Record<string, string> = {}) {
  return { name: `event ${at}`, data, at };
}

describe('what a page says of a conversation', () => {
  it('is added to, taken back and replaced by name', () => {
    const told = [
      { attributes: { plan: 'free', basket: '3' }, addTags: ['vip', 'beta'] },
      { attributes: { plan: 'gold' }, removeTags: ['beta'], addTags: ['vip', 'new'] },
      { event: event(1, { sum: '9' }) },
      { event: event(1, { sum: '9' }) },
      { event: event(2) },
    ].reduce(withTelling, nothing);
    expect(told).toEqual({
      attributes: { plan: 'gold', basket: '3' },
      tags: ['vip', 'new'],
      events: [event(1, { sum: '9' }), event(2)],
    });
    const [stored] = Object.values(roomToldUpdate('acme', 'room', told));
    expect(readRoomTold(stored)).toEqual(told);
  });

  it('is bounded in number and length, and the newest events stay', () => {
    const tellings = Array.from({ length: 60 }, (_, at) => ({
      attributes: { [`a${at}`]: 'x'.repeat(200) },
      addTags: [`tag ${at}`],
      event: event(at, { long: 'y'.repeat(200), longer: 'z'.repeat(200) }),
    }));
    const told = tellings.reduce(withTelling, nothing);
    expect(Object.keys(told.attributes)).toHaveLength(limits.toldAttributes);
    expect(told.tags).toHaveLength(limits.toldTags);
    expect(told.events).toHaveLength(limits.toldEvents);
    const [stored] = Object.values(roomToldUpdate('acme', 'room', told)) as { told: string }[];
    expect(stored?.told.length).toBeLessThanOrEqual(limits.told);
    const read = readRoomTold(stored);
    expect(read.events.at(-1)?.at).toBe(59);
    expect(read.events.length).toBeGreaterThan(2);
    expect(read.attributes).toEqual(told.attributes);
  });

  it.each([
    null,
    'text',
    { told: 'no JSON' },
    { told: '[]' },
    { told: '7' },
    { told: '{"attributes":[1],"tags":{"length":3},"events":"x"}' },
    {
      told: '{"attributes":{"a":{},"b":1},"tags":[1,null,""],"events":[null,{},{"name":"x"},{"name":1,"at":1}]}',
    },
    { told: `{"tags":["${'x'.repeat(201)}"]}` },
  ])('leaves out what it cannot be: %j', (stored) => {
    expect(readRoomTold(stored)).toEqual(nothing);
  });

  it('keeps what is sound beside what is not', () => {
    const told =
      '{"attributes":{"a":"b","c":1},"tags":["t",2],"events":[{"name":"e","at":5,"data":{"x":"y","z":[]}}]}';
    expect(readRoomTold({ told })).toEqual({
      attributes: { a: 'b' },
      tags: ['t'],
      events: [{ name: 'e', at: 5, data: { x: 'y' } }],
    });
  });
});
