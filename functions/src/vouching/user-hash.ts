import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BrandId } from '@foyer/shared-core/model';
import { keysPath, keyUsedUpdate, readKey } from '../brand-access/brand-keys.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { isUsableId, type Vouched } from './vouched.ts';

/** A hash says nothing of when it was made; the website is asked again after this long, in milliseconds. */
const LIFE_MS = 24 * 60 * 60_000;

/**
 * Checks the compatibility mode of vouching: the hexadecimal HMAC-SHA256 of the user id by one of the brand's keys.
 * Weaker than a token, because it never expires: a brand has to allow it. Throws 'vouching-refused'.
 */
export async function checkUserHash(
  database: LiveDatabase,
  brand: BrandId,
  told: { readonly userId: unknown; readonly userHash: unknown },
  now: number,
): Promise<Vouched> {
  const userId = typeof told.userId === 'number' ? String(told.userId) : told.userId;
  const { userHash } = told;
  const isHash = typeof userHash === 'string' && /^[0-9a-f]{64}$/.test(userHash);
  const given = Buffer.from(isHash ? userHash : '', 'hex');
  const keys = Object.entries((await database.read(keysPath(brand))) ?? {})
    .map(([kid, stored]) => readKey(kid, stored))
    .filter((key) => key !== null)
    .filter(({ use }) => use === 'vouching');
  if (!isUsableId(userId)) throw new FunctionError('vouching-refused', 'names nobody');
  const key = keys.find(({ secret }) => {
    const right = createHmac('sha256', secret).update(userId).digest();
    return given.length === right.length && timingSafeEqual(given, right);
  });
  if (key === undefined) throw new FunctionError('vouching-refused');
  return { externalId: userId, userId, until: now + LIFE_MS, update: keyUsedUpdate(brand, key, now) };
}
