import { verify, type KeyObject } from 'node:crypto';
import { refuse } from '../local-firebase-error.ts';
import { checkClaims, type Claims } from './claims.ts';
import { decodeJwt, isUnsigned, type DecodedJwt } from './unsigned-jwt.ts';

const AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';

/** Longest life of a custom token, in seconds. */
const LONGEST_LIFE_S = 3600;

/**
 * Reads a custom token: unsigned, as the Admin SDK makes it for an Auth emulator, or signed by this stack's own
 * service account. `now` in milliseconds. Refuses INVALID_CUSTOM_TOKEN, CREDENTIAL_MISMATCH, FORBIDDEN_CLAIM.
 */
export function readCustomToken(
  text: string,
  now: number,
  serviceAccountKey: KeyObject | undefined,
): { uid: string; claims: Claims } {
  const jwt = decodeJwt(text);
  if (jwt === undefined)
    throw refuse(400, 'INVALID_CUSTOM_TOKEN', 'Invalid assertion format. 3 dot separated segments required.');
  if (!isUnsigned(jwt) && !isSignedBy(jwt, serviceAccountKey)) {
    throw refuse(400, 'INVALID_CUSTOM_TOKEN', 'The signature is not one of this project.');
  }
  const { aud, uid, user_id, exp, iat, claims } = jwt.payload;
  if (aud !== AUDIENCE) throw refuse(400, 'CREDENTIAL_MISMATCH', 'The custom token has another audience.');
  const id = uid ?? user_id;
  if (typeof id !== 'string' || id === '' || id.length > 128) throw refuse(400, 'MISSING_IDENTIFIER');
  if (typeof exp !== 'number' || typeof iat !== 'number' || exp - iat > LONGEST_LIFE_S) {
    throw refuse(400, 'INVALID_CUSTOM_TOKEN', 'A custom token lives at most one hour.');
  }
  if (exp * 1000 <= now) throw refuse(400, 'INVALID_CUSTOM_TOKEN', 'The custom token has expired.');
  return { uid: id, claims: claims === undefined ? {} : checkClaims(claims) };
}

function isSignedBy(jwt: DecodedJwt, key: KeyObject | undefined): boolean {
  if (key === undefined || jwt.header['alg'] !== 'RS256') return false;
  return verify('RSA-SHA256', Buffer.from(jwt.signed), key, jwt.signature);
}
