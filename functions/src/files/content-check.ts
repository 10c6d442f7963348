/** A picture of more points than these is made to exhaust who opens it. */
const MOST_PIXELS = 100_000_000;

const beginnings: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  'image/png': (bytes) =>
    begins(bytes, '\x89PNG\r\n\x1a\n') && bytes.length >= 24 && !isFlood(pngSize(bytes)),
  'image/jpeg': (bytes) => begins(bytes, '\xff\xd8\xff'),
  'image/gif': (bytes) => /^GIF8[79]a/.test(text(bytes, 6)) && bytes.length >= 10 && !isFlood(gifSize(bytes)),
  'image/webp': (bytes) => /^RIFF[^]{4}WEBP/.test(text(bytes, 12)),
  'application/pdf': (bytes) => text(bytes, 1024).includes('%PDF-'),
  'text/plain': (bytes) => isText(bytes),
};

/** Programs, archives and documents that would pass for text. */
const foreign = ['MZ', 'PK\x03\x04', '\x7fELF', '%PDF-', '\x1f\x8b', 'Rar!', '7z\xbc'];

/** Whether the bytes are what their sender said they are. */
export function isOfType(type: string, bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return beginnings[type]?.(buffer) === true;
}

function begins(bytes: Buffer, latin1: string): boolean {
  return text(bytes, latin1.length) === latin1;
}

function text(bytes: Buffer, length: number): string {
  return bytes.toString('latin1', 0, length);
}

/** Text has no zero byte, except where each second byte may be one; programs and archives begin otherwise. */
function isText(bytes: Buffer): boolean {
  if (foreign.some((beginning) => begins(bytes, beginning))) return false;
  return begins(bytes, '\xff\xfe') || begins(bytes, '\xfe\xff') || !bytes.includes(0);
}

function pngSize(bytes: Buffer): readonly [number, number] {
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

function gifSize(bytes: Buffer): readonly [number, number] {
  return [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
}

function isFlood([width, height]: readonly [number, number]): boolean {
  return width * height > MOST_PIXELS;
}
