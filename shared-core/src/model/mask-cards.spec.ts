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
    ['٤١١١ ١١١١ ١١١١ ١١١١', '•••• •••• •••• ١١١١'],
    ['۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱', '••••••••••••۱۱۱۱'],
    ['４１１１１１１１１１１１１１１１', '••••••••••••１１１１'],
    ['4111  1111 - 1111‐1111', '••••  •••• - ••••‐1111'],
    ['4111\u202f1111\u202f1111\u202f1111', '••••\u202f••••\u202f••••\u202f1111'],
    ['4111\u200b1111\u200b1111\u200b1111', '••••\u200b••••\u200b••••\u200b1111'],
    ['2223003122003222', '••••••••••••3222'],
    ['4111/1111/1111/1111, 4111_1111_1111_1111.jpg', '••••/••••/••••/1111, ••••_••••_••••_1111.jpg'],
    ['4111, 1111, 1111, 1111', '••••, ••••, ••••, 1111'],
  ])('%s', (text, masked) => {
    expect(maskCards(text)).toBe(masked);
  });

  it.each([
    ['fails the checksum', '4111 1111 1111 1112'],
    ['a telephone number', '+4111111111111111'],
    ['too short', '411111111111'],
    ['too long', '41111111111111111111'],
    ['begins as no card does', '9111111111111110'],
    ['dates', '2024-12-05 2024-12-03'],
    ['a list of which some would pass', '41,11,11,11,11,11,11,11 4111/1111/1111/11110'],
    ['numbers below each other', '4111\n1111\n1111\n1111'],
  ])('leaves what is none: %s', (_why, text) => {
    expect(maskCards(text)).toBe(text);
  });

  it.each([
    ['digits', '1 '.repeat(2000)],
    // Blanks that could be shared out in more than one way took a second for each ten thousand signs, at every key.
    ['numbers that are nearly one', '0  1  2  3  4  5  6  7  8  9  0  1 x '.repeat(20_000)],
  ])('is through with a text of %s before a test must be', (_what, text) => {
    expect(maskCards(text)).toHaveLength(text.length);
  });
});
