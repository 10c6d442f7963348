import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeFromJson } from './json.ts';

const sha = (text: string): string => createHash('sha1').update(text).digest('base64');

describe('hash (FIREBASE wire protocol v5; the transaction tests check it against the official SDK)', () => {
  it('is empty for no data', () => {
    expect(nodeFromJson(null).hash()).toBe('');
  });

  it('spells leaves by type, numbers by their IEEE 754 bytes', () => {
    expect(nodeFromJson('abc').hash()).toBe(sha('string:abc'));
    expect(nodeFromJson(true).hash()).toBe(sha('boolean:true'));
    expect(nodeFromJson(1).hash()).toBe(sha('number:3ff0000000000000'));
    expect(nodeFromJson({ '.value': 'a', '.priority': 2 }).hash()).toBe(
      sha('priority:number:4000000000000000:string:a'),
    );
  });

  it('goes through children by priority, then key', () => {
    const node = nodeFromJson({ b: 1, a: { '.value': 2, '.priority': 'x' }, '.priority': 'p' });
    const [a, b] = [node.child('a').hash(), node.child('b').hash()];
    expect(node.hash()).toBe(sha(`priority:string:p::b:${b}:a:${a}`));
  });
});
