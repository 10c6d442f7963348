import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

describe('the address of a caller', () => {
  it.each([
    ['198.51.100.7', 1, '198.51.100.7', '198.51.100.7'],
    ['203.0.113.1, 198.51.100.7', 1, '198.51.100.7', '198.51.100.7'],
    ['203.0.113.1, 198.51.100.7, 34.96.0.1', 2, '198.51.100.7', '34.96.0.1'],
    ['198.51.100.7', 2, '198.51.100.7', '198.51.100.7'],
    [' , 198.51.100.7 ,', 1, '198.51.100.7', '198.51.100.7'],
    [undefined, 2, 'unknown', 'unknown'],
    ['::ffff:127.0.0.1', 1, '127.0.0.1', '127.0.0.1'],
  ])('A68: of %j with %j trusted hops is %s', (header, hops, client, nearest) => {
    expect(clientAddress(header, hops)).toEqual({ client, nearest });
  });

  it.each([
    '2001:0DB8:0:1:aaaa:bbbb:cccc:dddd',
    '2001:db8:0:1::1',
    '2001:db8:0:1:0:0:0:2',
    '2001:db8::1:0:0:0:9',
  ])('of an IPv6 subscriber is the /64: %s', (address) => {
    expect(clientAddress(address, 1).client).toBe('2001:db8:0:1');
  });
});
