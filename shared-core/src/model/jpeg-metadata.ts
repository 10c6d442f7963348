/** Where the metadata of cameras and programs stand: Exif and XMP, Photoshop's, comments. */
const METADATA_MARKERS: ReadonlySet<number> = new Set([0xe1, 0xed, 0xfe]);
const ORIENTATION = 0x0112;

/**
 * A JPEG without place, time, device and whatever else was written beside the picture; which way is up stays. Bytes that
 * are no JPEG come back as they are, the very same array.
 */
export function jpegWithoutMetadata(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  let isChanged = false;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) break;
    const segment = bytes.subarray(at, end);
    if (METADATA_MARKERS.has(segment[1] ?? 0)) {
      const orientation = orientationIn(segment);
      const left = orientation > 1 ? orientationOnly(orientation) : new Uint8Array();
      isChanged ||= left.length !== segment.length;
      kept.push(left);
    } else kept.push(segment);
    at = end;
  }
  return isChanged ? joined([...kept, bytes.subarray(at)]) : bytes;
}

/** 1 to 8 as Exif says it, 0 where it says nothing. */
function orientationIn(segment: Uint8Array): number {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  // Marker, length, `Exif`, two zeros; then TIFF, in either order of bytes.
  const tiff = 10;
  try {
    if (view.getUint32(4) !== 0x45786966) return 0;
    const isLittle = view.getUint16(tiff) === 0x4949;
    const directory = tiff + view.getUint32(tiff + 4, isLittle);
    const entries = view.getUint16(directory, isLittle);
    for (let entry = directory + 2; entry < directory + 2 + entries * 12; entry += 12) {
      if (view.getUint16(entry, isLittle) === ORIENTATION) return view.getUint16(entry + 8, isLittle) & 0xf;
    }
  } catch {
    // Cut short: then it says nothing.
  }
  return 0;
}

/** The smallest Exif there is. */
function orientationOnly(orientation: number): Uint8Array {
  const head = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  return new Uint8Array([...head, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
