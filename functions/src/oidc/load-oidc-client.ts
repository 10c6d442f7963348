import type { oidcClient } from './oidc-client.ts';

/** What speaks OpenID Connect, loaded when it is first needed. */
export async function loadOidcClient(): Promise<typeof oidcClient> {
  return (await import('./oidc-client.ts')).oidcClient;
}
