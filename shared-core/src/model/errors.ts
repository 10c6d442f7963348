/** Why something was refused or failed. Closed: every user-facing text is looked up by one of these. */
export const coreErrorCodes = [
  'bad-record',
  'bad-input',
  'not-signed-in',
  'session-ended',
  'banned',
  'brand-closed',
  'brand-unknown',
  'room-closed',
  'not-assignee',
  'refused',
  'too-many-attempts',
  'wrong-credentials',
  'wrong-code',
  'code-expired',
  'weak-password',
  'second-factor-required',
  'reauthentication-required',
  'vouching-required',
  'vouching-refused',
  'origin-refused',
  'last-admin',
  'file-too-large',
  'file-type',
  'file-empty',
  'file-gone',
  'file-sending',
  'too-many-files',
  'too-many-rooms',
  'file-blocked',
  'not-found',
  'offline',
  'failed',
] as const;

export type CoreErrorCode = (typeof coreErrorCodes)[number];

/** The one error class of shared-core: switch on `code`, never on the text. */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  readonly code: CoreErrorCode;

  constructor(code: CoreErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    this.code = code;
  }
}

/** Whether a cause is a `CoreError`, and, when a code is given, one of that code. */
export function isCoreError(cause: unknown, code?: CoreErrorCode): cause is CoreError {
  return cause instanceof CoreError && (code === undefined || cause.code === code);
}
