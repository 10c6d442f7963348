import { describe, expect, it } from 'vitest';
import { nodeFromJson, nodeToJson, nodeToText } from './json.ts';

describe('nodeFromJson', () => {
  it('drops nulls and empty objects, and reads arrays as integer keys', () => {
    expect(nodeFromJson({ a: null, b: {}, c: { d: null } }).isEmpty()).toBe(true);
    expect(nodeToText(nodeFromJson(['x', null, { y: 1 }]))).toBe('{"0":"x","2":{"y":1}}');
  });

  it('keeps priorities of leaves and nodes through export format', () => {
    const json = { '.priority': 'first', a: { '.value': 1, '.priority': 2 }, b: { c: true } };
    expect(nodeToJson(nodeFromJson(json), true)).toEqual(json);
    expect(JSON.parse(nodeToText(nodeFromJson(json)))).toEqual(json);
    expect(nodeToJson(nodeFromJson(json))).toEqual({ a: 1, b: { c: true } });
  });

  it('asks for the value of a server value and says where it stands', () => {
    const node = nodeFromJson(
      { a: { at: { '.sv': 'timestamp' } } },
      { resolve: (_, path) => path.join('/') },
    );
    expect(nodeToJson(node)).toEqual({ a: { at: 'a/at' } });
  });

  it.each<[string, unknown, string]>([
    ['a dot in a key', { 'a.b': 1 }, 'invalid_path'],
    ['a slash in a key', { 'a/b': 1 }, 'invalid_path'],
    ['an empty key', { '': 1 }, 'invalid_path'],
    ['a control character in a key', { 'a\u0007': 1 }, 'invalid_path'],
    ['a key of 769 bytes', { ['é'.repeat(384) + 'a']: 1 }, 'invalid_path'],
    ['33 levels', JSON.parse('{"a":'.repeat(33) + '1' + '}'.repeat(33)), 'invalid_path'],
    ['a record under .value', { '.value': { a: 1 } }, 'invalid_data'],
    ['a boolean priority', { '.value': 1, '.priority': true }, 'invalid_data'],
    ['a server value where none can stand', { '.sv': 'timestamp' }, 'invalid_data'],
    ['a string over 10 MB', 'é'.repeat(5 * 1024 * 1024 + 1), 'too_big'],
  ])('refuses %s', (_, json, code) => {
    expect(() => nodeFromJson(json)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('accepts what just fits', () => {
    expect(nodeFromJson({ ['é'.repeat(384)]: 1 }).size).toBe(1);
    expect(nodeFromJson(JSON.parse('{"a":'.repeat(32) + '1' + '}'.repeat(32))).weight).toBe(33);
    expect(() => nodeFromJson({ a: { b: 1 } }, { depth: 31 })).toThrow();
    expect(nodeFromJson({ a: 1 }, { depth: 31 }).weight).toBe(2);
  });
});

describe('nodeToJson', () => {
  it.each<[string, unknown, unknown]>([
    ['dense integer keys', { 0: 'a', 1: 'b' }, ['a', 'b']],
    ['a gap', { 0: 'a', 2: 'c' }, ['a', null, 'c']],
    ['more than half missing', { 0: 'a', 5: 'b' }, { 0: 'a', 5: 'b' }],
    ['a key that is no index', { 0: 'a', x: 'b' }, { 0: 'a', x: 'b' }],
    ['a padded integer', { '00': 'a' }, { '00': 'a' }],
  ])('reads %s as the live service does', (_, stored, read) => {
    expect(nodeToJson(nodeFromJson(stored))).toEqual(read);
  });
});
