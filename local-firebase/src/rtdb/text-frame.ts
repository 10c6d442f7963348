/** FIN and the opcode of text, RFC 6455 section 5.2. */
const WHOLE_TEXT = 0x81;
/** Lengths up to this one stand in the second byte; larger ones in the 2 or 8 bytes after it. */
const SHORT = 125;
const MEDIUM = 0xffff;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/** A text as a server's WebSocket frame: whole, unmasked and uncompressed, in one buffer. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = WHOLE_TEXT;
  if (start === 2) {
    frame[1] = length;
  } else if (start === 4) {
    frame[1] = TWO_BYTES;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = EIGHT_BYTES;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}
