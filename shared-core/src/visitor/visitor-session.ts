import { callFunction } from '../call-function.ts';
import type { Calls } from '../model/calls/calls.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { BrandId } from '../model/ids.ts';
import type { Platform } from '../platform.ts';
import type { VisitorIdentity } from './visitor-chat.ts';

type VisitorSignIn = Calls['loginExternal']['response'];

/** A visitor's way in, and the secret by which the same guest comes back: one per brand, shared by all tabs. */
export interface VisitorSession {
  hasSecret(): boolean;
  /** Signs in as the guest of the stored secret, or as a new one. Rejects with a `CoreError`. */
  signIn(identity: VisitorIdentity): Promise<VisitorSignIn>;
  /** Signs in as the same guest or not at all. Rejects with a `CoreError`, `session-ended` when the secret is dead. */
  resume(identity: VisitorIdentity): Promise<VisitorSignIn>;
}

export function createVisitorSession(platform: Platform, origin: string, brand: BrandId): VisitorSession {
  const key = `foyer:session:${brand}`;
  /** This page's own: it counts where the browser blocks storage, and when another tab has become another guest. */
  let secret: string | null = null;

  function stored(): string | null {
    return platform.storage?.get(key) ?? null;
  }

  async function login(identity: VisitorIdentity, known: string | null): Promise<VisitorSignIn> {
    const answer = await callFunction(platform, `${origin}/api/loginExternal`, {
      brandId: brand,
      ...identity,
      ...(known === null ? {} : { sessionSecret: known }),
    });
    const signIn = answer as VisitorSignIn;
    const present = stored();
    // Another tab may have become a guest at the same time: the one that is stored first is the guest of both.
    if (known === null && present !== null) return login(identity, present);
    secret = signIn.sessionSecret;
    if (present === null || present === known) platform.storage?.set(key, secret);
    return signIn;
  }

  return {
    hasSecret: () => (stored() ?? secret) !== null,
    async signIn(identity) {
      const known = stored() ?? secret;
      try {
        return await login(identity, known);
      } catch (cause) {
        if (known === null || !isDeadSecret(cause)) throw brandError(cause);
      }
      secret = null;
      platform.storage?.remove(key);
      return login(identity, null).catch((cause: unknown) => {
        throw brandError(cause);
      });
    },
    async resume(identity) {
      const known = secret ?? stored();
      if (known === null) throw new CoreError('session-ended');
      try {
        return await login(identity, known);
      } catch (cause) {
        throw isDeadSecret(cause) ? new CoreError('session-ended', undefined, { cause }) : brandError(cause);
      }
    },
  };
}

/** The answer to a secret that is unknown, expired or revoked. */
function isDeadSecret(cause: unknown): boolean {
  return (
    isCoreError(cause, 'session-ended') ||
    isCoreError(cause, 'not-signed-in') ||
    isCoreError(cause, 'wrong-credentials')
  );
}

/** Sign-in finds nothing only when there is no such brand. */
function brandError(cause: unknown): unknown {
  return isCoreError(cause, 'not-found') ? new CoreError('brand-unknown', undefined, { cause }) : cause;
}
