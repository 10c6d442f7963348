/** What the page says of its visitor. By itself it proves nothing: the visitor stays a guest. */
export interface VisitorIdentity {
  /** The website's own id; `''` and `'-1'` say that nobody is signed in there. */
  readonly userId?: string;
  readonly userName?: string;
  /** What else the page says, for operators to see. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** A secret of the website's visitor, at least 128 bits: whoever brings it again is the same guest. */
  readonly customAnonymousSession?: string;
  /** Hexadecimal HMAC-SHA256 of `userId` by a key of the brand, where the brand takes that in place of tokens. */
  readonly userHash?: string;
  /**
   * Fetches a token by which the website vouches for its visitor. Asked at every sign-in, before the last one ends, and
   * once more after a refusal; null when nobody is signed in.
   */
  readonly getToken?: () => Promise<string | null>;
}

/**
 * How the visitor stands: `verified` by the website, `unverified` when the page merely says who it is, `expired` when
 * the website's word was refused or is over, `guest` otherwise.
 */
export type IdentityState = 'guest' | 'unverified' | 'verified' | 'expired';

/** What websites send when nobody is signed in. */
const NOBODY: ReadonlySet<string> = new Set(['', '-1']);

/** Whether the page says that nobody is signed in, which is more than saying nothing. */
export function saysNobody({ userId, getToken }: VisitorIdentity): boolean {
  return userId !== undefined && getToken === undefined && NOBODY.has(userId.trim());
}

/** Whether the page names somebody. */
export function namesSomebody({ userId, getToken }: VisitorIdentity): boolean {
  return getToken !== undefined || (userId !== undefined && !NOBODY.has(userId.trim()));
}
