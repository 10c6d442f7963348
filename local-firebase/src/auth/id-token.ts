import type { Account } from './account.ts';
import { parseCustomAttributes } from './claims.ts';
import type { Session } from './session.ts';
import { decodeJwt, encodeUnsignedJwt, isUnsigned } from './unsigned-jwt.ts';

/** Life of an ID token, in seconds. */
export const ID_TOKEN_LIFETIME_S = 3600;

/** Makes the ID token of a session: the account's claims first, then the session's, then what no claim can change. */
export function mintIdToken(projectId: string, account: Account, session: Session, now: number): string {
  const issuedAt = Math.floor(now / 1000);
  return encodeUnsignedJwt({
    name: account.displayName,
    picture: account.photoUrl,
    ...(session.provider === 'anonymous' ? { provider_id: 'anonymous' } : {}),
    ...parseCustomAttributes(account.customAttributes),
    ...session.claims,
    email: account.email,
    email_verified: account.email === undefined ? undefined : account.emailVerified,
    phone_number: account.phoneNumber,
    auth_time: session.authTime,
    user_id: account.uid,
    firebase: {
      identities: {
        ...(account.email === undefined ? {} : { email: [account.email] }),
        ...(account.phoneNumber === undefined ? {} : { phone: [account.phoneNumber] }),
      },
      sign_in_provider: session.provider,
    },
    iss: issuerOf(projectId),
    aud: projectId,
    sub: account.uid,
    iat: issuedAt,
    exp: issuedAt + ID_TOKEN_LIFETIME_S,
  });
}

/** An ID token that holds; times in seconds. */
interface VerifiedIdToken {
  readonly uid: string;
  readonly provider: string;
  readonly authTime: number;
  readonly expiresAt: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

export type IdTokenVerdict =
  | { readonly ok: true; readonly token: VerifiedIdToken }
  | { readonly ok: false; readonly code: 'invalid_token' | 'expired_token'; readonly reason: string };

/**
 * Judges an ID token by its shape, issuer, audience and expiry; `now` in milliseconds. Knows no accounts, as the
 * database and storage don't. A token issued at second 0 never expires: that is how the client SDK's
 * `createMockUserToken` makes them, and `@firebase/rules-unit-testing` signs in with nothing else.
 */
export function verifyIdToken(text: string, projectId: string, now: number): IdTokenVerdict {
  const jwt = decodeJwt(text);
  if (jwt === undefined) return invalid('Could not parse auth token.');
  if (!isUnsigned(jwt)) return invalid('The token is not one of the local Auth service.');
  const { payload } = jwt;
  const { sub, exp, iat } = payload;
  if (payload['aud'] !== projectId) return invalid('The token is for another project.');
  if (payload['iss'] !== issuerOf(projectId)) return invalid('The token has another issuer.');
  if (typeof sub !== 'string' || sub === '' || sub.length > 128) return invalid('The token names no user.');
  if (typeof exp !== 'number' || typeof iat !== 'number') return invalid('The token has no times.');
  const isMock = iat === 0;
  if (!isMock && exp * 1000 <= now)
    return { ok: false, code: 'expired_token', reason: 'Auth token is expired.' };
  const authTime = payload['auth_time'];
  return {
    ok: true,
    token: {
      uid: sub,
      provider: providerOf(payload['firebase']),
      authTime: typeof authTime === 'number' ? authTime : iat,
      expiresAt: isMock ? Number.MAX_SAFE_INTEGER / 1000 : exp,
      claims: payload,
    },
  };
}

function providerOf(firebase: unknown): string {
  const provider: unknown =
    typeof firebase === 'object' && firebase !== null ? Reflect.get(firebase, 'sign_in_provider') : undefined;
  return typeof provider === 'string' ? provider : 'custom';
}

function issuerOf(projectId: string): string {
  return `https://securetoken.google.com/${projectId}`;
}

function invalid(reason: string): IdTokenVerdict {
  return { ok: false, code: 'invalid_token', reason };
}
