import type { AuthContext, QueryView } from '../rules/rule-context.ts';
import type { TreeNode } from '../tree/node.ts';
import type { Path } from './path.ts';

export interface ReadRequest {
  readonly path: Path;
  readonly auth: AuthContext | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly root: TreeNode;
  /** Null when everything at the path is asked for. */
  readonly query: QueryView | null;
}

export interface WriteRequest {
  /** Every path written, all judged against the same `after`. */
  readonly paths: readonly Path[];
  readonly auth: AuthContext | null;
  readonly now: number;
  readonly before: TreeNode;
  readonly after: TreeNode;
}

/** What the rules say to one request. */
export interface Decision {
  readonly allowed: boolean;
  /** Judges again and tells which rules were asked and what they saw; `summary` is one sentence. */
  explain?(): { readonly summary: string };
}

/** What the database asks of security rules. */
export interface AccessRules {
  canRead(request: ReadRequest): Decision;
  canWrite(request: WriteRequest): Decision;
  /** The names under `.indexOn` at a path. */
  indexesAt(path: Path): readonly string[];
  /** Counts from now on what each rule comes to, for `coverage`. */
  startCoverage?(): void;
  /** What was counted, as JSON. */
  coverage?(): unknown;
}

/** Who acts on a connection or in a request. Rules don't apply to an admin. */
export type Identity =
  | { readonly kind: 'admin' }
  | { readonly kind: 'user'; readonly auth: AuthContext }
  | { readonly kind: 'nobody' };

export const ADMIN: Identity = { kind: 'admin' };
export const NOBODY: Identity = { kind: 'nobody' };

/** What rules see as `auth`. */
export function authOf(identity: Identity): AuthContext | null {
  return identity.kind === 'user' ? identity.auth : null;
}

/** Judges tokens of clients; times in milliseconds since 1970. */
export interface TokenVerifier {
  verify(
    token: string,
  ):
    | { readonly ok: true; readonly auth: AuthContext; readonly expiresAt: number }
    | { readonly ok: false; readonly code: 'invalid_token' | 'expired_token'; readonly reason: string };
}
