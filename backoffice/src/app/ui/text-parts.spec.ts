import { describe, expect, it } from 'vitest';
import { textParts } from './text-parts';

const linksOf = (message: string): string[] =>
  textParts(message).flatMap((part) => (part.kind === 'link' ? [part.text] : []));

describe('textParts', () => {
  it('leaves a message without an address whole', () => {
    expect(textParts('Where is\n my  parcel?')).toEqual([{ kind: 'text', text: 'Where is\n my  parcel?' }]);
  });

  it('finds an address and leaves the full stop and bracket after it', () => {
    expect(textParts('See (https://shop.example/a).')).toEqual([
      { kind: 'text', text: 'See (' },
      { kind: 'link', text: 'https://shop.example/a', href: 'https://shop.example/a' },
      { kind: 'text', text: ').' },
    ]);
  });

  it.each(['javascript:alert(1)', '//evil.example', 'data:text/html,x', '<a href="x">', 'www.example.com'])(
    'makes no link of %s',
    (text) => {
      expect(linksOf(`see ${text} there`)).toEqual([]);
    },
  );

  it('loses nothing of any message', () => {
    const message = '  https://a.example/?x=<b>"  \n(http://b.example) https:// !';
    const joined = textParts(message)
      .map((part) => part.text)
      .join('');
    expect(joined).toBe(message);
  });

  it.each([
    ['brackets', '('.repeat(4000)],
    ['schemes', 'https://'.repeat(500)],
    ['closing marks', `https://a.example/${')'.repeat(4000)}a`],
  ])('takes pathological %s in its stride', (_, message) => {
    const begin = performance.now();
    textParts(message);
    expect(performance.now() - begin).toBeLessThan(50);
  });

  it('stops making links at fifty', () => {
    expect(linksOf('https://a.example '.repeat(80))).toHaveLength(50);
  });
});
