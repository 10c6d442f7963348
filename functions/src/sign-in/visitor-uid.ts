import { createHash } from 'node:crypto';

const LARGEST_POOL = 256;

/**
 * The Firebase user that a visitor shares with others: `client-00` … `client-ff`, the same for every sign-in of the
 * visitor. Nothing trusts it; a larger pool only means that fewer visitors notice when somebody misuses theirs.
 */
export function visitorUid(visitorId: string, poolSize: number): string {
  const place = createHash('sha256').update(visitorId).digest().readUInt32BE(0) % sizeOf(poolSize);
  return uidAt(place);
}

/** Every Firebase user of the pool. */
export function poolUids(poolSize: number): readonly string[] {
  return Array.from({ length: sizeOf(poolSize) }, (_, place) => uidAt(place));
}

function sizeOf(poolSize: number): number {
  return Math.min(LARGEST_POOL, Math.max(1, Math.trunc(poolSize)));
}

function uidAt(place: number): string {
  return `client-${place.toString(16).padStart(2, '0')}`;
}
