/** Whom a website vouches for. */
export interface Vouched {
  /** Names the person among all that this brand's issuers know; exactly as it came, never made alike. */
  readonly externalId: string;
  readonly userId: string;
  readonly userName?: string | undefined;
  readonly email?: string | undefined;
  /** When the website has to be asked again, in milliseconds. */
  readonly until: number;
  /** How often what vouched may be used; absent for a hash, which cannot tell. */
  readonly use?: TokenUse | undefined;
  /** What has to be written along with the sign-in. */
  readonly update: Readonly<Record<string, unknown>>;
}

/** What stands for a token where its uses are counted. */
export interface TokenUse {
  /** A hash; nothing is kept that could be used again. */
  readonly key: string;
  /** Whether the token named itself, and so is good for a single sign-in. */
  readonly once: boolean;
  /** When the token is over by itself, in milliseconds. */
  readonly until: number;
}

/** A website is asked again after this long, in milliseconds: as long as an ID token of Firebase lives. */
export const VOUCHED_MS = 60 * 60_000;

/** Longest id of a person that an issuer may give. */
const LONGEST_ID = 300;

/** An id that can name somebody: not empty, not what stands for nobody, and whole as text. */
export function isUsableId(id: unknown): id is string {
  return typeof id === 'string' && id.length <= LONGEST_ID && id.isWellFormed() && !NO_USER.has(id.trim());
}

/** What websites send when nobody is signed in. */
export const NO_USER: ReadonlySet<string> = new Set(['', '-1']);
