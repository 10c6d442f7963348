import { isIP } from 'node:net';
import { paths, type SessionId } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { sha256 } from '../secrets.ts';
import type { TokenUse } from './vouched.ts';

/**
 * Counts the use of a token. One that names itself (`jti`, or a one-time token) opens one session. Any other opens
 * sessions until it expires, for a page that is loaded again, but from the network of its first use only, and not after
 * the visitor has logged out: whoever found it in a log is refused. Throws 'vouching-refused'.
 */
export async function assertNotReplayed(
  database: LiveDatabase,
  { key, once, until }: TokenUse,
  by: { readonly sid: SessionId; readonly client: string; readonly now: number },
): Promise<void> {
  const from = sha256(neighbourhood(by.client)).slice(0, 32);
  const { changed, value } = await database.change(`server/used-tokens/${key}`, (current) =>
    current === null ? { until, from, sid: by.sid } : undefined,
  );
  if (changed) return;
  if (once) throw new FunctionError('vouching-refused', 'used before');
  const first = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (first['from'] !== from) throw new FunctionError('vouching-refused', 'shown from elsewhere');
  const sessionUntil = await database.read(`${paths.session(String(first['sid']))}/until`);
  // The first sign-in may not have stored its session yet; then there is nothing that was ended.
  if (typeof sessionUntil === 'number' && sessionUntil <= by.now)
    throw new FunctionError('vouching-refused', 'its session was ended');
}

/** Callers that may be one and the same who changed the cell: an IPv4 /24; IPv6 callers are known by their /64. */
function neighbourhood(client: string): string {
  return isIP(client) === 4 ? client.split('.').slice(0, 3).join('.') : client;
}
