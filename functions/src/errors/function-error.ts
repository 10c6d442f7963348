import type { CoreErrorCode } from '@foyer/shared-core/model';

/** Why a function refused or failed. Beside what clients know there is what only the inside tells apart. */
export type FunctionErrorCode =
  | CoreErrorCode
  /** The brand demands an App Check token, and there is none that holds. */
  | 'app-check-refused'
  /** The archive does not answer now; trying again later is right. */
  | 'archive-unavailable'
  /** The archive's address or settings are wrong; trying again is useless. */
  | 'archive-misconfigured'
  /** The archive refuses this very row, today and tomorrow. */
  | 'row-refused';

/** The one error class of the functions: switch on `code`, never on the text. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly code: FunctionErrorCode;
  /** The request's field that is to blame, where there is one. */
  readonly field: string | undefined;

  constructor(code: FunctionErrorCode, detail?: string, options?: ErrorOptions & { field?: string }) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    this.code = code;
    this.field = options?.field;
  }
}

/** Whether a cause is a `FunctionError`, and, when a code is given, one of that code. */
export function isFunctionError(cause: unknown, code?: FunctionErrorCode): cause is FunctionError {
  // By name: the bundle of each cold-start group has its own copy of the class.
  if (!(cause instanceof Error) || cause.name !== 'FunctionError' || !('code' in cause)) return false;
  return code === undefined || cause.code === code;
}
