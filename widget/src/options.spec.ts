import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

const origin = 'https://chat.example.com';

describe('the attributes of the script tag', () => {
  it('need nothing but a brand', () => {
    const { options, refused } = parseOptions({ brand: 'acme' }, origin);
    expect(refused).toEqual([]);
    expect(options).toMatchObject({
      brand: 'acme',
      origin,
      position: null,
      theme: 'auto',
      locale: null,
      direction: null,
      launcher: 'visible',
      label: '',
      user: {},
    });
  });

  it.each([undefined, '', '  ', 'a/b', 'a.b', 'x'.repeat(65), '../acme', '{{acme}}'])(
    'give no options without a usable brand: %j',
    (brand) => {
      expect(parseOptions({ brand }, origin).options).toBeNull();
    },
  );

  it('are taken where they say something the widget knows', () => {
    const { options, refused } = parseOptions(
      {
        brand: 'acme',
        color: '#0F766E',
        position: 'left',
        offsetX: '0',
        offsetY: '96',
        zIndex: '10',
        theme: 'dark',
        locale: 'de-at',
        dir: 'rtl',
        label: 'Need help?',
        launcher: 'hidden',
        userId: '42',
        userName: 'Kim',
      },
      origin,
    );
    expect(refused).toEqual([]);
    expect(options).toEqual({
      brand: 'acme',
      origin,
      color: '#0F766E',
      position: 'left',
      offsetX: 0,
      offsetY: 96,
      zIndex: 10,
      theme: 'dark',
      locale: 'de-AT',
      direction: 'rtl',
      label: 'Need help?',
      launcher: 'hidden',
      user: { userId: '42', userName: 'Kim' },
    });
  });

  it.each([
    ['color', 'red;} body { display: none'],
    ['color', 'url(https://evil.example)'],
    ['offsetX', '1e3'],
    ['offsetX', '-5'],
    ['offsetY', '20px'],
    ['offsetY', '401'],
    ['zIndex', '9999999999'],
    ['theme', 'Dark'],
    ['locale', 'not a language'],
    ['dir', 'up'],
    ['launcher', 'none'],
    ['userName', 'x'.repeat(201)],
  ])('fall back to the default where they do not: %s = %s', (name, value) => {
    const plain = parseOptions({ brand: 'acme' }, origin);
    const odd = parseOptions({ brand: 'acme', [name]: value }, origin);
    expect(odd.options).toEqual(plain.options);
    expect(odd.refused).toEqual([name]);
  });

  it('cannot change where the chat connects to (A102)', () => {
    const hostile = { brand: 'acme', origin: 'https://evil.example', api: 'x', databaseURL: 'x', src: 'x' };
    expect(parseOptions(hostile, origin).options).toEqual(parseOptions({ brand: 'acme' }, origin).options);
  });

  it('are read as own properties only', () => {
    const inherited = Object.create({ brand: 'acme', color: '#ffffff' }) as Record<string, string>;
    expect(parseOptions(inherited, origin).options).toBeNull();
  });
});
