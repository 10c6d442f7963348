import type { BodyFields } from '../http/body-fields.ts';
import { refuse, LocalFirebaseError } from '../local-firebase-error.ts';
import { accountToWire, newAccount, newUid, type Account } from './account.ts';
import { checkPassword, readEmail, readPhoneNumber, refuseUnsupported } from './account-fields.ts';
import type { AuthState } from './auth-state.ts';
import { checkCustomAttributes } from './claims.ts';
import { hashPassword } from './password-hash.ts';

type Answer = Record<string, unknown>;

const MOST_PER_BATCH = 1000;

/** `POST /accounts`: creates a user with everything an administrator may choose, the uid included. */
export async function createAccount(state: AuthState, body: BodyFields): Promise<Answer> {
  refuseUnsupported(body);
  const now = state.clock.now();
  const uid = body.string('localId') ?? newUid();
  if (uid === '' || uid.length > 128) throw refuse(400, 'INVALID_LOCAL_ID');
  const email = body.string('email');
  const password = body.string('password');
  const phoneNumber = body.string('phoneNumber');
  const account: Account = {
    ...newAccount(uid, now),
    email: email === undefined ? undefined : readEmail(email),
    emailVerified: body.boolean('emailVerified') ?? false,
    password: password === undefined ? undefined : await hashPassword(checkPassword(password), now),
    displayName: body.string('displayName'),
    photoUrl: body.string('photoUrl'),
    disabled: body.boolean('disabled') ?? false,
    phoneNumber: phoneNumber === undefined ? undefined : readPhoneNumber(phoneNumber),
  };
  if (state.accounts.byUid(uid) !== undefined) throw refuse(400, 'DUPLICATE_LOCAL_ID');
  checkUnique(state, account);
  state.accounts.put(account);
  return {
    kind: 'identitytoolkit#SignupNewUserResponse',
    localId: uid,
    email: account.email,
    displayName: account.displayName,
  };
}

/** `accounts:lookup` by an administrator: the accounts of any of the uids, e-mails and phone numbers. */
export function lookupAccounts(state: AuthState, body: BodyFields): Answer {
  const found = new Map<string, Account>();
  const add = (account: Account | undefined): void => {
    if (account !== undefined) found.set(account.uid, account);
  };
  for (const uid of body.strings('localId') ?? []) add(state.accounts.byUid(uid));
  for (const email of body.strings('email') ?? []) add(state.accounts.byEmail(email));
  for (const phoneNumber of body.strings('phoneNumber') ?? []) add(state.accounts.byPhoneNumber(phoneNumber));
  const kind = 'identitytoolkit#GetAccountInfoResponse';
  return found.size === 0 ? { kind } : { kind, users: [...found.values()].map(accountToWire) };
}

/** `accounts:delete` by an administrator. */
export function deleteAccount(state: AuthState, body: BodyFields): Answer {
  const uid = body.string('localId');
  if (uid === undefined) throw refuse(400, 'MISSING_LOCAL_ID');
  if (!state.accounts.remove(uid)) throw refuse(400, 'USER_NOT_FOUND');
  return { kind: 'identitytoolkit#DeleteAccountResponse' };
}

/** `accounts:batchDelete`: without `force`, enabled accounts are left and reported, one error per index. */
export function deleteAccounts(state: AuthState, body: BodyFields): Answer {
  const uids = body.strings('localIds') ?? [];
  if (uids.length === 0 || uids.length > MOST_PER_BATCH) throw refuse(400, 'LOCAL_ID_LIST_EXCEEDS_LIMIT');
  const errors: Answer[] = [];
  uids.forEach((localId, index) => {
    const account = state.accounts.byUid(localId);
    if (account === undefined) return;
    if (body.boolean('force') === true || account.disabled) state.accounts.remove(localId);
    else
      errors.push({ index, localId, message: 'NOT_DISABLED : Disable the account before batch deletion.' });
  });
  return errors.length === 0 ? {} : { errors };
}

/** `accounts:batchGet`: one page of all accounts in the order of uids. */
export function listAccounts(state: AuthState, query: URLSearchParams): Answer {
  const pageSize = Math.min(Math.max(Number(query.get('maxResults') ?? 20) || 20, 1), MOST_PER_BATCH);
  const after = query.get('nextPageToken') ?? '';
  const rest = state.accounts.all().filter((account) => account.uid > after);
  const page = rest.slice(0, pageSize);
  return {
    kind: 'identitytoolkit#DownloadAccountResponse',
    users: page.map(accountToWire),
    ...(rest.length > page.length ? { nextPageToken: page.at(-1)?.uid } : {}),
  };
}

/** `accounts:batchCreate` (`importUsers`): puts accounts as they are; a bad one is reported by its index. */
export function importAccounts(state: AuthState, body: BodyFields): Answer {
  const users = body.objects('users') ?? [];
  if (users.length === 0) throw refuse(400, 'MISSING_USER_ACCOUNT');
  const error: Answer[] = [];
  users.forEach((user, index) => {
    try {
      state.accounts.put(importedAccount(state, user));
    } catch (cause) {
      if (!(cause instanceof LocalFirebaseError)) throw cause;
      error.push({ index, message: cause.message });
    }
  });
  return { kind: 'identitytoolkit#UploadAccountResponse', error };
}

function importedAccount(state: AuthState, user: BodyFields): Account {
  const uid = user.string('localId');
  if (uid === undefined || uid === '') throw refuse(400, 'MISSING_LOCAL_ID');
  if (user.string('passwordHash') !== undefined) {
    throw refuse(400, 'OPERATION_NOT_ALLOWED', 'Importing password hashes is not supported locally.');
  }
  refuseUnsupported(user);
  const email = user.string('email');
  const phoneNumber = user.string('phoneNumber');
  const customAttributes = user.string('customAttributes');
  const account: Account = {
    ...newAccount(uid, user.integer('createdAt') ?? state.clock.now()),
    email: email === undefined ? undefined : readEmail(email),
    emailVerified: user.boolean('emailVerified') ?? false,
    displayName: user.string('displayName'),
    photoUrl: user.string('photoUrl'),
    disabled: user.boolean('disabled') ?? false,
    phoneNumber: phoneNumber === undefined ? undefined : readPhoneNumber(phoneNumber),
    lastLoginAt: user.integer('lastLoginAt'),
    customAttributes: customAttributes === undefined ? undefined : checkCustomAttributes(customAttributes),
  };
  checkUnique(state, account);
  return account;
}

function checkUnique(state: AuthState, account: Account): void {
  const { uid, email, phoneNumber } = account;
  if (email !== undefined && (state.accounts.byEmail(email)?.uid ?? uid) !== uid)
    throw refuse(400, 'EMAIL_EXISTS');
  if (phoneNumber !== undefined && (state.accounts.byPhoneNumber(phoneNumber)?.uid ?? uid) !== uid) {
    throw refuse(400, 'PHONE_NUMBER_EXISTS');
  }
}
