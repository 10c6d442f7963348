import type { BodyFields } from '../http/body-fields.ts';
import { refuse } from '../local-firebase-error.ts';
import { checkPassword, readEmail } from './account-fields.ts';
import type { AuthState } from './auth-state.ts';
import { accountOfIdToken } from './issue-tokens.ts';
import type { OutOfBandCode, OutOfBandType } from './out-of-band-codes.ts';
import { hashPassword } from './password-hash.ts';

type Answer = Record<string, unknown>;

const MODES: Record<OutOfBandType, string> = {
  PASSWORD_RESET: 'resetPassword',
  VERIFY_EMAIL: 'verifyEmail',
  VERIFY_AND_CHANGE_EMAIL: 'verifyAndChangeEmail',
  EMAIL_SIGNIN: 'signIn',
};

/** Who asks for a code: an end user gets it by mail only, an administrator may take the link. */
export interface CodeRequest {
  readonly body: BodyFields;
  readonly isAdmin: boolean;
  /** Address of this service, for the link. */
  readonly baseUrl: string;
}

/**
 * `accounts:sendOobCode`. The "mail" goes to the outbox. A password reset for an unknown address is answered like
 * one for a known address, and a change to a taken address like one to a free one, so that nobody learns who has an account.
 */
export function sendOutOfBandCode(state: AuthState, request: CodeRequest): Answer {
  const { body, isAdmin } = request;
  const requestType = readType(body.string('requestType'));
  if (body.boolean('returnOobLink') === true && !isAdmin) throw refuse(400, 'INSUFFICIENT_PERMISSION');
  const target = findTarget(state, requestType, body, isAdmin);
  const kind = 'identitytoolkit#GetOobConfirmationCodeResponse';
  if (target.uid === undefined && requestType !== 'EMAIL_SIGNIN') return { kind, email: target.email };
  const continueUrl = body.string('continueUrl');
  const code = state.codes.issue(
    {
      requestType,
      ...target,
      sentAt: state.clock.now(),
      isMail: body.boolean('returnOobLink') !== true,
    },
    (oobCode) => {
      const query = new URLSearchParams({ mode: MODES[requestType], lang: 'en', oobCode, apiKey: 'local' });
      if (continueUrl !== undefined) query.set('continueUrl', continueUrl);
      return `${request.baseUrl}/emulator/action?${query.toString()}`;
    },
  );
  const answer = { kind, email: target.email };
  if (code.isMail) state.log(`auth: mail to ${code.email} (${code.requestType}): ${code.oobLink}`);
  return code.isMail ? answer : { ...answer, oobCode: code.oobCode, oobLink: code.oobLink };
}

/** `accounts:resetPassword`: tells what a code is for, or, with `newPassword`, sets the password and ends all sessions. */
export async function resetPassword(state: AuthState, body: BodyFields): Promise<Answer> {
  const code = readCode(state, body.string('oobCode'));
  const newPassword = body.string('newPassword');
  const kind = 'identitytoolkit#ResetPasswordResponse';
  const answer = { kind, email: code.email, newEmail: code.newEmail, requestType: code.requestType };
  if (newPassword === undefined || newPassword === '') return answer;
  if (code.requestType !== 'PASSWORD_RESET') throw refuse(400, 'INVALID_OOB_CODE');
  checkPassword(newPassword);
  state.codes.use(code.oobCode);
  const now = state.clock.now();
  const password = await hashPassword(newPassword, now);
  const account = accountOfCode(state, code);
  state.failedSignIns.forget(code.email);
  state.accounts.put({ ...account, password, emailVerified: true, validSince: Math.floor(now / 1000) });
  return answer;
}

/** `accounts:update {oobCode}`: what the link in a verification mail does. */
export function applyCode(state: AuthState, oobCode: string): Answer {
  const code = readCode(state, oobCode);
  if (code.requestType !== 'VERIFY_EMAIL' && code.requestType !== 'VERIFY_AND_CHANGE_EMAIL') {
    throw refuse(400, 'INVALID_OOB_CODE');
  }
  const account = accountOfCode(state, code);
  const email = code.newEmail ?? code.email;
  const owner = state.accounts.byEmail(email);
  if (owner !== undefined && owner.uid !== account.uid) throw refuse(400, 'EMAIL_EXISTS');
  state.codes.use(oobCode);
  const isNew = email !== account.email;
  const validSince = isNew ? Math.floor(state.clock.now() / 1000) : account.validSince;
  state.accounts.put({ ...account, email, emailVerified: true, validSince });
  return { kind: 'identitytoolkit#SetAccountInfoResponse', localId: account.uid, email, emailVerified: true };
}

function findTarget(
  state: AuthState,
  requestType: OutOfBandType,
  body: BodyFields,
  isAdmin: boolean,
): Pick<OutOfBandCode, 'email' | 'newEmail' | 'uid'> {
  if (requestType === 'PASSWORD_RESET' || requestType === 'EMAIL_SIGNIN') {
    const email = readEmail(body.string('email'));
    return { email, newEmail: undefined, uid: state.accounts.byEmail(email)?.uid };
  }
  const account =
    isAdmin && body.string('idToken') === undefined
      ? state.accounts.byEmail(readEmail(body.string('email')))
      : accountOfIdToken(state, body.string('idToken')).account;
  if (account === undefined) throw refuse(400, 'USER_NOT_FOUND');
  if (account.email === undefined) throw refuse(400, 'MISSING_EMAIL');
  if (requestType === 'VERIFY_EMAIL') return { email: account.email, newEmail: undefined, uid: account.uid };
  const newEmail = body.string('newEmail');
  if (newEmail === undefined) throw refuse(400, 'MISSING_NEW_EMAIL');
  // That an address is taken is told to nobody: no mail goes out, and that is all.
  const isTaken = state.accounts.byEmail(readEmail(newEmail)) !== undefined;
  return { email: account.email, newEmail: readEmail(newEmail), uid: isTaken ? undefined : account.uid };
}

function accountOfCode(state: AuthState, code: OutOfBandCode) {
  const account = code.uid === undefined ? undefined : state.accounts.byUid(code.uid);
  // A code proves one address: after the account got another one, it proves nothing.
  if (account === undefined || account.email !== code.email) throw refuse(400, 'INVALID_OOB_CODE');
  return account;
}

function readCode(state: AuthState, oobCode: string | undefined): OutOfBandCode {
  if (oobCode === undefined || oobCode === '') throw refuse(400, 'MISSING_OOB_CODE');
  const found = state.codes.find(oobCode, state.clock.now());
  if (found === undefined) throw refuse(400, 'INVALID_OOB_CODE');
  if (found.isExpired) throw refuse(400, 'EXPIRED_OOB_CODE');
  return found.code;
}

function readType(requestType: string | undefined): OutOfBandType {
  if (requestType === undefined) throw refuse(400, 'MISSING_REQ_TYPE');
  if (Object.hasOwn(MODES, requestType)) return requestType as OutOfBandType;
  throw refuse(400, 'INVALID_REQ_TYPE');
}
