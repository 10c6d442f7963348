import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Claims } from './claims.ts';

/** How a user signed in, as it stands in `firebase.sign_in_provider`. */
export type SignInProvider = 'custom' | 'password' | 'anonymous';

/** One sign-in. It lives in the refresh token alone: the server keeps no list of sessions. */
export interface Session {
  readonly uid: string;
  /** The account's incarnation at sign-in. */
  readonly incarnation: string;
  readonly provider: SignInProvider;
  /** Claims of the custom token; they outlive every refresh and win over the user's own. */
  readonly claims: Claims;
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** Seals a session into a refresh token that cannot be made or changed without `secret`. */
export function sealRefreshToken(session: Session, secret: Buffer): string {
  const content = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${content}.${sign(content, secret).toString('base64url')}`;
}

/** The session in a refresh token, or undefined when it was not sealed with `secret`. */
export function openRefreshToken(token: string, secret: Buffer): Session | undefined {
  const [content, signature] = token.split('.');
  if (content === undefined || signature === undefined) return undefined;
  const expected = sign(content, secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as Session;
}

function sign(content: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(content).digest();
}
