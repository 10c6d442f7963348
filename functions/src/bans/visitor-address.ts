import type { BrandId, VisitorId } from '@foyer/shared-core/model';
import type { ClientAddress } from '../limits/client-address.ts';
import type { LiveDatabase } from '../ports.ts';
import { placeOf, rangeOf, type AddressRange } from './address-range.ts';

const PAGE = 500;

/** Where visitors last signed in from. Nobody is shown it; it serves bans, and is forgotten after 30 days. */
export function visitorAddressesPath(brand: BrandId): string {
  return `server/visitor-addresses/${brand}`;
}

/** The part of a sign-in's update that remembers where it came from. */
export function visitorAddressUpdate(
  { brand, id }: { readonly brand: BrandId; readonly id: VisitorId },
  { client }: ClientAddress,
  now: number,
): Readonly<Record<string, unknown>> {
  const place = placeOf(client);
  if (place === null) return {};
  return { [`${visitorAddressesPath(brand)}/${id}`]: { address: client, place, at: now } };
}

/** The range of a visitor's last address; null when it is not known (any more). */
export async function lastRangeOf(
  database: LiveDatabase,
  brand: BrandId,
  visitor: VisitorId,
): Promise<AddressRange | null> {
  const address = await database.read(`${visitorAddressesPath(brand)}/${visitor}/address`);
  return typeof address === 'string' ? rangeOf(address) : null;
}

/** The visitors who last signed in from within a range. */
export async function visitorsWithin(
  database: LiveDatabase,
  brand: BrandId,
  { first, last }: AddressRange,
): Promise<readonly VisitorId[]> {
  const found: VisitorId[] = [];
  let from: { value: string; key?: string } = { value: first };
  for (;;) {
    const page = await database.list(visitorAddressesPath(brand), { by: 'place', from, limit: PAGE });
    for (const [id, value] of page) {
      const { place } = value as { readonly place: string };
      if (place > last) return found;
      // Inclusive: the last one of a page is the first of the next one.
      if (id !== from.key) found.push(id);
      from = { value: place, key: id };
    }
    if (page.length < PAGE) return found;
  }
}
