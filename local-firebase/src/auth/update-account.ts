import type { BodyFields } from '../http/body-fields.ts';
import { refuse } from '../local-firebase-error.ts';
import { accountToWire, type Account } from './account.ts';
import { checkPassword, readEmail, readPhoneNumber, refuseUnsupported } from './account-fields.ts';
import type { AuthState } from './auth-state.ts';
import { checkCustomAttributes } from './claims.ts';
import { accountOfIdToken, beginSession } from './issue-tokens.ts';
import { applyCode } from './out-of-band.ts';
import { hashPassword } from './password-hash.ts';

type Answer = Record<string, unknown>;

/** Fields only an administrator may set. */
const ADMIN_FIELDS = ['customAttributes', 'disableUser', 'localId', 'phoneNumber', 'validSince'] as const;

/**
 * `accounts:update` by the holder of an ID token (or of a mailed code). A new e-mail or password ends every other
 * session of the account, and the answer carries the tokens of a new one.
 */
export async function updateOwnAccount(state: AuthState, body: BodyFields): Promise<Answer> {
  const oobCode = body.string('oobCode');
  if (oobCode !== undefined) return applyCode(state, oobCode);
  const { account } = accountOfIdToken(state, body.string('idToken'));
  for (const field of ADMIN_FIELDS) {
    if (isGiven(body, field)) throw refuse(400, 'INSUFFICIENT_PERMISSION');
  }
  const email = body.string('email');
  if (email !== undefined && account.email !== undefined && readEmail(email) !== account.email) {
    // E-mail enumeration protection (firebase-js-sdk#8883): the new address is told only whether it is free by a mail to it.
    throw refuse(400, 'OPERATION_NOT_ALLOWED', 'Please verify the new email before changing email.');
  }
  const changes = await readChanges(state, body, account);
  const isMajor = changes.password !== account.password || changes.email !== account.email;
  if (isMajor && !state.config.isPasswordEnabled) throw refuse(400, 'OPERATION_NOT_ALLOWED');
  const now = state.clock.now();
  // The values before a password was hashed may be old by now: only what was asked for is put over the live record.
  const live = state.accounts.byUid(account.uid);
  if (live === undefined) throw refuse(400, 'USER_NOT_FOUND');
  const updated = { ...changes, ...(isMajor ? { validSince: Math.floor(now / 1000) } : {}) };
  state.accounts.put(updated);
  return {
    kind: 'identitytoolkit#SetAccountInfoResponse',
    ...profileOf(updated),
    ...(isMajor ? beginSession(state, updated, 'password') : {}),
  };
}

/** `accounts:update` by an administrator: any field of any account. */
export async function updateAccountAsAdmin(state: AuthState, body: BodyFields): Promise<Answer> {
  const uid = body.string('localId');
  if (uid === undefined) throw refuse(400, 'MISSING_LOCAL_ID');
  refuseUnsupported(body);
  const account = state.accounts.byUid(uid);
  if (account === undefined) throw refuse(400, 'USER_NOT_FOUND');
  const changes = await readChanges(state, body, account);
  const customAttributes = body.string('customAttributes');
  const phoneNumber = body.string('phoneNumber');
  const isMajor = changes.password !== account.password || changes.email !== account.email;
  const validSince =
    body.integer('validSince') ?? (isMajor ? Math.floor(state.clock.now() / 1000) : account.validSince);
  const updated: Account = {
    ...changes,
    emailVerified: body.boolean('emailVerified') ?? changes.emailVerified,
    disabled: body.boolean('disableUser') ?? account.disabled,
    validSince,
    ...(customAttributes === undefined ? {} : { customAttributes: checkCustomAttributes(customAttributes) }),
    ...(phoneNumber === undefined ? {} : { phoneNumber: readPhoneNumber(phoneNumber) }),
  };
  if (phoneNumber !== undefined && (state.accounts.byPhoneNumber(phoneNumber)?.uid ?? uid) !== uid) {
    throw refuse(400, 'PHONE_NUMBER_EXISTS');
  }
  state.accounts.put(updated);
  return { kind: 'identitytoolkit#SetAccountInfoResponse', localId: uid, ...profileOf(updated) };
}

async function readChanges(state: AuthState, body: BodyFields, account: Account): Promise<Account> {
  const email = body.string('email');
  const password = body.string('password');
  const hash =
    password === undefined ? undefined : await hashPassword(checkPassword(password), state.clock.now());
  const live = state.accounts.byUid(account.uid) ?? account;
  const newEmail = email === undefined ? live.email : readEmail(email);
  if (newEmail !== undefined && (state.accounts.byEmail(newEmail)?.uid ?? live.uid) !== live.uid) {
    throw refuse(400, 'EMAIL_EXISTS');
  }
  const changed: Account = {
    ...live,
    email: newEmail,
    emailVerified: newEmail === live.email && live.emailVerified,
    displayName: body.string('displayName') ?? live.displayName,
    photoUrl: body.string('photoUrl') ?? live.photoUrl,
    password: hash ?? live.password,
  };
  return withoutDeleted(changed, body);
}

function withoutDeleted(account: Account, body: BodyFields): Account {
  const attributes = body.strings('deleteAttribute') ?? [];
  const providers = body.strings('deleteProvider') ?? [];
  const losesEmail = attributes.includes('EMAIL');
  const losesPassword = losesEmail || attributes.includes('PASSWORD') || providers.includes('password');
  return {
    ...account,
    displayName: attributes.includes('DISPLAY_NAME') ? undefined : account.displayName,
    photoUrl: attributes.includes('PHOTO_URL') ? undefined : account.photoUrl,
    phoneNumber: providers.includes('phone') ? undefined : account.phoneNumber,
    email: losesEmail ? undefined : account.email,
    emailVerified: !losesEmail && account.emailVerified,
    password: losesPassword ? undefined : account.password,
  };
}

function isGiven(body: BodyFields, field: (typeof ADMIN_FIELDS)[number]): boolean {
  return (field === 'disableUser' ? body.boolean(field) : body.string(field)) !== undefined;
}

function profileOf(account: Account): Answer {
  const { localId, email, displayName, photoUrl, emailVerified, providerUserInfo } = accountToWire(account);
  return { localId, email, displayName, photoUrl, emailVerified, providerUserInfo };
}
