import { textOfBase64Url } from '../model/base64url.ts';
import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import { readClaims } from '../model/claims.ts';
import type { Claims } from '../model/claims.ts';
import { CoreError } from '../model/errors.ts';
import type { HttpResponse, Platform } from '../platform.ts';
import type { AuthPort } from '../ports.ts';
import type { TokenSource } from '../rtdb/open-rtdb.ts';
import { createStore } from '../store.ts';

/** A token is renewed this long before it expires, as the auth SDK does. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** A token that expires sooner than this is not handed out. */
const STALE_BEFORE_MS = 30_000;
const FIRST_RETRY_MS = 30_000;
const LAST_RETRY_MS = 16 * 60_000;

interface Tokens {
  readonly idToken: string;
  readonly refreshToken: string;
  /** By the local clock, which may be wrong but runs evenly. */
  readonly expiresAt: number;
}

/** The sign-in for the app (`port`), and for the database's connection (`tokens`). */
export interface RestAuth {
  readonly port: AuthPort;
  readonly tokens: TokenSource;
  close(): void;
}

/**
 * Sign-in without the auth SDK, by the two documented endpoints `accounts:signInWithCustomToken` and `token`. Tokens
 * live in memory only. When the account's refresh token is dead, which any holder of a shared account can bring
 * about, `renew` is asked for another custom token.
 */
export function createRestAuth(
  config: FirebaseConfig,
  platform: Platform,
  renew: () => Promise<string | null>,
): RestAuth {
  const host = config.emulators ? `http://${config.emulators.auth}/` : 'https://';
  const claims = createStore<Claims | null>(null);
  const listeners = new Set<(token: string | null) => void>();
  let tokens: Tokens | null = null;
  let refreshing: Promise<string | null> | undefined;
  let cancelTimer: (() => void) | undefined;

  async function post(
    path: string,
    contentType: string,
    body: string,
  ): Promise<Record<string, unknown> | null> {
    let response: HttpResponse;
    try {
      response = await platform.fetch(`${host}${path}?key=${encodeURIComponent(config.apiKey)}`, {
        method: 'POST',
        headers: { 'Content-Type': contentType },
        body,
      });
    } catch (cause) {
      throw new CoreError('offline', undefined, { cause });
    }
    if (response.status === 429 || response.status >= 500) throw new CoreError('offline');
    const answer: unknown = await response.json().catch(() => null);
    return response.ok && typeof answer === 'object' ? (answer as Record<string, unknown> | null) : null;
  }

  function keep(idToken: unknown, refreshToken: unknown, expiresIn: unknown): string {
    const lifeMs = Number(expiresIn) * 1000;
    if (typeof idToken !== 'string' || typeof refreshToken !== 'string' || !(lifeMs > 0))
      throw new CoreError('failed', 'the sign-in answered without tokens');
    tokens = { idToken, refreshToken, expiresAt: platform.now() + lifeMs };
    renewIn(Math.max(lifeMs - RENEW_BEFORE_MS, lifeMs / 2), FIRST_RETRY_MS);
    claims.set(readClaims(payloadOf(idToken)));
    tell(idToken);
    return idToken;
  }

  function drop(): void {
    tokens = null;
    cancelTimer?.();
    claims.set(null);
    tell(null);
  }

  function tell(idToken: string | null): void {
    for (const listener of [...listeners]) listener(idToken);
  }

  function renewIn(ms: number, retryMs: number): void {
    cancelTimer?.();
    cancelTimer = platform.setTimeout(() => {
      refresh().catch(() => renewIn(retryMs, Math.min(retryMs * 2, LAST_RETRY_MS)));
    }, ms);
  }

  async function exchange(customToken: string): Promise<string> {
    const answer = await post(
      'identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken',
      'application/json',
      JSON.stringify({ token: customToken, returnSecureToken: true }),
    );
    if (!answer) throw new CoreError('not-signed-in');
    return keep(answer['idToken'], answer['refreshToken'], answer['expiresIn']);
  }

  async function refreshNow(): Promise<string | null> {
    if (!tokens) return null;
    const answer = await post(
      'securetoken.googleapis.com/v1/token',
      'application/x-www-form-urlencoded',
      `grant_type=refresh_token&refresh_token=${encodeURIComponent(tokens.refreshToken)}`,
    );
    if (answer) return keep(answer['access_token'], answer['refresh_token'], answer['expires_in']);
    const customToken = await renew();
    if (customToken !== null) return exchange(customToken);
    drop();
    return null;
  }

  function refresh(): Promise<string | null> {
    refreshing ??= refreshNow().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  async function token(force: boolean): Promise<string | null> {
    if (!tokens) return null;
    return force || tokens.expiresAt - platform.now() < STALE_BEFORE_MS ? refresh() : tokens.idToken;
  }

  return {
    port: {
      claims,
      async signIn(customToken) {
        await exchange(customToken);
      },
      restore: () => Promise.resolve(false),
      async idToken() {
        const idToken = await token(false);
        if (idToken === null) throw new CoreError('not-signed-in');
        return idToken;
      },
      signOut() {
        drop();
        return Promise.resolve();
      },
    },
    tokens: {
      getToken: token,
      onToken(tellToken) {
        listeners.add(tellToken);
        return () => void listeners.delete(tellToken);
      },
    },
    close: () => cancelTimer?.(),
  };
}

/** What a token says, which only the server can believe; nothing where it is none. */
function payloadOf(idToken: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(textOfBase64Url(idToken.split('.')[1] ?? '')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
