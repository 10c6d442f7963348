import type { FirebaseApp } from 'firebase/app';
import {
  browserLocalPersistence,
  connectAuthEmulator,
  initializeAuth,
  onIdTokenChanged,
  signInWithCustomToken,
  signOut,
} from 'firebase/auth';

import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import { readClaims } from '../model/claims.ts';
import type { Claims } from '../model/claims.ts';
import { CoreError } from '../model/errors.ts';
import type { AuthPort } from '../ports.ts';
import { createStore } from '../store.ts';

/** The desk's sign-in: the auth SDK without pop-ups, remembered by the browser across page loads and tabs. */
export function createDeskAuth(app: FirebaseApp, config: FirebaseConfig): AuthPort {
  const auth = initializeAuth(app, { persistence: browserLocalPersistence });
  if (config.emulators)
    connectAuthEmulator(auth, `http://${config.emulators.auth}`, { disableWarnings: true });

  const claims = createStore<Claims | null>(null);

  async function readToken(): Promise<void> {
    const token = await auth.currentUser?.getIdTokenResult();
    claims.set(token ? readClaims(token.claims) : null);
  }

  // A token that cannot be refreshed at the moment changes nobody's claims.
  onIdTokenChanged(auth, () => void readToken().catch(() => undefined));

  return {
    claims,
    async signIn(customToken) {
      try {
        await signInWithCustomToken(auth, customToken);
        await readToken();
      } catch (cause) {
        throw authError(cause);
      }
    },
    async restore() {
      await auth.authStateReady();
      try {
        await readToken();
      } catch (cause) {
        throw authError(cause);
      }
      return claims.get() !== null;
    },
    async idToken() {
      if (!auth.currentUser) throw new CoreError('not-signed-in');
      try {
        return await auth.currentUser.getIdToken();
      } catch (cause) {
        throw authError(cause);
      }
    },
    signOut: () => signOut(auth),
  };
}

/** The one way from what the auth SDK throws to a `CoreError`. */
function authError(cause: unknown): CoreError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'auth/network-request-failed' || code === 'auth/timeout')
    return new CoreError('offline', undefined, { cause });
  return new CoreError('not-signed-in', undefined, { cause });
}
