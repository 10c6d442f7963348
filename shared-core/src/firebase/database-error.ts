import { CoreError } from '../model/errors.ts';

/**
 * The one way from whatever the database SDK throws to a `CoreError`. A write or a listener carries a `code`; a `get`
 * only the server's sentence.
 */
export function databaseError(cause: unknown): CoreError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const text = cause instanceof Error ? cause.message : String(cause);
  if (code === 'PERMISSION_DENIED' || /permission[ _]denied/i.test(text))
    return new CoreError('refused', undefined, { cause });
  if (code === 'UNAVAILABLE' || code === 'DISCONNECT') return new CoreError('offline', undefined, { cause });
  return new CoreError('failed', text, { cause });
}
