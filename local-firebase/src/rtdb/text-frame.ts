/** FIN and the opcode of text, RFC 6455 section 5.2. */
const WHOLE_TEXT = 0x81;
/** Lengths up to this one stand in the second byte; larger ones in the 2 or 8 bytes after it. */
const SHORT = 125;
const MEDIUM = 0xffff;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/** Texts as a server's WebSocket frames, one after the other in one buffer: whole, unmasked and uncompressed. */
export function textFrames(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const frames = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + startOf(length) + length, 0));
  let at = 0;
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] ?? 0;
    writeStart(frames, at, length);
    at += startOf(length);
    at += frames.write(text, at);
  }
  return frames;
}

/** How many bytes stand before a text of that length. */
function startOf(length: number): number {
  if (length <= SHORT) return 2;
  return length <= MEDIUM ? 4 : 10;
}

function writeStart(frames: Buffer, at: number, length: number): void {
  frames[at] = WHOLE_TEXT;
  if (length <= SHORT) {
    frames[at + 1] = length;
  } else if (length <= MEDIUM) {
    frames[at + 1] = TWO_BYTES;
    frames.writeUInt16BE(length, at + 2);
  } else {
    frames[at + 1] = EIGHT_BYTES;
    frames.writeBigUInt64BE(BigInt(length), at + 2);
  }
}
