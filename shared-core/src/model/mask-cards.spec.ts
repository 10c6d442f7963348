import { describe, expect, it } from 'vitest';
import { maskCards } from './mask-cards.ts';

describe('card numbers in a message', () => {
  it.each([
    ['4111111111111111', '••••••••••••1111'],
    ['my card 4111 1111 1111 1111, thanks', 'my card •••• •••• •••• 1111, thanks'],
    ['4111-1111-1111-1111 12/27 123', '••••-••••-••••-1111 12/27 123'],
    ['4111 1111 1111 1111 12 27', '•••• •••• •••• 1111 12 27'],
    ['3782 822463 10005', '•••• •••••• •0005'],
    ['1 5555555555554444 4111111111111111', '1 ••••••••••••4444 ••••••••••••1111'],
  ])('%s', (text, masked) => {
    expect(maskCards(text)).toBe(masked);
  });

  it.each([
    ['fails the checksum', '4111 1111 1111 1112'],
    ['a telephone number', '+4111111111111111'],
    ['too short', '411111111111'],
    ['too long', '41111111111111111111'],
    ['begins as no card does', '9111111111111110'],
  ])('leaves what is none: %s', (_why, text) => {
    expect(maskCards(text)).toBe(text);
  });

  it('takes no time over a text of digits', () => {
    const text = '1 '.repeat(2000);
    const from = performance.now();
    expect(maskCards(text)).toHaveLength(text.length);
    expect(performance.now() - from).toBeLessThan(1000);
  });
});
