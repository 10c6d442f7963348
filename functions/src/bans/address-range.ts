import { isIP } from 'node:net';
import { subnetOf } from '../limits/client-address.ts';

/** Neighbouring addresses. Places sort as text in the order of the addresses. */
export interface AddressRange {
  /** CIDR notation with nothing behind the prefix: `192.0.2.0/24`. */
  readonly text: string;
  /** Places of the first and the last address. */
  readonly first: string;
  readonly last: string;
}

/** An IPv6 subscriber has a whole /64, so callers are known by these 64 bits only. */
const BITS = { 4: 32, 6: 64 } as const;

/** The widest range: a slip must not shut out a country. */
const SHORTEST_PREFIX = { 4: 16, 6: 32 } as const;

/** Reads an address or a range; null for what is none, or is wider than /16 (IPv4) or /32 (IPv6). */
export function readRange(text: string): AddressRange | null {
  const [, address = '', digits] = /^([\da-fA-F:.]{2,45})(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || (version === 6 && address.includes('.'))) return null;
  const whole = version === 4 ? 32 : 128;
  const told = digits === undefined ? whole : Number(digits);
  if (told > whole || told < SHORTEST_PREFIX[version]) return null;
  const bits = BITS[version];
  const prefix = Math.min(told, bits);
  const mask = ((1n << BigInt(prefix)) - 1n) << BigInt(bits - prefix);
  const first = numberOf(version === 4 ? address : subnetOf(address)) & mask;
  const last = first | (((1n << BigInt(bits)) - 1n) ^ mask);
  const place = (value: bigint): string => `${version}${value.toString(16).padStart(bits / 4, '0')}`;
  return { text: `${textOf(version, first)}/${prefix}`, first: place(first), last: place(last) };
}

/** The place of a caller's address (`ClientAddress.client`); null for one that is not known. */
export function placeOf(client: string): string | null {
  return rangeOf(client)?.first ?? null;
}

/** The narrowest range with a caller's address in it; null for one that is not known. */
export function rangeOf(client: string): AddressRange | null {
  // Four groups stand for an IPv6 subscriber.
  return readRange(client.includes(':') ? `${client}::/64` : client);
}

export function isWithin({ first, last }: AddressRange, place: string): boolean {
  return first <= place && place <= last && first.length === place.length;
}

function numberOf(address: string): bigint {
  const isIPv4 = address.includes('.');
  const [base, width] = isIPv4 ? [10, 8n] : [16, 16n];
  return address
    .split(isIPv4 ? '.' : ':')
    .reduce((sum, part) => (sum << width) | BigInt(Number.parseInt(part, base)), 0n);
}

function textOf(version: 4 | 6, first: bigint): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => (first >> shift) & 255n).join('.');
  return `${[48n, 32n, 16n, 0n].map((shift) => ((first >> shift) & 0xffffn).toString(16)).join(':')}::`;
}
