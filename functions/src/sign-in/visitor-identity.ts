import { paths, type BrandId, type SessionId, type VisitorId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';
import { newSecret, randomId, sha256 } from '../secrets.ts';
import { sessionOfSecret, VISITOR_SESSION_MS } from './session.ts';

/** Who signs in, and by which session. */
export interface VisitorIdentity {
  readonly id: VisitorId;
  /** Undefined where that has yet to be looked up. */
  readonly isNew?: boolean;
  readonly secret: string;
  readonly sid: SessionId;
  /** What has to be written so that the visitor is known next time; expires at `until`. */
  remembered(until: number): Readonly<Record<string, unknown>>;
}

/** A visitor whose session a secret resumes. */
export interface Resumed {
  readonly id: VisitorId;
  readonly secret: string;
  readonly sid: SessionId;
  readonly until: number;
}

interface Known {
  readonly id: VisitorId;
  readonly until: number;
}

/**
 * Finds the visitor by the website's own secret of that visitor, or by what the session secret opened; otherwise makes
 * a new guest. Where the website names its visitor, that decides: whoever used the browser before is somebody else.
 * Secrets are bound to their brand by the path, kept as hashes only, and expire.
 */
export async function findVisitor(
  database: LiveDatabase,
  brand: BrandId,
  told: { readonly resumed: Resumed | null; readonly customAnonymousSession: string | null },
  now: number,
): Promise<VisitorIdentity> {
  const { resumed, customAnonymousSession } = told;
  const customPath =
    customAnonymousSession === null
      ? null
      : `server/anonymous-sessions/${brand}/${sha256(`${brand}\n${customAnonymousSession}`)}`;
  const named = customPath === null ? null : await claimName(database, customPath, now);
  const mine = named === null || resumed?.id === named.id ? resumed : null;
  const secret = mine?.secret ?? newSecret();
  const id = named?.id ?? mine?.id ?? newVisitorId();
  const isNew = named === null ? mine === null : named.isNew;
  return {
    ...{ id, isNew, secret, sid: sessionOfSecret(secret) },
    remembered: (until) => ({
      [secretPath(brand, secret)]: { id, until },
      ...(customPath === null ? {} : { [customPath]: { id, until } }),
    }),
  };
}

/** The visitor for whom the website vouches: goes on with the own session, and with nobody else's. */
export function vouchedVisitor(brand: BrandId, id: VisitorId, resumed: Resumed | null): VisitorIdentity {
  const secret = resumed?.id === id ? resumed.secret : newSecret();
  return {
    ...{ id, secret, sid: sessionOfSecret(secret) },
    remembered: (until) => ({ [secretPath(brand, secret)]: { id, until } }),
  };
}

/** The visitor of a secret, unless it is unknown, expired, or its session was ended. */
export async function resumeVisitor(
  database: LiveDatabase,
  brand: BrandId,
  secret: string | null,
  now: number,
): Promise<Resumed | null> {
  if (secret === null) return null;
  const sid = sessionOfSecret(secret);
  const [record, until] = await Promise.all([
    database.read(secretPath(brand, secret)),
    database.read(`${paths.session(sid)}/until`),
  ]);
  const known = readKnown(record, now);
  return known !== null && typeof until === 'number' && until > now ? { ...known, secret, sid } : null;
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

/** Where it stands whom a secret opens. */
export function secretPath(brand: BrandId, secret: string): string {
  return `server/visitor-secrets/${brand}/${sha256(secret)}`;
}

/** Whether a visitor is one whom a website has vouched for. */
export function isVouchedId(id: VisitorId): boolean {
  return id.startsWith('x_');
}

function newVisitorId(): VisitorId {
  return `g_${randomId()}`;
}
