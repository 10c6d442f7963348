import type { BrandId } from '@foyer/shared-core/model';
import { admissionPath } from '../brand-access/stored-access.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { ClientAddress } from '../limits/client-address.ts';
import { isWithin, placeOf, readRange } from './address-range.ts';

/** Ranges that a brand has banned: what every sign-in looks at. */
export function addressBansPath(brand: BrandId): string {
  return `${admissionPath(brand)}/bans`;
}

/**
 * Throws 'banned' for a caller from an address that is banned by what is `stored` at `addressBansPath`. The machine
 * nearest to us counts, too: whoever calls a function directly can forge what stands before it.
 */
export function assertNotBanned(stored: unknown, { client, nearest }: ClientAddress, now: number): void {
  const places = [client, nearest].map(placeOf).filter((place) => place !== null);
  for (const { range, until } of Object.values(
    (stored ?? {}) as Record<string, { range: string; until: number }>,
  )) {
    const banned = until > now ? readRange(range) : null;
    if (banned !== null && places.some((place) => isWithin(banned, place))) throw new FunctionError('banned');
  }
}
