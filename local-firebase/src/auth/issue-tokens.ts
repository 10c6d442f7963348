import { refuse } from '../local-firebase-error.ts';
import type { Account } from './account.ts';
import type { AuthState } from './auth-state.ts';
import type { Claims } from './claims.ts';
import { ID_TOKEN_LIFETIME_S, mintIdToken, verifyIdToken } from './id-token.ts';
import { openRefreshToken, sealRefreshToken, type Session, type SignInProvider } from './session.ts';

/** The pair of tokens a sign-in answers with. */
export interface TokenPair {
  readonly idToken: string;
  readonly refreshToken: string;
  /** Seconds, as text. */
  readonly expiresIn: string;
}

/** Begins a session of `account` and remembers the sign-in on it. */
export function beginSession(
  state: AuthState,
  account: Account,
  provider: SignInProvider,
  claims: Claims = {},
): TokenPair {
  const now = state.clock.now();
  const signedIn: Account = { ...account, lastLoginAt: now, lastRefreshAt: now };
  state.accounts.put(signedIn);
  const session: Session = {
    uid: account.uid,
    incarnation: account.incarnation,
    provider,
    claims,
    authTime: Math.floor(now / 1000),
  };
  return pairOf(state, signedIn, session);
}

/** Continues the session of a refresh token. Refuses it for a deleted or disabled user, or one revoked since. */
export function continueSession(state: AuthState, refreshToken: string): TokenPair & { uid: string } {
  const session = openRefreshToken(refreshToken, state.refreshSecret);
  if (session === undefined) throw refuse(400, 'INVALID_REFRESH_TOKEN');
  const account = state.accounts.byUid(session.uid);
  if (account?.incarnation !== session.incarnation) throw refuse(400, 'USER_NOT_FOUND');
  checkUsable(account, session.authTime);
  const refreshed: Account = { ...account, lastRefreshAt: state.clock.now() };
  state.accounts.put(refreshed);
  return { uid: session.uid, ...pairOf(state, refreshed, session) };
}

/** The account an end user's ID token stands for. Refuses a bad, expired or revoked token and a disabled user. */
export function accountOfIdToken(
  state: AuthState,
  idToken: string | undefined,
): { account: Account; provider: string } {
  if (idToken === undefined) throw refuse(400, 'MISSING_ID_TOKEN');
  const verdict = verifyIdToken(idToken, state.projectId, state.clock.now());
  if (!verdict.ok) throw refuse(400, verdict.code === 'expired_token' ? 'TOKEN_EXPIRED' : 'INVALID_ID_TOKEN');
  const account = state.accounts.byUid(verdict.token.uid);
  if (account === undefined) throw refuse(400, 'USER_NOT_FOUND');
  checkUsable(account, verdict.token.authTime);
  return { account, provider: verdict.token.provider };
}

/** The part of an answer that is the same in every kind of sign-in. */
function pairOf(state: AuthState, account: Account, session: Session): TokenPair {
  return {
    idToken: mintIdToken(state.projectId, account, session, state.clock.now()),
    refreshToken: sealRefreshToken(session, state.refreshSecret),
    expiresIn: String(ID_TOKEN_LIFETIME_S),
  };
}

function checkUsable(account: Account, authTime: number): void {
  if (account.disabled) throw refuse(400, 'USER_DISABLED');
  if (authTime < account.validSince) throw refuse(400, 'TOKEN_EXPIRED');
}
