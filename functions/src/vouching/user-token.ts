import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { BrandId, BrandIssuer } from '@foyer/shared-core/model';
import { KEY_ID, keyPath, keyUsedUpdate, readKey } from '../brand-access/brand-keys.ts';
import { FunctionError } from '../errors/function-error.ts';
import { logWarning } from '../log.ts';
import type { LiveDatabase } from '../ports.ts';
import { sha256 } from '../secrets.ts';
import { keySetAt } from './key-sets.ts';
import { isUsableId, VOUCHED_MS, type Vouched } from './vouched.ts';

const MINUTE_S = 60;
/** A website's own tokens are made for one sign-in: this is how old one may be. */
const OWN_AGE_S = 10 * MINUTE_S;
/** Providers hand out the same token for an hour: Firebase's SDK does, and cannot be told otherwise. */
const ISSUED_AGE_S = 60 * MINUTE_S;
/** No token may be made for longer than this. */
const LONGEST_LIFE_S = 60 * MINUTE_S;
const TOLERANCE_S = 30;
/** What a key set may sign with: nothing symmetric, or a public key could be used as a secret. */
const PUBLIC_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const LONGEST_TOKEN = 8_000;

/** What the token was checked against. */
interface Trust {
  readonly brand: BrandId;
  readonly now: number;
  /** Who else may vouch; asked only for a token that is not by a key of the brand. */
  readonly issuers: () => Promise<readonly BrandIssuer[]>;
}

/**
 * Checks a JWT by which a website vouches for its visitor: by one of the brand's keys (HS256, named by `kid`), or by
 * one of the issuers an admin has listed. The key decides the algorithm and where keys are, never the token. Throws
 * 'vouching-refused', whatever is wrong with it, and 'failed' when an issuer's keys cannot be fetched.
 */
export async function checkUserToken(database: LiveDatabase, token: unknown, trust: Trust): Promise<Vouched> {
  if (typeof token !== 'string' || token.length > LONGEST_TOKEN) throw new FunctionError('vouching-refused');
  try {
    const { kid, typ } = decodeProtectedHeader(token);
    // A token that was made for something else is none.
    if (typ !== undefined && typ !== 'JWT') throw new FunctionError('vouching-refused', 'another type');
    if (kid !== undefined && KEY_ID.test(kid)) return await checkOwn(database, { token, kid }, trust);
    const claimed = decodeJwt(token).iss;
    const issuer = (await trust.issuers()).find((known) => known.issuer === claimed);
    if (issuer === undefined) throw new FunctionError('vouching-refused', 'nobody who may vouch');
    return await checkIssued(token, issuer, trust);
  } catch (cause) {
    if (cause instanceof FunctionError) throw cause;
    if (isOutage(cause)) {
      logWarning('vouching.keys-missing', { brand: trust.brand });
      throw new FunctionError('failed', 'the keys of an issuer cannot be fetched', { cause });
    }
    throw new FunctionError('vouching-refused', undefined, { cause });
  }
}

/** A key set that cannot be fetched is nobody's forgery. jose throws its own errors for tokens, plain ones for fetching. */
function isOutage(cause: unknown): boolean {
  if (cause instanceof errors.JWKSTimeout) return true;
  if (cause instanceof errors.JOSEError) return cause.code === 'ERR_JOSE_GENERIC';
  return cause instanceof TypeError && cause.message === 'fetch failed';
}

async function checkOwn(
  database: LiveDatabase,
  { token, kid }: { readonly token: string; readonly kid: string },
  { brand, now }: Trust,
): Promise<Vouched> {
  const key = readKey(kid, await database.read(keyPath(brand, kid)));
  if (key?.use !== 'vouching') throw new FunctionError('vouching-refused', 'no such key');
  const { payload } = await jwtVerify(token, new TextEncoder().encode(key.secret), {
    ...demands(now, OWN_AGE_S),
    algorithms: ['HS256'],
    ...(decodeJwt(token).aud === undefined ? {} : { audience: brand }),
  });
  return vouchedBy(payload, token, { brand, now, issuer: kid, update: keyUsedUpdate(brand, key, now) });
}

async function checkIssued(token: string, issuer: BrandIssuer, { brand, now }: Trust): Promise<Vouched> {
  const { payload } = await jwtVerify(token, keySetAt(issuer.jwksUrl), {
    ...demands(now, ISSUED_AGE_S),
    algorithms: issuer.kind === 'firebase' ? ['RS256'] : PUBLIC_ALGORITHMS,
    issuer: issuer.issuer,
    audience: issuer.audience,
  });
  const person = vouchedBy(payload, token, { brand, now, issuer: issuer.issuer, update: {} });
  // What one issuer calls `42` is somebody else than another one's `42`.
  const externalId = `${issuer.issuer}\n${person.userId}`;
  // An address that the provider did not verify proves nothing.
  return { ...person, externalId, ...(payload['email_verified'] === true ? {} : { email: undefined }) };
}

function demands(now: number, maxTokenAge: number): object {
  return {
    currentDate: new Date(now),
    clockTolerance: TOLERANCE_S,
    maxTokenAge,
    requiredClaims: ['sub', 'iat', 'exp'],
  };
}

function vouchedBy(
  { sub, iat = 0, exp = 0, jti, name, email }: JWTPayload,
  token: string,
  made: {
    readonly brand: BrandId;
    readonly now: number;
    readonly issuer: string;
    readonly update: Vouched['update'];
  },
): Vouched {
  if (!isUsableId(sub)) throw new FunctionError('vouching-refused', 'names nobody');
  if (exp - iat > LONGEST_LIFE_S) throw new FunctionError('vouching-refused', 'lives too long');
  const once = typeof jti === 'string' && jti !== '';
  return {
    ...{ externalId: sub, userId: sub, until: made.now + VOUCHED_MS, update: made.update },
    userName: typeof name === 'string' ? name : undefined,
    email: typeof email === 'string' ? email : undefined,
    use: {
      key: sha256(once ? JSON.stringify([made.brand, made.issuer, jti]) : token),
      once,
      until: (exp + 2 * TOLERANCE_S) * 1000,
    },
  };
}
