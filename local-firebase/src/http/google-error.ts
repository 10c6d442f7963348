import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { LocalFirebaseError, refuse, type Refusal } from '../local-firebase-error.ts';

/**
 * Answers an error in the shape of Google's JSON APIs: `{error: {code, message, errors: [...]}}`.
 * Anything that is not a refusal is logged and told to the client as 500 without its text.
 */
export function answerGoogleError(error: unknown, context: Context, log: (line: string) => void): Response {
  const refusal = toRefusal(error, log);
  const message = refusal.detail === undefined ? refusal.reason : `${refusal.reason} : ${refusal.detail}`;
  return context.json(
    {
      error: {
        code: refusal.status,
        message,
        errors: [{ message, reason: refusal.status === 404 ? 'notFound' : 'invalid', domain: 'global' }],
      },
    },
    refusal.status as ContentfulStatusCode,
  );
}

/** What a client is told about any error. */
export function toRefusal(error: unknown, log: (line: string) => void): Refusal {
  if (error instanceof LocalFirebaseError && error.refusal !== undefined) return error.refusal;
  log(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { status: 500, reason: 'INTERNAL' };
}

/** The request's body as JSON; refuses INVALID_ARGUMENT when it is not. An empty body is an empty object. */
export async function readJson(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, 'INVALID_ARGUMENT', 'The body is not JSON.');
  }
}
