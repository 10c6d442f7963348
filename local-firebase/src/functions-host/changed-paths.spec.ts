import { describe, expect, it } from 'vitest';
import { nodeFromJson, nodeToJson } from '../tree/json.ts';
import { changedPlaces } from './changed-paths.ts';
import { databaseEvent } from './database-event.ts';
import { parsePathPattern } from './path-pattern.ts';

function places(pattern: string, before: unknown, after: unknown, written: string[]): string[] {
  const old = nodeFromJson(before);
  const commit = {
    before: old,
    after: nodeFromJson(after).reusing(old),
    written: written.map((path) => path.split('/').filter(Boolean)),
  };
  return changedPlaces(parsePathPattern(pattern), commit).map(({ path }) => path.join('/'));
}

describe('F6 a pattern', () => {
  it.each([
    [
      'rooms/{room}',
      { rooms: { a: 1 } },
      { rooms: { a: 2, b: 1 } },
      ['rooms/a', 'rooms/b'],
      ['rooms/a', 'rooms/b'],
    ],
    ['rooms/{room}', { rooms: { a: 1, b: 1 } }, {}, [''], ['rooms/a', 'rooms/b']],
    ['rooms/{room}/x', {}, { rooms: { a: { x: 1, y: 1 }, b: { y: 1 } } }, ['rooms'], ['rooms/a/x']],
    ['rooms/a', {}, { rooms: { a: { deep: { down: 1 } } } }, ['rooms/a/deep/down'], ['rooms/a']],
    ['rooms/{room=r_*}', {}, { rooms: { r_1: 1, x_1: 1 } }, ['rooms/r_1', 'rooms/x_1'], ['rooms/r_1']],
    ['*/a', {}, { x: { a: 1 }, y: { b: 1 } }, [''], ['x/a']],
    ['rooms/{room}', {}, { rooms: { toString: 1 } }, ['rooms/toString'], ['rooms/toString']],
    ['rooms/{room}', { rooms: { a: 1 } }, { rooms: { a: 1 } }, ['rooms/a'], []],
  ])('%s: from %j to %j, writing %j, changes %j', (...[pattern, before, after, written, expected]) => {
    expect(places(pattern, before, after, written)).toEqual(expected);
  });
});

describe('F6 an event', () => {
  it.each([
    [
      { a: 1, b: { c: 2, d: 3 } },
      { a: 1, b: { c: 4 } },
    ],
    [{ a: { b: { c: 1 } } }, { a: { b: 'leaf' } }],
    ['leaf', { now: 'a record' }],
    [{ a: 1 }, null],
    [null, { a: 1 }],
  ])('from %j to %j carries what merges into the one to make the other', (before, after) => {
    const old = nodeFromJson(before);
    const place = { path: ['x'], before: old, after: nodeFromJson(after).reusing(old) };
    const event = databaseEvent('written', place, { instance: 'i', author: { type: 'admin' }, now: 0 });
    const { data, delta } = event.data as { data: unknown; delta: unknown };
    expect(data).toEqual(before);
    expect(merged(data, delta)).toEqual(nodeToJson(place.after));
  });
});

/** What firebase-functions does with `data` and `delta`. */
function merged(data: unknown, delta: unknown): unknown {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (!isObject(data) || !isObject(delta)) return delta;
  const result = { ...data };
  for (const [key, value] of Object.entries(delta)) {
    if (value === null) Reflect.deleteProperty(result, key);
    else result[key] = merged(data[key], value);
  }
  return result;
}
