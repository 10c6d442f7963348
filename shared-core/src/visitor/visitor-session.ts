import { callFunction } from '../call-function.ts';
import type { VisitorSignedIn } from '../model/calls/visitor-calls.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { BrandId, VisitorId } from '../model/ids.ts';
import type { Platform } from '../platform.ts';
import { namesSomebody, saysNobody } from './visitor-identity.ts';
import type { VisitorIdentity } from './visitor-identity.ts';

/** A token that the page has not fetched after this long counts as no connection: it is asked for again later. */
const TOKEN_PATIENCE_MS = 15_000;
const LATE = Symbol();

/** A visitor's way in, and the secret by which the same visitor comes back: one per brand, shared by all tabs. */
export interface VisitorSession {
  hasSecret(): boolean;
  /** Whether whoever comes is, as far as can be told here, the guest of the stored secret: nobody vouched for, and nobody the page names. */
  isOwnGuest(identity: VisitorIdentity): boolean;
  /** Signs in as whom the page names, as the visitor of the stored secret, or as a new guest. Rejects with a `CoreError`. */
  signIn(identity: VisitorIdentity): Promise<VisitorSignedIn>;
  /**
   * Signs in once more as `visitor`. A dead secret may lead to somebody else: then nothing of them is kept, and the caller
   * looks at the id. Rejects with a `CoreError`, `session-ended` when the secret leads to nobody.
   */
  resume(identity: VisitorIdentity, visitor: VisitorId): Promise<VisitorSignedIn>;
  /** Forgets the secret, here and in the browser. */
  forget(): void;
  /** Forgets the secret here; what the browser has may be another visitor's by now. */
  forgetHere(): void;
}

export function createVisitorSession(platform: Platform, origin: string, brand: BrandId): VisitorSession {
  const key = `foyer:session:${brand}`;
  /** A mark that the secret is somebody's whom the website has vouched for. */
  const vouchedKey = `foyer:vouched:${brand}`;
  /** This page's own: it counts where the browser blocks storage, and when another tab has become somebody else. */
  let secret: string | null = null;
  let isVouched = false;

  function stored(): string | null {
    return platform.storage?.get(key) ?? null;
  }

  function isKnownVouched(): boolean {
    return isVouched || (platform.storage?.get(vouchedKey) ?? null) !== null;
  }

  function keep(signedIn: VisitorSignedIn): void {
    secret = signedIn.sessionSecret;
    isVouched = signedIn.vouched;
  }

  function store(): void {
    if (secret === null) return;
    platform.storage?.set(key, secret);
    if (isVouched) platform.storage?.set(vouchedKey, '1');
    else platform.storage?.remove(vouchedKey);
  }

  function forgetHere(): void {
    secret = null;
    isVouched = false;
  }

  function forget(): void {
    forgetHere();
    platform.storage?.remove(key);
    platform.storage?.remove(vouchedKey);
  }

  async function login(
    identity: VisitorIdentity,
    known: string | null,
    expected?: VisitorId,
  ): Promise<VisitorSignedIn> {
    const { getToken, ...told } = identity;
    const answer = await vouchedFor(platform, getToken, (userToken) =>
      callFunction(platform, `${origin}/api/loginExternal`, {
        brandId: brand,
        ...told,
        ...(userToken === null ? {} : { userToken }),
        ...(known === null ? {} : { sessionSecret: known }),
      }),
    );
    const signedIn = answer as VisitorSignedIn;
    if (expected !== undefined && signedIn.id !== expected) return signedIn;
    const present = stored();
    const isOthers = present !== null && present !== known;
    // Another tab may have become a guest at the same time: the one that is stored first is the guest of both.
    if (isOthers && signedIn.sessionSecret !== known && !signedIn.vouched) return login(identity, present);
    keep(signedIn);
    if (!isOthers || signedIn.vouched) store();
    return signedIn;
  }

  return {
    hasSecret: () => (stored() ?? secret) !== null,
    isOwnGuest: (identity) => (stored() ?? secret) !== null && !namesSomebody(identity) && !isKnownVouched(),
    forget,
    forgetHere,
    async signIn(identity) {
      // The page says that nobody is signed in there: whoever was here before is not to be seen.
      if (saysNobody(identity) && isKnownVouched()) forget();
      const known = stored() ?? secret;
      try {
        return await login(identity, known);
      } catch (cause) {
        if (known === null || !isDeadSecret(cause)) throw brandError(cause);
      }
      forget();
      return login(identity, null).catch((cause: unknown) => {
        throw brandError(cause);
      });
    },
    async resume(identity, visitor) {
      const known = secret ?? stored();
      if (known === null) throw new CoreError('session-ended');
      try {
        return await login(identity, known, visitor);
      } catch (cause) {
        throw isDeadSecret(cause) ? new CoreError('session-ended', undefined, { cause }) : brandError(cause);
      }
    },
  };
}

/** Signs in with the website's word, where it gives one. A refused word is asked for once more: it may have been old. */
async function vouchedFor<Answer>(
  platform: Platform,
  getToken: VisitorIdentity['getToken'],
  signIn: (userToken: string | null) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await signIn(await tokenOf(platform, getToken));
  } catch (cause) {
    if (getToken === undefined || !isCoreError(cause, 'vouching-refused')) throw cause;
  }
  return signIn(await tokenOf(platform, getToken));
}

/** The page's function may throw, wait for ever or answer nonsense; what is no text is no token. */
async function tokenOf(platform: Platform, getToken: VisitorIdentity['getToken']): Promise<string | null> {
  if (getToken === undefined) return null;
  let token: unknown;
  let cancel: (() => void) | undefined;
  try {
    // What waits for ever would hold up every other word of the page, and logging out.
    const late = new Promise(
      (resolve) => (cancel = platform.setTimeout(() => resolve(LATE), TOKEN_PATIENCE_MS)),
    );
    token = await Promise.race([getToken(), late]);
  } catch (cause) {
    throw new CoreError('vouching-refused', 'the page could not fetch its token', { cause });
  } finally {
    cancel?.();
  }
  if (token === LATE) throw new CoreError('offline');
  if (token === null || token === undefined) return null;
  if (typeof token === 'string') return token;
  throw new CoreError('vouching-refused', 'what the page fetched is no token');
}

/** The answer to a secret that is unknown, expired or revoked. */
function isDeadSecret(cause: unknown): boolean {
  return (
    isCoreError(cause, 'session-ended') ||
    isCoreError(cause, 'not-signed-in') ||
    isCoreError(cause, 'wrong-credentials')
  );
}

/** Sign-in finds nothing only when there is no such brand. */
function brandError(cause: unknown): unknown {
  return isCoreError(cause, 'not-found') ? new CoreError('brand-unknown', undefined, { cause }) : cause;
}
