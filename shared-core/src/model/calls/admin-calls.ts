import type { ModeratorRole } from '../claims.ts';
import type { BrandId, ModeratorId, RoomId, VisitorId } from '../ids.ts';
import type { MailLanguage, SecondFactor } from './sign-in-calls.ts';

/** An operator's or admin's account as the admin page shows it. */
export interface ModeratorAccount {
  readonly id: ModeratorId;
  readonly email: string;
  readonly name: string;
  readonly role: ModeratorRole;
  readonly active: boolean;
  readonly everyBrand: boolean;
  readonly brands: readonly BrandId[];
  /** Departments of the routing that the account answers for. */
  readonly departments?: readonly string[];
}

/** What the list tells beyond the account itself. */
export interface ModeratorAccountRow extends ModeratorAccount {
  /** Milliseconds; absent when never. */
  readonly lastSignInAt?: number;
  /** The invitation was not redeemed yet. */
  readonly invited: boolean;
  readonly factors: readonly SecondFactor[];
  readonly sessions: number;
}

/** One key of a brand, without its secret. */
export interface BrandKey {
  readonly kid: string;
  /** `vouching` signs visitors' tokens; `server` authorises `createVisitorToken`. */
  readonly use: 'vouching' | 'server';
  readonly createdAt: number;
  readonly createdBy: ModeratorId;
  readonly lastUsedAt?: number;
}

/** One party, other than the brand's own keys, that may vouch for visitors. */
export interface BrandIssuer {
  /** The token's `iss`, compared as text. */
  readonly issuer: string;
  readonly audience: string;
  /** Where its public keys are; for `firebase` absent: Google's. */
  readonly jwksUrl?: string;
  readonly kind: 'oidc' | 'firebase';
}

/** Who may chat with a brand, and from where. */
export interface BrandAccess {
  readonly guests: 'allowed' | 'refused';
  /** `history`: without vouching a visitor sees no earlier conversation; `required`: nor chats. */
  readonly vouching: 'optional' | 'history' | 'required';
  /** Origins (`https://shop.example`) whose pages may sign visitors in; empty: every one. */
  readonly origins: readonly string[];
  /** Demand a valid App Check token at sign-in. */
  readonly appCheck: boolean;
  /** Accept `userHash`, the compatibility mode. */
  readonly userHash: boolean;
  readonly issuers: readonly BrandIssuer[];
}

/** A ban of one visitor, or of a range of addresses. */
export interface Ban {
  readonly id: string;
  readonly visitorId?: VisitorId;
  /** The address that the visitor last came from is banned as well; nobody is shown it. */
  readonly address?: true;
  /** CIDR notation; a single address is a range of its own. */
  readonly range?: string;
  readonly until: number;
  readonly reason: string;
  readonly by: ModeratorId;
  readonly at: number;
}

/** One line of the audit log. `detail` never holds a secret. */
export interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
  readonly actorRole: string;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly target?: string;
  readonly brand?: BrandId;
  /** Where the request came from. */
  readonly address?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Somebody who can read a conversation, and why. */
export interface RoomReader {
  readonly id: string;
  readonly kind: 'visitor' | 'operator' | 'admin';
  readonly name?: string;
  /** Whether it holds at this moment: a session runs and nothing forbids it. */
  readonly now: boolean;
  /** The branch of the rule that grants it, as `docs/permissions.md` names it, and its text. */
  readonly grant: string;
  readonly rule: string;
}

/** Calls of admins; some are open to operators where said. */
export interface AdminCalls {
  /** The brands the calling moderator may work for. For operators, too. */
  listBrands: { request: Record<string, never>; response: { readonly brands: readonly BrandId[] } };
  listModerators: {
    request: Record<string, never>;
    response: { readonly moderators: readonly ModeratorAccountRow[] };
  };
  /** Creates (without `id`) or changes an account. Created without `password`: an invitation goes out by mail. */
  saveModerator: {
    request: Omit<ModeratorAccount, 'id' | 'departments'> & {
      readonly id?: ModeratorId;
      readonly departments?: readonly string[];
      readonly password?: string;
      /** Of the invitation. */
      readonly language?: MailLanguage;
    };
    response: { readonly id: ModeratorId };
  };
  /** Sends the invitation once more; the earlier one is void. */
  inviteAgain: {
    request: { readonly id: ModeratorId; readonly language?: MailLanguage };
    response: { readonly sent: true };
  };
  /** Removes every second factor of somebody who lost theirs; ends their sessions and tells them by mail. */
  resetFactors: { request: { readonly id: ModeratorId }; response: { readonly removed: number } };
  securityPolicy: {
    request: Record<string, never>;
    response: { readonly secondFactor: { readonly operator: boolean; readonly admin: boolean } };
  };
  saveSecurityPolicy: {
    request: { readonly secondFactor: { readonly operator: boolean; readonly admin: boolean } };
    response: { readonly saved: true };
  };
  brandAccess: {
    request: { readonly brand: BrandId };
    response: { readonly access: BrandAccess; readonly keys: readonly BrandKey[] };
  };
  saveBrandAccess: {
    request: { readonly brand: BrandId; readonly access: BrandAccess };
    response: { readonly saved: true };
  };
  /** The only time the secret is seen. */
  createBrandKey: {
    request: { readonly brand: BrandId; readonly use: BrandKey['use'] };
    response: { readonly key: BrandKey; readonly secret: string };
  };
  revokeBrandKey: {
    request: { readonly brand: BrandId; readonly kid: string };
    response: { readonly revoked: true };
  };
  /** For operators, too. Exactly one of `visitorId`, `range`, or `visitorId` with `address` (the visitor's last one). */
  banVisitor: {
    request: {
      readonly brand: BrandId;
      readonly visitorId?: VisitorId;
      readonly address?: true;
      readonly range?: string;
      /** Milliseconds since the epoch. */
      readonly until: number;
      readonly reason: string;
    };
    response: { readonly ban: Ban };
  };
  liftBan: {
    request: { readonly brand: BrandId; readonly id: string };
    response: { readonly lifted: true };
  };
  listBans: { request: { readonly brand: BrandId }; response: { readonly bans: readonly Ban[] } };
  /** Takes what is archived of a day (of UTC, such as `2026-11-21`) for right, though it is not what it was. */
  acceptArchivedDay: {
    request: { readonly brand: BrandId; readonly day: string };
    response: { readonly accepted: true };
  };
  /** Newest first; `before` is the `at` and `id` of the last row of the page before. */
  listAudit: {
    request: {
      readonly brand?: BrandId;
      readonly actorId?: string;
      readonly action?: string;
      readonly before?: { readonly at: number; readonly id: string };
      readonly limit?: number;
    };
    response: { readonly rows: readonly AuditRow[]; readonly more: boolean };
  };
  whoCanRead: {
    request: { readonly brand: BrandId; readonly room: RoomId };
    response: { readonly readers: readonly RoomReader[]; readonly asOf: number };
  };
}
