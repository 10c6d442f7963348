import type { BodyFields } from '../http/body-fields.ts';
import { refuse } from '../local-firebase-error.ts';
import { newAccount, newUid } from './account.ts';
import { checkPassword, readEmail } from './account-fields.ts';
import type { AuthState } from './auth-state.ts';
import { readCustomToken } from './custom-token.ts';
import { accountOfIdToken, beginSession, continueSession } from './issue-tokens.ts';
import { hashPassword, passwordMatches } from './password-hash.ts';

type Answer = Record<string, unknown>;

/** `accounts:signInWithCustomToken`: signs in the token's uid, creating the user at the first time. */
export function signInWithCustomToken(state: AuthState, body: BodyFields): Answer {
  const token = body.string('token');
  if (token === undefined) throw refuse(400, 'MISSING_CUSTOM_TOKEN');
  const now = state.clock.now();
  const { uid, claims } = readCustomToken(token, now, state.serviceAccountKey());
  const known = state.accounts.byUid(uid);
  if (known === undefined && state.config.isSignUpDisabled) throw refuse(400, 'ADMIN_ONLY_OPERATION');
  if (known?.disabled === true) throw refuse(400, 'USER_DISABLED');
  const account = { ...(known ?? newAccount(uid, now)), customAuth: true };
  return {
    kind: 'identitytoolkit#VerifyCustomTokenResponse',
    isNewUser: known === undefined,
    ...beginSession(state, account, 'custom', claims),
  };
}

/** `accounts:signInWithPassword`. An unknown address and a wrong password are answered alike, and as slowly. */
export async function signInWithPassword(state: AuthState, body: BodyFields): Promise<Answer> {
  if (!state.config.isPasswordEnabled) throw refuse(400, 'PASSWORD_LOGIN_DISABLED');
  const email = readEmail(body.string('email'));
  const password = body.string('password');
  if (password === undefined || password === '') throw refuse(400, 'MISSING_PASSWORD');
  const { failedSignIns, config, clock } = state;
  failedSignIns.assertOpen(email, config.lockAfterFailedSignIns, clock.now());
  const asked = state.accounts.byEmail(email);
  const matches = await passwordMatches(password, asked?.password);
  const account = asked === undefined ? undefined : state.accounts.byUid(asked.uid);
  if (!matches || account === undefined || account.password?.hash !== asked?.password?.hash) {
    failedSignIns.failed(email, clock.now());
    throw refuse(400, 'INVALID_LOGIN_CREDENTIALS');
  }
  failedSignIns.forget(email);
  if (account.disabled) throw refuse(400, 'USER_DISABLED');
  return {
    kind: 'identitytoolkit#VerifyPasswordResponse',
    localId: account.uid,
    email,
    displayName: account.displayName ?? '',
    registered: true,
    ...beginSession(state, account, 'password'),
  };
}

/**
 * `accounts:signUp` by an end user: with e-mail and password, or anonymous without either; with an ID token it gives
 * the signed-in user an e-mail and a password.
 */
export async function signUp(state: AuthState, body: BodyFields): Promise<Answer> {
  if (body.string('localId') !== undefined) throw refuse(400, 'UNEXPECTED_PARAMETER', 'User ID');
  const idToken = body.string('idToken');
  const isAnonymous = body.string('email') === undefined && body.string('password') === undefined;
  if (idToken === undefined && state.config.isSignUpDisabled) throw refuse(400, 'ADMIN_ONLY_OPERATION');
  if (isAnonymous && !state.config.isAnonymousEnabled) throw refuse(400, 'ADMIN_ONLY_OPERATION');
  if (!isAnonymous && !state.config.isPasswordEnabled) throw refuse(400, 'OPERATION_NOT_ALLOWED');
  const now = state.clock.now();
  const kind = 'identitytoolkit#SignupNewUserResponse';
  if (isAnonymous) {
    const account = newAccount(newUid(), now);
    return { kind, localId: account.uid, ...beginSession(state, account, 'anonymous') };
  }
  const email = readEmail(body.string('email'));
  const password = await hashPassword(checkPassword(body.string('password')), now);
  const base = idToken === undefined ? newAccount(newUid(), now) : accountOfIdToken(state, idToken).account;
  if (state.accounts.byEmail(email) !== undefined) throw refuse(400, 'EMAIL_EXISTS');
  const account = {
    ...base,
    email,
    emailVerified: false,
    password,
    displayName: body.string('displayName') ?? base.displayName,
    validSince: Math.floor(now / 1000),
  };
  return {
    kind,
    localId: account.uid,
    email,
    displayName: account.displayName ?? '',
    ...beginSession(state, account, 'password'),
  };
}

/** `securetoken /token`: a new ID token for a refresh token, in the names OAuth gives them. */
export function grantToken(state: AuthState, form: BodyFields): Answer {
  const grantType = form.string('grant_type') ?? form.string('grantType');
  if (grantType === undefined) throw refuse(400, 'MISSING_GRANT_TYPE');
  if (grantType !== 'refresh_token') throw refuse(400, 'INVALID_GRANT_TYPE');
  const refreshToken = form.string('refresh_token') ?? form.string('refreshToken');
  if (refreshToken === undefined || refreshToken === '') throw refuse(400, 'MISSING_REFRESH_TOKEN');
  const continued = continueSession(state, refreshToken);
  return {
    id_token: continued.idToken,
    access_token: continued.idToken,
    expires_in: continued.expiresIn,
    refresh_token: continued.refreshToken,
    token_type: 'Bearer',
    user_id: continued.uid,
    project_id: state.projectId,
  };
}
