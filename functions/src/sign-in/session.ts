import { createHash } from 'node:crypto';
import { paths, SERVER_TIME, type Claims } from '@foyer/shared-core/model';

const DAY = 24 * 60 * 60_000;

/** A visitor's session ends when it has not been used for this long, in milliseconds. */
export const VISITOR_SESSION_MS = 90 * DAY;

/** A moderator signs in again after this long, in milliseconds. */
export const MODERATOR_SESSION_MS = 14 * DAY;

/** The id of the session that a secret resumes; it tells nothing about the secret. */
export function sessionOfSecret(secret: string): string {
  return createHash('sha256').update('session\n').update(secret).digest('base64url').slice(0, 22);
}

/**
 * The update that opens a session or prolongs it. Rules and functions read it at every act; `factor` says that a second
 * factor was used.
 */
export function sessionUpdate(
  claims: Claims,
  until: number,
  { factor = false }: { readonly factor?: boolean } = {},
): Readonly<Record<string, unknown>> {
  const { id, role, sid } = claims;
  return {
    [paths.session(sid)]: {
      ...{ id, role, until, at: SERVER_TIME },
      ...(claims.role === 'client' ? { brand: claims.brand } : {}),
      ...(factor ? { factor } : {}),
    },
  };
}
