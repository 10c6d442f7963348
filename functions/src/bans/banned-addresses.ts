import type { BrandId } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { ClientAddress } from '../limits/client-address.ts';
import type { LiveDatabase } from '../ports.ts';
import { isWithin, placeOf, readRange } from './address-range.ts';

/** Ranges that a brand has banned: what every sign-in looks at. */
export function addressBansPath(brand: BrandId): string {
  return `server/address-bans/${brand}`;
}

/**
 * Throws 'banned' for a caller from a banned address. The machine nearest to us counts, too: whoever calls a function
 * directly can forge what stands before it.
 */
export async function assertNotBanned(
  database: LiveDatabase,
  brand: BrandId,
  { client, nearest }: ClientAddress,
  now: number,
): Promise<void> {
  const stored = (await database.read(addressBansPath(brand))) ?? {};
  const places = [client, nearest].map(placeOf).filter((place) => place !== null);
  for (const { range, until } of Object.values(stored as Record<string, { range: string; until: number }>)) {
    const banned = until > now ? readRange(range) : null;
    if (banned !== null && places.some((place) => isWithin(banned, place))) throw new FunctionError('banned');
  }
}
