import { apiKey } from '../config.ts';
import { FunctionError } from '../errors/function-error.ts';

const TIMEOUT_MS = 8_000;

/** Answers of the identity service that all mean: this address and this password do not go together. */
const WRONG =
  /^(INVALID_LOGIN_CREDENTIALS|EMAIL_NOT_FOUND|INVALID_PASSWORD|USER_DISABLED|INVALID_EMAIL|MISSING_EMAIL|MISSING_PASSWORD)\b/;
const TOO_MANY = /^TOO_MANY_ATTEMPTS_TRY_LATER\b/;

/**
 * Has Google's identity service check a password; resolves with the account's uid, or null when the two do not go
 * together, whatever the reason. Throws 'too-many-attempts' or 'failed'.
 */
export async function checkPassword(email: string, password: string): Promise<string | null> {
  const emulator = process.env['FIREBASE_AUTH_EMULATOR_HOST'];
  const base = emulator === undefined ? 'https:/' : `http://${emulator}`;
  const url = `${base}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=${encodeURIComponent(apiKey.value())}`;
  const { status, body } = await post(url, { email, password, returnSecureToken: true });
  if (status === 200 && typeof body.localId === 'string') return body.localId;
  const message = body.error?.message ?? '';
  if (WRONG.test(message)) return null;
  if (TOO_MANY.test(message)) throw new FunctionError('too-many-attempts', message);
  throw new FunctionError('failed', `the identity service answered ${status} ${message}`);
}

interface Answer {
  readonly localId?: unknown;
  readonly error?: { readonly message?: string };
}

async function post(url: string, data: unknown): Promise<{ readonly status: number; readonly body: Answer }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(data),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  } catch (cause) {
    throw new FunctionError('failed', 'the identity service does not answer', { cause });
  }
}
