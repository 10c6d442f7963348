import { CoreError, type CoreErrorCode } from '@foyer/shared-core';

/** The code of any cause: what shared-core did not name is `failed`. */
export function errorCode(cause: unknown): CoreErrorCode {
  return cause instanceof CoreError ? cause.code : 'failed';
}
