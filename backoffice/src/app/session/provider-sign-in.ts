import type { ModeratorProof, SignInProvider } from '@foyer/shared-core/model';

const STORED = 'foyer.desk.provider-sign-in';

/** What is kept in this tab while the browser is away at the provider. */
export interface Away {
  readonly provider: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  readonly state: string;
  readonly redirectUri: string;
  /** Where to go afterwards. */
  readonly next?: string;
}

/** 256 random bits in base64url, as RFC 7636 wants a verifier. */
function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The provider's address for an authorization code with PKCE (RFC 7636, `S256`). */
export async function authorizationAddress(provider: SignInProvider, away: Away): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(away.codeVerifier));
  const address = new URL(provider.authorizationEndpoint);
  const fields = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: away.redirectUri,
    scope: provider.scope,
    state: away.state,
    nonce: away.nonce,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  return address.href;
}

/** Sends the browser to the provider; it comes back to `sign-in/callback`. */
export async function leaveFor(provider: SignInProvider, next: string | undefined): Promise<void> {
  const away: Away = {
    provider: provider.id,
    codeVerifier: randomText(),
    nonce: randomText(),
    state: randomText(),
    redirectUri: new URL('sign-in/callback', document.baseURI).href,
    ...(next === undefined ? {} : { next }),
  };
  sessionStorage.setItem(STORED, JSON.stringify(away));
  location.assign(await authorizationAddress(provider, away));
}

/** Takes what was kept, once: a second return finds nothing. */
export function takeAway(): Away | null {
  const stored = sessionStorage.getItem(STORED);
  sessionStorage.removeItem(STORED);
  return stored === null ? null : (JSON.parse(stored) as Away);
}

/** The proof that a return from the provider makes, or null where it does not answer what was asked. */
export function returnedProof(query: URLSearchParams, away: Away | null): ModeratorProof | null {
  const code = query.get('code');
  if (away === null || code === null || query.get('state') !== away.state) return null;
  const iss = query.get('iss');
  const { provider, codeVerifier, redirectUri, nonce } = away;
  return { provider, code, codeVerifier, redirectUri, nonce, ...(iss === null ? {} : { iss }) };
}
