import { randomBytes } from 'node:crypto';
import type { PasswordHash } from './password-hash.ts';

/** One user of the project. Records are replaced, never changed. */
export interface Account {
  readonly uid: string;
  /** Tells this account from a later one of the same uid, so that a deleted user's refresh tokens stay dead. */
  readonly incarnation: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Seconds since 1970: sessions that began before are over. */
  readonly validSince: number;
  readonly disabled: boolean;
  /** In lower case. */
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly displayName: string | undefined;
  readonly photoUrl: string | undefined;
  readonly phoneNumber: string | undefined;
  readonly password: PasswordHash | undefined;
  /** Claims of `setCustomUserClaims`, as the JSON text that was sent. */
  readonly customAttributes: string | undefined;
  /** Whether a custom token has signed this user in. */
  readonly customAuth: boolean;
  readonly lastLoginAt: number | undefined;
  readonly lastRefreshAt: number | undefined;
}

/** A new account with nothing but its uid; `now` in milliseconds. */
export function newAccount(uid: string, now: number): Account {
  return {
    uid,
    incarnation: randomBytes(9).toString('base64url'),
    createdAt: now,
    validSince: Math.floor(now / 1000),
    disabled: false,
    email: undefined,
    emailVerified: false,
    displayName: undefined,
    photoUrl: undefined,
    phoneNumber: undefined,
    password: undefined,
    customAttributes: undefined,
    customAuth: false,
    lastLoginAt: undefined,
    lastRefreshAt: undefined,
  };
}

/** A uid as the live service makes them: 28 letters and digits. */
export function newUid(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from(randomBytes(28), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** The account in the wire shape of `accounts:lookup`; hashes are never shown. */
export function accountToWire(account: Account): Record<string, unknown> {
  return {
    localId: account.uid,
    createdAt: String(account.createdAt),
    lastLoginAt: account.lastLoginAt === undefined ? undefined : String(account.lastLoginAt),
    lastRefreshAt:
      account.lastRefreshAt === undefined ? undefined : new Date(account.lastRefreshAt).toISOString(),
    validSince: String(account.validSince),
    disabled: account.disabled,
    email: account.email,
    emailVerified: account.email === undefined ? undefined : account.emailVerified,
    displayName: account.displayName,
    photoUrl: account.photoUrl,
    phoneNumber: account.phoneNumber,
    passwordHash: account.password === undefined ? undefined : HIDDEN_HASH,
    passwordUpdatedAt: account.password?.updatedAt,
    customAttributes: account.customAttributes,
    customAuth: account.customAuth || undefined,
    providerUserInfo: providersOf(account),
  };
}

/** What the live service puts in the place of a hash: "REDACTED" in base64. */
const HIDDEN_HASH = Buffer.from('REDACTED').toString('base64');

function providersOf(account: Account): Record<string, unknown>[] {
  const providers: Record<string, unknown>[] = [];
  if (account.email !== undefined && account.password !== undefined) {
    providers.push({
      providerId: 'password',
      email: account.email,
      federatedId: account.email,
      rawId: account.email,
      displayName: account.displayName,
      photoUrl: account.photoUrl,
    });
  }
  if (account.phoneNumber !== undefined) {
    providers.push({ providerId: 'phone', phoneNumber: account.phoneNumber, rawId: account.phoneNumber });
  }
  return providers;
}
