import type { BrandId, BrandKey } from '@foyer/shared-core/model';

/** A key as it is stored. The secret has to be readable: it makes and checks HMACs. Only functions see `server/`. */
export interface StoredKey extends BrandKey {
  readonly secret: string;
}

/** What a key's id looks like; it is part of a path, and comes from the outside. */
export const KEY_ID = /^k_[A-Za-z0-9_-]{16,40}$/;

export function keysPath(brand: BrandId): string {
  return `server/brand-keys/${brand}`;
}

export function keyPath(brand: BrandId, kid: string): string {
  return `${keysPath(brand)}/${kid}`;
}

/** Reads one stored key; null when it is none. */
export function readKey(kid: string, stored: unknown): StoredKey | null {
  const { use, secret, createdAt, createdBy, lastUsedAt } = (stored ?? {}) as Readonly<
    Record<string, unknown>
  >;
  if (use !== 'vouching' && use !== 'server') return null;
  if (typeof secret !== 'string' || typeof createdAt !== 'number' || typeof createdBy !== 'string')
    return null;
  return {
    ...{ kid, use, secret, createdAt, createdBy },
    ...(typeof lastUsedAt === 'number' ? { lastUsedAt } : {}),
  };
}

/** The key without its secret: what leaves this side. */
export function shownKey({ kid, use, createdAt, createdBy, lastUsedAt }: StoredKey): BrandKey {
  return {
    ...{ kid, use, createdAt, createdBy },
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
  };
}

/** The last use is remembered to the minute: a write for each sign-in would say no more. */
const USE_EVERY_MS = 60_000;

/** The update that remembers a key's use; empty when that was done a moment ago. */
export function keyUsedUpdate(
  brand: BrandId,
  key: StoredKey,
  now: number,
): Readonly<Record<string, unknown>> {
  if (key.lastUsedAt !== undefined && now - key.lastUsedAt < USE_EVERY_MS) return {};
  return { [`${keyPath(brand, key.kid)}/lastUsedAt`]: now };
}
