import { describe, expect, it } from 'vitest';
import { isWithin, placeOf, readRange } from './address-range.ts';

const contains = (range: string, client: string): boolean => {
  const read = readRange(range);
  const place = placeOf(client);
  return read !== null && place !== null && isWithin(read, place);
};

describe('a range of addresses', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7/32'],
    ['192.0.2.7/24', '192.0.2.0/24'],
    [' 255.255.255.255/17 ', '255.255.128.0/17'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6/48', '2001:db8:1:0::/48'],
    ['2001:db8:ffff:ffff::/127', '2001:db8:ffff:ffff::/64'],
  ])('%j is %s', (text, canonical) => {
    expect(readRange(text)?.text).toBe(canonical);
    expect(readRange(canonical)?.text).toBe(canonical);
  });

  it.each([
    ...['', 'x', '192.0.2', '192.0.2.256', '192.0.2.7/33', '192.0.2.7/-1', '192.0.2.7/', '0xC0000207'],
    ...[
      '0.0.0.0/0',
      '10.0.0.0/15',
      '::/0',
      '2001::/31',
      '2001:db8::/129',
      '::ffff:192.0.2.7',
      '1;2',
      '01.2.3.4',
    ],
  ])('%j is none', (text) => {
    expect(readRange(text)).toBeNull();
  });

  it.each([
    ['192.0.2.0/24', '192.0.2.0', true],
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.0/24', '192.0.1.255', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.70', false],
    ['2001:db8::/32', '2001:db8:ffff:1', true],
    ['2001:db8::/32', '2001:db9:0:0', false],
    ['2001:db8:0:1::42', '2001:db8:0:1', true],
    ['2001:db8:0:1::42', '2001:db8:0:2', false],
    ['192.0.2.0/24', 'unknown', false],
    ['32.1.13.184/16', '2001:db8:0:0', false],
  ])('%s has %s in it: %s', (range, client, is) => {
    expect(contains(range, client)).toBe(is);
  });
});
