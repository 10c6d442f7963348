import { refuse } from '../local-firebase-error.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Names that belong to the token itself; neither custom tokens nor custom user claims may use them. */
const RESERVED_CLAIMS = [
  ...['acr', 'amr', 'at_hash', 'aud', 'auth_time', 'azp', 'c_hash', 'cnf', 'exp', 'firebase', 'iat', 'iss'],
  ...['jti', 'nbf', 'nonce', 'sub'],
];

/** Longest JSON of custom user claims, in characters (the Admin SDK's and the service's limit). */
const LONGEST_CUSTOM_ATTRIBUTES = 1000;

/** Returns `claims` if it is an object without reserved names; refuses INVALID_CLAIMS or FORBIDDEN_CLAIM otherwise. */
export function checkClaims(claims: unknown): Claims {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims))
    throw refuse(400, 'INVALID_CLAIMS');
  const reserved = RESERVED_CLAIMS.find((name) => Object.hasOwn(claims, name));
  if (reserved !== undefined) throw refuse(400, 'FORBIDDEN_CLAIM', reserved);
  return claims as Claims;
}

/** Checks the JSON text that `setCustomUserClaims` sends and returns what to store; empty claims are none. */
export function checkCustomAttributes(text: string): string | undefined {
  if (text.length > LONGEST_CUSTOM_ATTRIBUTES) throw refuse(400, 'CLAIMS_TOO_LARGE');
  let claims: unknown;
  try {
    claims = JSON.parse(text);
  } catch {
    throw refuse(400, 'INVALID_CLAIMS');
  }
  return Object.keys(checkClaims(claims)).length === 0 ? undefined : text;
}

/** The claims in stored custom attributes. */
export function parseCustomAttributes(text: string | undefined): Claims {
  return text === undefined ? {} : (JSON.parse(text) as Claims);
}
