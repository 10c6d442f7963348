import { describe, expect, it } from 'vitest';
import { compareKeys, MAX_KEY, MIN_KEY } from './key-order.ts';
import { nodeFromJson, nodeToJson, nodeToText } from './json.ts';
import { TreeNode } from './node.ts';

const list = (length: number): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length }, (_, index) => [`key${index}`, { n: index }]));

describe('key order', () => {
  it('puts 32-bit integers first by number, then strings by UTF-16 unit', () => {
    const keys = [
      'b',
      '10',
      '-Oabc',
      '9',
      'a',
      '2147483648',
      '-1',
      '007',
      '7',
      'Z',
      '\ud83d\ude00',
      '\uffee',
    ];
    expect(keys.toSorted(compareKeys)).toEqual([
      '-1',
      '7',
      '007',
      '9',
      '10',
      '-Oabc',
      '2147483648',
      'Z',
      'a',
      'b',
      '\ud83d\ude00',
      '\uffee',
    ]);
  });

  it('keeps the bounds of queries below and above every key', () => {
    expect([MAX_KEY, 'a', '-5', MIN_KEY].toSorted(compareKeys)).toEqual([MIN_KEY, '-5', 'a', MAX_KEY]);
  });
});

describe('TreeNode', () => {
  it('reads back what was written at a path, and nothing beside it', () => {
    const root = TreeNode.empty.with(['a', 'b'], nodeFromJson({ c: 1 }));
    expect(nodeToJson(root)).toEqual({ a: { b: { c: 1 } } });
    expect(root.at(['a', 'b', 'c']).value).toBe(1);
    expect(root.at(['a', 'x', 'c']).isEmpty()).toBe(true);
    expect(root.at(['a', 'b', 'c', 'd']).isEmpty()).toBe(true);
  });

  it('prunes nodes whose last child goes', () => {
    const root = nodeFromJson({ a: { b: { c: 1 } }, d: 2 });
    expect(nodeToJson(root.with(['a', 'b', 'c'], TreeNode.empty))).toEqual({ d: 2 });
    expect(root.with(['d'], TreeNode.empty).with(['a'], TreeNode.empty).isEmpty()).toBe(true);
  });

  it('leaves the old version as it was and shares every untouched part with it', () => {
    const before = nodeFromJson({ a: { x: 1 }, b: { y: { z: 2 } } });
    const after = before.with(['a', 'x'], TreeNode.leaf(5));
    expect(nodeToJson(before)).toEqual({ a: { x: 1 }, b: { y: { z: 2 } } });
    expect(after.child('b')).toBe(before.child('b'));
    expect(after.child('a').isSame(before.child('a'))).toBe(false);
  });

  it.each(['toString', '__proto__', 'hasOwnProperty', 'constructor'])(
    'treats %s as a key like any other',
    (key) => {
      expect(nodeFromJson({ a: 1 }).child(key).isEmpty()).toBe(true);
      const node = TreeNode.empty.withChild(key, TreeNode.leaf(1));
      expect(JSON.stringify(nodeToJson(node))).toBe(`{"${key}":1}`);
      expect(nodeToJson(nodeFromJson(JSON.parse(nodeToText(node))))).toEqual(nodeToJson(node));
    },
  );

  it('keeps order, size and weight while a list grows past and shrinks below the small form', () => {
    let node = TreeNode.empty;
    for (let index = 99; index >= 0; index--) node = node.withChild(`${index}`, nodeFromJson({ n: index }));
    expect([...node.entries()].map(([key]) => Number(key))).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([node.size, node.weight]).toEqual([100, 201]);
    for (let index = 0; index < 90; index++) node = node.withChild(`${index}`, TreeNode.empty);
    expect([...node.entriesReversed('97')].map(([key]) => key)).toEqual([
      '97',
      '96',
      '95',
      '94',
      '93',
      '92',
      '91',
      '90',
    ]);
    expect([...node.entries('95')].map(([key]) => key)).toEqual(['95', '96', '97', '98', '99']);
    expect([node.size, node.weight]).toEqual([10, 21]);
  });

  it('turns a leaf into a node when a child is written below it, keeping the priority', () => {
    const node = TreeNode.leaf('text', 4).withChild('a', TreeNode.leaf(1));
    expect(nodeToJson(node, true)).toEqual({ '.priority': 4, a: 1 });
  });

  it('reuses the old parts when equal data is written again', () => {
    const before = nodeFromJson({ same: list(50), other: { a: 1 } });
    const after = nodeFromJson({ same: list(50), other: { a: 2 } }).reusing(before);
    expect(after.child('same')).toBe(before.child('same'));
    expect(nodeToJson(after)).toEqual({ same: list(50), other: { a: 2 } });
    expect(nodeFromJson(nodeToJson(before)).reusing(before)).toBe(before);
    expect(
      nodeFromJson({ a: { '.value': 1, '.priority': 2 } })
        .reusing(nodeFromJson({ a: 1 }))
        .child('a').priority,
    ).toBe(2);
  });
});
