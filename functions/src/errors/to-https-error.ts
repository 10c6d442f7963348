import { HttpsError, type FunctionsErrorCode } from 'firebase-functions/https';
import type { CoreErrorCode } from '@foyer/shared-core/model';
import { logError } from '../log.ts';
import { isFunctionError, type FunctionErrorCode } from './function-error.ts';

/** What a client is told. `code` is one that every client knows; texts never tell what lies inside. */
interface Answer {
  readonly status: FunctionsErrorCode;
  readonly code: CoreErrorCode;
  readonly text: string;
}

const answers: Readonly<Record<FunctionErrorCode, Answer>> = {
  'bad-input': { status: 'invalid-argument', code: 'bad-input', text: 'The request is not understood.' },
  'bad-record': { status: 'internal', code: 'failed', text: 'Something went wrong.' },
  'not-signed-in': { status: 'unauthenticated', code: 'not-signed-in', text: 'Sign in first.' },
  'session-ended': { status: 'unauthenticated', code: 'session-ended', text: 'The session has ended.' },
  'wrong-credentials': {
    status: 'unauthenticated',
    code: 'wrong-credentials',
    text: 'E-mail address or password is wrong.',
  },
  'wrong-code': { status: 'unauthenticated', code: 'wrong-code', text: 'The code is wrong.' },
  'code-expired': { status: 'failed-precondition', code: 'code-expired', text: 'This is no longer valid.' },
  'weak-password': {
    status: 'invalid-argument',
    code: 'weak-password',
    text: 'The password is too easy to guess.',
  },
  'second-factor-required': {
    status: 'permission-denied',
    code: 'second-factor-required',
    text: 'A second factor is required.',
  },
  'reauthentication-required': {
    status: 'failed-precondition',
    code: 'reauthentication-required',
    text: 'Confirm first that it is you.',
  },
  'vouching-required': {
    status: 'unauthenticated',
    code: 'vouching-required',
    text: 'The website must vouch for its visitor.',
  },
  'vouching-refused': {
    status: 'unauthenticated',
    code: 'vouching-refused',
    text: 'The website must vouch for its visitor.',
  },
  'origin-refused': { status: 'permission-denied', code: 'origin-refused', text: 'Not allowed from here.' },
  // A brake and no identity: a client need not tell it from a refused origin, but by the status.
  'app-check-refused': { status: 'unauthenticated', code: 'origin-refused', text: 'Not allowed from here.' },
  'last-admin': { status: 'failed-precondition', code: 'last-admin', text: 'The last admin stays.' },
  banned: { status: 'permission-denied', code: 'banned', text: 'Not allowed.' },
  'brand-closed': { status: 'permission-denied', code: 'brand-closed', text: 'The chat is closed.' },
  'brand-unknown': { status: 'not-found', code: 'brand-unknown', text: 'There is no such brand.' },
  'room-closed': { status: 'failed-precondition', code: 'room-closed', text: 'The room is closed.' },
  'not-assignee': { status: 'permission-denied', code: 'not-assignee', text: 'Not allowed.' },
  refused: { status: 'permission-denied', code: 'refused', text: 'Not allowed.' },
  'too-many-attempts': {
    status: 'resource-exhausted',
    code: 'too-many-attempts',
    text: 'Too many attempts. Try again later.',
  },
  'file-too-large': { status: 'invalid-argument', code: 'file-too-large', text: 'The file is too large.' },
  'file-type': { status: 'invalid-argument', code: 'file-type', text: 'Files of this type are not taken.' },
  'file-empty': { status: 'invalid-argument', code: 'file-empty', text: 'The file is empty.' },
  'file-gone': { status: 'invalid-argument', code: 'file-gone', text: 'The file is gone.' },
  'file-sending': { status: 'failed-precondition', code: 'file-sending', text: 'A file is being sent.' },
  'too-many-files': {
    status: 'resource-exhausted',
    code: 'too-many-files',
    text: 'There are too many files.',
  },
  'too-many-rooms': {
    status: 'resource-exhausted',
    code: 'too-many-rooms',
    text: 'There are too many conversations.',
  },
  'file-blocked': { status: 'failed-precondition', code: 'file-blocked', text: 'This file was blocked.' },
  'not-found': { status: 'not-found', code: 'not-found', text: 'There is no such thing.' },
  offline: { status: 'unavailable', code: 'offline', text: 'Try again later.' },
  failed: { status: 'unavailable', code: 'failed', text: 'Something went wrong. Try again later.' },
  'archive-unavailable': { status: 'unavailable', code: 'failed', text: 'The archive does not answer now.' },
  'archive-misconfigured': { status: 'internal', code: 'failed', text: 'Something went wrong.' },
  'row-refused': { status: 'internal', code: 'failed', text: 'Something went wrong.' },
};

/** Refusals are the caller's matter; these are ours. */
const LOGGED = new Set<FunctionErrorCode>([
  'bad-record',
  'failed',
  'archive-unavailable',
  'archive-misconfigured',
  'row-refused',
]);

/** The one place where a cause becomes what a caller sees: status, `details.code`, and the field to blame. */
export function toHttpsError(functionName: string, cause: unknown): HttpsError {
  if (!isFunctionError(cause)) {
    logError('call.failed', cause, { function: functionName });
    return new HttpsError('internal', 'Something went wrong.', { code: 'failed' });
  }
  if (LOGGED.has(cause.code)) logError('call.failed', cause, { function: functionName, code: cause.code });
  const { status, code, text } = answers[cause.code];
  return new HttpsError(status, text, { code, ...(cause.field === undefined ? {} : { field: cause.field }) });
}
