/** FIN and the opcode of text, RFC 6455 section 5.2. */
const WHOLE_TEXT = 0x81;
/** Lengths up to this one stand in the second byte; larger ones in the 2 or 8 bytes after it. */
const SHORT = 125;
const MEDIUM = 0xffff;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/** Texts as a server's WebSocket frames, one each, unmasked and uncompressed, one behind the other. */
export function textFrames(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const frames = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + headerLength(length) + length, 0));
  let at = 0;
  texts.forEach((text, index) => {
    at = writeHeader(frames, at, lengths[index] ?? 0);
    at += frames.write(text, at);
  });
  return frames;
}

function headerLength(length: number): number {
  if (length <= SHORT) return 2;
  return length <= MEDIUM ? 4 : 10;
}

/** Writes the header of a frame of `length` bytes and returns where its text begins. */
function writeHeader(frames: Buffer, at: number, length: number): number {
  frames[at] = WHOLE_TEXT;
  if (length <= SHORT) {
    frames[at + 1] = length;
    return at + 2;
  }
  if (length <= MEDIUM) {
    frames[at + 1] = TWO_BYTES;
    return frames.writeUInt16BE(length, at + 2);
  }
  frames[at + 1] = EIGHT_BYTES;
  return frames.writeBigUInt64BE(BigInt(length), at + 2);
}
