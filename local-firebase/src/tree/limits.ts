import { DatabaseError } from './database-error.ts';

/** Levels below the root (firebase.google.com/docs/database/usage/limits). */
const MAX_DEPTH = 32;
/** UTF-8 bytes of one key. */
const MAX_KEY_BYTES = 768;
/** UTF-8 bytes of one string value: 10 MB. */
const MAX_STRING_BYTES = 10 * 1024 * 1024;

// eslint-disable-next-line no-control-regex -- the limits page forbids exactly these characters
const FORBIDDEN_IN_KEY = /[.#$[\]/\u0000-\u001f\u007f]/;
// eslint-disable-next-line no-control-regex -- the same, but for the slash between keys
const FORBIDDEN_IN_PATH = /[.#$[\]\u0000-\u001f\u007f]/;

/** Throws `invalid_path` unless the text can be a key of the database. */
export function assertKey(key: string): void {
  if (key === '' || FORBIDDEN_IN_KEY.test(key)) {
    throw new DatabaseError(
      'invalid_path',
      `Invalid key ${JSON.stringify(key)}: keys are not empty and contain none of . # $ [ ] / or control characters.`,
    );
  }
  if (key.length * 3 > MAX_KEY_BYTES && Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw new DatabaseError('invalid_path', `A key is longer than ${MAX_KEY_BYTES} bytes.`);
  }
}

/** As `assertKey` for all keys of a path; `text` is the path as it was written, which is quicker to look through. */
export function assertKeys(keys: readonly string[], text: string): void {
  if (text.length * 3 <= MAX_KEY_BYTES && !FORBIDDEN_IN_PATH.test(text)) return;
  for (const key of keys) assertKey(key);
}

/** Throws `invalid_path` when a node would lie deeper than the database allows. */
export function assertDepth(depth: number): void {
  if (depth > MAX_DEPTH)
    throw new DatabaseError('invalid_path', `Data lies deeper than ${MAX_DEPTH} levels.`);
}

/** Throws `too_big` for a string over 10 MB. */
export function assertStringLength(text: string): void {
  if (text.length * 3 > MAX_STRING_BYTES && Buffer.byteLength(text) > MAX_STRING_BYTES) {
    throw new DatabaseError('too_big', 'A string is longer than 10 MB.');
  }
}
