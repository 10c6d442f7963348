import { CoreError, coreErrorCodes } from './model/errors.ts';
import type { CoreErrorCode } from './model/errors.ts';
import type { HttpResponse, Platform } from './platform.ts';

/** Canonical status of a callable function's answer -> what it means here, when the answer gives no closer reason. */
const meaningOfStatus = new Map<string, CoreErrorCode>([
  ['INVALID_ARGUMENT', 'bad-input'],
  ['FAILED_PRECONDITION', 'refused'],
  ['OUT_OF_RANGE', 'bad-input'],
  ['UNAUTHENTICATED', 'not-signed-in'],
  ['PERMISSION_DENIED', 'refused'],
  ['NOT_FOUND', 'not-found'],
  ['RESOURCE_EXHAUSTED', 'too-many-attempts'],
  ['UNAVAILABLE', 'offline'],
  ['DEADLINE_EXCEEDED', 'offline'],
]);

/**
 * The one way from a callable function's error to a `CoreError`: its `details.code` where it is one of ours, else by
 * its status (`NOT_FOUND`, `not-found` and `functions/not-found` are the same).
 */
export function calledError(status: string, details: unknown, cause?: unknown): CoreError {
  const reason =
    typeof details === 'object' && details !== null && 'code' in details ? details.code : undefined;
  const known = coreErrorCodes.find((code) => code === reason);
  const canonical = status
    .replace(/^functions\//, '')
    .replaceAll('-', '_')
    .toUpperCase();
  return new CoreError(known ?? meaningOfStatus.get(canonical) ?? 'failed', undefined, { cause });
}

/**
 * Calls a callable function by its documented wire protocol (POST `{data}`, answered by `{result}` or `{error}`).
 * Rejects with `offline` when no answer came, else with what `calledError` makes of it.
 * https://firebase.google.com/docs/functions/callable-reference
 */
export async function callFunction(
  platform: Platform,
  url: string,
  data: unknown,
  idToken?: string,
): Promise<unknown> {
  let response: HttpResponse;
  try {
    response = await platform.fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(idToken === undefined ? {} : { Authorization: `Bearer ${idToken}` }),
      },
      body: JSON.stringify({ data }),
    });
  } catch (cause) {
    throw new CoreError('offline', undefined, { cause });
  }
  // A proxy or a stopped function answers with a page of its own.
  const answer: unknown = await response.json().catch(() => null);
  const body = typeof answer === 'object' && answer !== null ? answer : {};
  if (response.ok && 'result' in body) return body.result;
  const error = 'error' in body && typeof body.error === 'object' && body.error !== null ? body.error : {};
  const status = 'status' in error && typeof error.status === 'string' ? error.status : statusOf(response);
  throw calledError(status, 'details' in error ? error.details : undefined);
}

function statusOf(response: HttpResponse): string {
  if (response.status >= 502 && response.status <= 504) return 'UNAVAILABLE';
  return response.status === 429 ? 'RESOURCE_EXHAUSTED' : 'INTERNAL';
}
