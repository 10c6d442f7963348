import { expect, it } from 'vitest';
import { Crc32c } from './crc32c.ts';

// Vectors of RFC 3720, appendix B.4, and the check value of the Castagnoli polynomial.
it.each([
  ['123456789', Buffer.from('123456789'), 0xe3069283],
  ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
  ['32 ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
  ['nothing', Buffer.alloc(0), 0],
])('S1 the CRC-32C of %s is the published one', (_what, bytes, expected) => {
  const crc = new Crc32c();
  crc.update(bytes.subarray(0, 5));
  crc.update(bytes.subarray(5));
  expect(Buffer.from(crc.digest(), 'base64').readUInt32BE()).toBe(expected);
});
