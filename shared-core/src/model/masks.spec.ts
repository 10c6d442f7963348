import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { maskText, readMasks } from './masks.ts';

describe('what a brand wants masked', () => {
  it.each([
    ['####-####', 'it is 1234-5678, yes', 'it is ••••-••••, yes'],
    ['####-####', 'without 12345678 a dash', 'without •••••••• a dash'],
    ['####-####', 'with a blank: 1234 5678', 'with a blank: •••• ••••'],
    ['@@ ### ###', 'ab 123 456.', '•• ••• •••.'],
    ['swordfish', 'Swordfish, SWORDFISH', '•••••••••, •••••••••'],
    ['top secret', 'so top   secret? No: top-secret', 'so top   secret? No: •••-••••••'],
    ['*-**', 'a-1b', '•-••'],
    ['C++ (x)', 'my C++ (x) and C (x)', 'my •++ (•) and C (x)'],
    ['пароль', 'мой ПАРОЛЬ тут', 'мой •••••• тут'],
    ['秘密', '秘密。', '••。'],
  ])('%s masks %s', (mask, text, masked) => {
    expect(maskText(text, readMasks(mask))).toBe(masked);
  });

  it.each([
    ['####', 'a year is no part of 12345 or x1234'],
    ['fish', 'swordfish'],
    ['.*', 'nothing is an expression'],
    ['[a-z]', 'nor is this'],
  ])('%s leaves %s', (mask, text) => {
    expect(maskText(text, readMasks(mask))).toBe(text);
  });

  it('masks card numbers as well, and nothing twice', () => {
    const masks = readMasks('####-####');
    const once = maskText('4111 1111 1111 1111 or 1234-5678', masks);
    expect(once).toBe('•••• •••• •••• 1111 or ••••-••••');
    expect(maskText(once, masks)).toBe(once);
  });

  it('takes what is a pattern of what is stored, and not too many', () => {
    expect(readMasks(null)).toEqual([]);
    expect(readMasks(7)).toEqual([]);
    expect(readMasks(` ## \n\n--\n${'#'.repeat(limits.mask + 1)}\nx`)).toEqual(['##', 'x']);
    expect(readMasks('x\n'.repeat(500))).toHaveLength(limits.masks);
  });

  // Ten times the longest message: what grows with the square of the length would go on for a minute.
  it('A51: no pattern and no text keep a browser busy', { timeout: 20_000 }, () => {
    const nasty = ['- '.repeat(30), '(a+)+$', '*'.repeat(60), '#-'.repeat(30), '@ @ @ @ @ @ @ @ @ @'];
    const masks = readMasks(
      [...nasty, ...Array.from({ length: 20 }, (_, at) => `${'*-'.repeat(20)}${at}`)].join('\n'),
    );
    expect(masks.length).toBe(limits.masks);
    for (const sign of ['a', 'a ', ' ', '1-', '1', 'ａ']) {
      const text = sign.repeat(40_000 / sign.length);
      expect(maskText(text, masks)).toHaveLength(text.length);
    }
  });
});
