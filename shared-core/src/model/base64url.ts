const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes in the URL-safe alphabet of base64, without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET.charAt((buffer >> bits) & 63);
    }
    buffer &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET.charAt((buffer << (6 - bits)) & 63);
}

/** The text whose UTF-8 bytes these are. Throws a `URIError` where they are none. */
export function textOfBase64Url(encoded: string): string {
  let escaped = '';
  let buffer = 0;
  let bits = 0;
  for (const letter of encoded) {
    buffer = (buffer << 6) | (ALPHABET.indexOf(letter) & 63);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    escaped += `%${(buffer >> bits).toString(16).padStart(2, '0')}`;
    buffer &= (1 << bits) - 1;
  }
  return decodeURIComponent(escaped);
}
