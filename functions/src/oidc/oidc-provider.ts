import type { LiveDatabase } from '../ports.ts';
import { isLocal } from '../config.ts';
import { FunctionError } from '../errors/function-error.ts';
import { logWarning } from '../log.ts';

/** A party that may say who a moderator is, as the project's owner wrote it to `server/oidc-providers/{id}`. */
export interface OidcProvider {
  readonly id: string;
  /** What the button says. */
  readonly name: string;
  /** Its issuer identifier, an https address: everything else is found from there. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client: the code is bound to the desk by PKCE anyway. */
  readonly clientSecret?: string;
  readonly scope: string;
}

const PROVIDERS = 'server/oidc-providers';
const DEFAULT_SCOPE = 'openid email';

/** All configured providers. One that is written wrongly is left out and logged. */
export async function loadProviders(database: LiveDatabase): Promise<readonly OidcProvider[]> {
  const stored = (await database.read(PROVIDERS)) ?? {};
  return Object.entries(stored).flatMap(([id, value]) => {
    const provider = readProvider(id, value);
    if (provider === null) logWarning('oidc.misconfigured', { provider: id });
    return provider === null ? [] : [provider];
  });
}

/** Throws 'wrong-credentials' when there is none of that name. */
export async function loadProvider(database: LiveDatabase, id: string): Promise<OidcProvider> {
  const provider = readProvider(id, await database.read(`${PROVIDERS}/${id}`));
  if (provider === null) throw new FunctionError('wrong-credentials', 'no such provider');
  return provider;
}

function readProvider(id: string, value: unknown): OidcProvider | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, issuer, clientId, clientSecret, scope } = value as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || typeof issuer !== 'string' || typeof clientId !== 'string') return null;
  if (!isSafeAddress(issuer)) return null;
  return {
    ...{ id, name, issuer, clientId, scope: typeof scope === 'string' ? scope : DEFAULT_SCOPE },
    ...(typeof clientSecret === 'string' && clientSecret !== '' ? { clientSecret } : {}),
  };
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/** Whether functions and browsers may be sent there: https, or this very machine in a local run. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  if (username !== '') return false;
  const isLoopback = LOOPBACK.test(hostname);
  return isLoopback ? isLocal() : protocol === 'https:';
}
