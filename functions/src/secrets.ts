import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@foyer/shared-core/model';

/** A random id of 128 bits. */
export function randomId(): string {
  return newId((count) => randomBytes(count));
}

/** 256 random bits in 43 letters, digits, dashes and underscores. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 as hexadecimal digits: the only form in which a secret is ever stored. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
