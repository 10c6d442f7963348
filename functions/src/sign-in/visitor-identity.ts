import { paths, type BrandId, type VisitorId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';
import { newSecret, randomId, sha256 } from '../secrets.ts';
import { sessionOfSecret, VISITOR_SESSION_MS } from './session.ts';

/** Who signs in, and by which session. */
export interface VisitorIdentity {
  readonly id: VisitorId;
  readonly isNew: boolean;
  readonly secret: string;
  readonly sid: string;
  /** What has to be written so that the visitor is known next time; expires at `until`. */
  remembered(until: number): Readonly<Record<string, unknown>>;
}

interface Known {
  readonly id: VisitorId;
  readonly until: number;
}

/**
 * Finds the visitor by the session secret, or by the website's own secret of that visitor; otherwise makes a new guest.
 * Where the website names its visitor, that decides: whoever used the browser before is somebody else. Secrets are
 * bound to their brand by the path, kept as hashes only, and expire.
 */
export async function findVisitor(
  database: LiveDatabase,
  brand: BrandId,
  told: { readonly sessionSecret: string | null; readonly customAnonymousSession: string | null },
  now: number,
): Promise<VisitorIdentity> {
  const { sessionSecret, customAnonymousSession } = told;
  const customPath =
    customAnonymousSession === null
      ? null
      : `server/anonymous-sessions/${brand}/${sha256(`${brand}\n${customAnonymousSession}`)}`;
  const [resumed, named] = await Promise.all([
    sessionSecret === null ? null : resume(database, brand, sessionSecret, now),
    customPath === null ? null : claimName(database, customPath, now),
  ]);

  const mine = named === null || resumed?.id === named.id ? resumed : null;
  const secret = mine === null || sessionSecret === null ? newSecret() : sessionSecret;
  const id = named?.id ?? mine?.id ?? newVisitorId();
  const isNew = named === null ? mine === null : named.isNew;
  const sid = sessionOfSecret(secret);
  return {
    ...{ id, isNew, secret, sid },
    remembered: (until) => ({
      [secretPath(brand, secret)]: { id, until },
      ...(customPath === null ? {} : { [customPath]: { id, until } }),
    }),
  };
}

/** The visitor of a secret, unless it is unknown, expired, or its session was ended. */
async function resume(
  database: LiveDatabase,
  brand: BrandId,
  secret: string,
  now: number,
): Promise<Known | null> {
  const [record, until] = await Promise.all([
    database.read(secretPath(brand, secret)),
    database.read(`${paths.session(sessionOfSecret(secret))}/until`),
  ]);
  const known = readKnown(record, now);
  return known !== null && typeof until === 'number' && until > now ? known : null;
}

/** The visitor of the website's secret; two first sign-ins at once become one visitor. */
async function claimName(
  database: LiveDatabase,
  path: string,
  now: number,
): Promise<{ readonly id: VisitorId; readonly isNew: boolean }> {
  const known = readKnown(await database.read(path), now);
  if (known !== null) return { id: known.id, isNew: false };
  const fresh: Known = { id: newVisitorId(), until: now + VISITOR_SESSION_MS };
  const { value } = await database.change(path, (current) =>
    readKnown(current, now) === null ? fresh : undefined,
  );
  const { id } = readKnown(value, now) ?? fresh;
  return { id, isNew: id === fresh.id };
}

function readKnown(record: unknown, now: number): Known | null {
  if (typeof record !== 'object' || record === null) return null;
  const { id, until } = record as Readonly<Record<string, unknown>>;
  return typeof id === 'string' && typeof until === 'number' && until > now ? { id, until } : null;
}

function secretPath(brand: BrandId, secret: string): string {
  return `server/visitor-secrets/${brand}/${sha256(secret)}`;
}

function newVisitorId(): VisitorId {
  return `g_${randomId()}`;
}
