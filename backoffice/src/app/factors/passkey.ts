import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { CoreError } from '@foyer/shared-core';

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** Whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function';
}

/** The person closed the browser's window, took too long, or has no such passkey here: no fault of anybody. */
export class PasskeyUnused extends Error {
  override readonly name = 'PasskeyUnused';
}

/** Proves possession of a passkey by the function's options. Throws `PasskeyUnused`. */
export function usePasskey(options: unknown): Promise<unknown> {
  return asking(() => startAuthentication({ optionsJSON: options as RequestOptions }));
}

/** Makes a passkey by the function's options. Throws `PasskeyUnused`. */
export function createPasskey(options: unknown): Promise<unknown> {
  return asking(() => startRegistration({ optionsJSON: options as CreationOptions }));
}

async function asking(ask: () => Promise<unknown>): Promise<unknown> {
  if (!knowsPasskeys()) throw new PasskeyUnused();
  try {
    return await ask();
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError' || name === 'InvalidStateError')
      throw new PasskeyUnused(name, { cause });
    throw new CoreError('failed', name, { cause });
  }
}
