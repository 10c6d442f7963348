import { createHash } from 'node:crypto';

const bytes = Buffer.alloc(8);

/** The eight bytes of a number as the hash spells them: hexadecimal, big-endian IEEE 754. */
function hexOfNumber(value: number): string {
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

/** A primitive with its type, as it goes into a node's hash: `number:4045…`, `string:abc`, `boolean:true`. */
export function hashTextOfPrimitive(value: string | number | boolean): string {
  return `${typeof value}:${typeof value === 'number' ? hexOfNumber(value) : value}`;
}

/** Base64 of the SHA-1 of the UTF-8 bytes: what a client sends to say which state it saw. */
export function digestOfHashText(text: string): string {
  return createHash('sha1').update(text, 'utf8').digest('base64');
}
