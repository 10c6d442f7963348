import { write } from 'firebase-functions/logger';

/** What a line may say beside its name: ids, counts, codes. Never a secret, a token, an address or what people wrote. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Something happened as it should. `event` is named `part.what`. */
export function logInfo(event: string, fields: LogFields = {}): void {
  write({ severity: 'INFO', message: event, event, ...fields });
}

/** Somebody was refused, or something was skipped. */
export function logWarning(event: string, fields: LogFields = {}): void {
  write({ severity: 'WARNING', message: event, event, ...fields });
}

/** Something is broken; the cause goes along with its stack. */
export function logError(event: string, cause: unknown, fields: LogFields = {}): void {
  write({ severity: 'ERROR', message: event, event, ...fields, cause: describe(cause) });
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const text = cause.stack ?? cause.message;
  return cause.cause === undefined ? text : `${text}\ncaused by: ${describe(cause.cause)}`;
}
