import { ADMIN, NOBODY, type Identity, type TokenVerifier } from './access.ts';

/** The credential of emulators' administrators; it opens everything, so only programs of this machine may use it. */
const OWNER = 'owner';

/** What a credential proves. `expiresAt` in milliseconds since 1970, or null for one that holds as long as the connection. */
export type Verdict =
  | { readonly ok: true; readonly identity: Identity; readonly expiresAt: number | null }
  | { readonly ok: false; readonly code: 'invalid_token' | 'expired_token'; readonly reason: string };

/** How a credential was presented. */
export interface CredentialUse {
  readonly credential: string;
  /** True where the request comes from this machine's programs or pages, not from a foreign page. */
  readonly isTrusted: boolean;
  /** With an admin's credential: act as this `auth` instead, under rules; null stands for nobody. */
  readonly actAs?: Readonly<Record<string, unknown>> | null;
}

/** Judges a credential: `owner`, or a token that `tokens` vouches for. */
export function judgeCredential(tokens: TokenVerifier, use: CredentialUse): Verdict {
  if (use.credential === OWNER) {
    if (!use.isTrusted) {
      return {
        ok: false,
        code: 'invalid_token',
        reason: 'Admin credentials are refused from a foreign origin.',
      };
    }
    return { ok: true, identity: identityActingAs(use.actAs), expiresAt: null };
  }
  const verdict = tokens.verify(use.credential);
  if (!verdict.ok) return verdict;
  return { ok: true, identity: { kind: 'user', auth: verdict.auth }, expiresAt: verdict.expiresAt };
}

function identityActingAs(actAs: Readonly<Record<string, unknown>> | null | undefined): Identity {
  if (actAs === undefined) return ADMIN;
  if (actAs === null) return NOBODY;
  const { uid, provider, token } = actAs;
  return {
    kind: 'user',
    auth: {
      uid: typeof uid === 'string' ? uid : '',
      ...(typeof provider === 'string' ? { provider } : {}),
      token: typeof token === 'object' && token !== null ? (token as Record<string, unknown>) : {},
    },
  };
}
