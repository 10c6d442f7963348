import { jpegWithoutMetadata } from '@foyer/shared-core/model';

const PNG_METADATA: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);
const WEBP_METADATA: ReadonlySet<string> = new Set(['EXIF', 'XMP ']);
/** The bits of a WebP's header that announce Exif and XMP. */
const WEBP_FLAGS = 0b1100;

/** A picture without the place it was taken at. What has nothing of the kind comes back as it is, the very same array. */
export function withoutMetadata(type: string, bytes: Uint8Array): Uint8Array {
  if (type === 'image/jpeg') return jpegWithoutMetadata(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'image/png') return withoutChunks(buffer, pngChunks(buffer)) ?? bytes;
  if (type === 'image/webp') return withoutWebpMetadata(buffer) ?? bytes;
  return bytes;
}

interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly isMetadata: boolean;
}

function* pngChunks(bytes: Buffer): Generator<Chunk> {
  for (let from = 8; from + 12 <= bytes.length;) {
    const to = Math.min(from + 12 + bytes.readUInt32BE(from), bytes.length);
    yield { from, to, isMetadata: PNG_METADATA.has(bytes.toString('latin1', from + 4, from + 8)) };
    from = to;
  }
}

function* webpChunks(bytes: Buffer): Generator<Chunk> {
  for (let from = 12; from + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(from + 4);
    const to = Math.min(from + 8 + size + (size % 2), bytes.length);
    yield { from, to, isMetadata: WEBP_METADATA.has(bytes.toString('latin1', from, from + 4)) };
    from = to;
  }
}

/** Null where nothing is to go. */
function withoutChunks(bytes: Buffer, chunks: Iterable<Chunk>): Buffer | null {
  const kept: Buffer[] = [];
  let copied = 0;
  for (const { from, to, isMetadata } of chunks) {
    if (!isMetadata) continue;
    kept.push(bytes.subarray(copied, from));
    copied = to;
  }
  return kept.length === 0 ? null : Buffer.concat([...kept, bytes.subarray(copied)]);
}

function withoutWebpMetadata(bytes: Buffer): Buffer | null {
  const left = withoutChunks(bytes, webpChunks(bytes));
  if (left === null) return null;
  left.writeUInt32LE(left.length - 8, 4);
  if (left.toString('latin1', 12, 16) === 'VP8X') left[20] = (left[20] ?? 0) & ~WEBP_FLAGS;
  return left;
}
