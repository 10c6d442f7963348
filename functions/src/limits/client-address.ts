import { isIP } from 'node:net';

/** Who calls, as far as the network says. */
export interface ClientAddress {
  /** The caller, by the trust rule of `FOYER_TRUSTED_HOPS`. */
  readonly client: string;
  /** The machine that Google's front end talked to; nobody can forge it. */
  readonly nearest: string;
}

/**
 * Reads X-Forwarded-For. Proxies append, so only entries at the right end can be believed: the caller is the entry
 * that is `trustedHops` from the right, or the leftmost of a shorter list. IPv6 callers count by their /64, which
 * one subscriber has whole. What is no address, because somebody forged it, is `unknown`.
 */
export function clientAddress(forwardedFor: string | undefined, trustedHops: number): ClientAddress {
  const hops = (forwardedFor ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const nearest = hops.at(-1) ?? 'unknown';
  const client = hops[Math.max(0, hops.length - Math.max(1, trustedHops))] ?? nearest;
  return { client: subscriber(client), nearest: subscriber(nearest) };
}

function subscriber(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  const plain = mapped?.[1] ?? address;
  switch (isIP(plain)) {
    case 4:
      return plain;
    case 6:
      return subnetOf(plain);
    default:
      return 'unknown';
  }
}

/** The first four groups of an IPv6 address, without leading zeros. */
export function subnetOf(address: string): string {
  const [head = '', tail = ''] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
    : [];
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
