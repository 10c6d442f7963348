import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** A password as it is stored; salt and hash in base64url. */
export interface PasswordHash {
  readonly salt: string;
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const HASH_BYTES = 32;

/** Hashes by scrypt with a fresh salt; `now` in milliseconds. */
export async function hashPassword(password: string, now: number): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, HASH_BYTES);
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url'), updatedAt: now };
}

/** Whether `password` is the stored one. Without a stored one, takes as long and says no. */
export async function passwordMatches(password: string, stored: PasswordHash | undefined): Promise<boolean> {
  const salt = stored === undefined ? Buffer.alloc(16) : Buffer.from(stored.salt, 'base64url');
  const hash = await derive(password, salt, HASH_BYTES);
  return stored !== undefined && timingSafeEqual(hash, Buffer.from(stored.hash, 'base64url'));
}
