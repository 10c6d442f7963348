import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

const TIMEOUT_MS = 4_000;
/** Google's keys of Firebase ID tokens. */
const FIREBASE_KEYS =
  'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com';
const MOST_SETS = 200;

const sets = new Map<string, JWTVerifyGetKey>();

/**
 * The public keys at an address that an admin has configured; kept, and fetched anew when a token names a key that is
 * not among them (at most every 30 s). The address never comes from a token.
 */
export function keySetAt(url: string | undefined): JWTVerifyGetKey {
  const address = url ?? FIREBASE_KEYS;
  const known = sets.get(address);
  if (known !== undefined) return known;
  if (sets.size >= MOST_SETS) sets.clear();
  const set = createRemoteJWKSet(new URL(address), { timeoutDuration: TIMEOUT_MS });
  sets.set(address, set);
  return set;
}
