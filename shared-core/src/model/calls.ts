import type { BrandId, ModeratorId, RoomId, VisitorId } from './ids.ts';
import type { ModeratorRole, Role } from './claims.ts';

/** What a client needs to reach the project; the widget's file holds no address of its own. */
export interface FirebaseConfig {
  readonly apiKey: string;
  readonly appId: string;
  readonly projectId: string;
  readonly databaseURL: string;
  readonly storageBucket: string;
  /** Region of the functions. */
  readonly region: string;
  /** Present only on a local Firebase: hosts (`127.0.0.1:9099`) that stand in for Google's. */
  readonly emulators?: {
    readonly auth: string;
    readonly database: string;
    readonly storage: string;
    readonly functions: string;
  };
}

/** An operator's or admin's account as the admin page shows it. */
export interface ModeratorAccount {
  readonly id: ModeratorId;
  readonly email: string;
  readonly name: string;
  readonly role: ModeratorRole;
  readonly active: boolean;
  readonly everyBrand: boolean;
  readonly brands: readonly BrandId[];
}

/** One message found in the archive. */
export interface SearchHit {
  readonly brand: BrandId;
  readonly room: RoomId;
  readonly message: string;
  readonly by: string;
  readonly role: Role;
  readonly name?: string;
  readonly at: number;
  readonly text: string;
}

/** One day of a report, in the report's time zone. */
export interface ReportDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly conversations: number;
  /** How many of them had an answer of a moderator. */
  readonly answered: number;
  /** Median time from the first message to the first answer in milliseconds; null when none was answered. */
  readonly firstResponseMs: number | null;
}

/** What the website's own system says of a visitor. */
export interface CustomerCard {
  readonly title: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  /** Whether the user id that was looked up had been vouched for; otherwise the page merely said it. */
  readonly vouched: boolean;
}

/** Every callable function: what it takes and what it answers. */
export interface Calls {
  loginExternal: {
    request: {
      readonly brandId: BrandId;
      readonly userId?: string | number | null;
      readonly userName?: string | null;
      readonly customAnonymousSession?: string | null;
      readonly sessionSecret?: string | null;
    };
    response: {
      readonly token: string;
      readonly id: VisitorId;
      readonly sessionSecret: string;
      readonly firebaseConfig: FirebaseConfig;
    };
  };
  loginInternal: {
    request: { readonly email: string; readonly password: string };
    response: { readonly token: string; readonly id: ModeratorId; readonly firebaseConfig: FirebaseConfig };
  };
  /** Ends the caller's session: every rule refuses it from then on. */
  logout: { request: Record<string, never>; response: { readonly ended: true } };
  /** A link of at most ten minutes to one attachment the caller may see. */
  fileLink: {
    request: { readonly brand: BrandId; readonly room: RoomId; readonly message: string };
    response: { readonly url: string; readonly expiresAt: number };
  };
  /** The brands the calling moderator may work for. */
  listBrands: { request: Record<string, never>; response: { readonly brands: readonly BrandId[] } };
  listModerators: {
    request: Record<string, never>;
    response: { readonly moderators: readonly ModeratorAccount[] };
  };
  /** Creates (without `id`) or changes an account. `password` is demanded when creating. */
  saveModerator: {
    request: Omit<ModeratorAccount, 'id'> & { readonly id?: ModeratorId; readonly password?: string };
    response: { readonly id: ModeratorId };
  };
  /** Full-text search over the archive of the caller's brands, newest first. */
  searchArchive: {
    request: { readonly text: string; readonly brand?: BrandId; readonly limit?: number };
    response: { readonly hits: readonly SearchHit[] };
  };
  /** Conversations per day and first response time, by the day a conversation began. Times in milliseconds. */
  conversationReport: {
    request: {
      readonly brand: BrandId;
      readonly from: number;
      readonly to: number;
      readonly timeZone: string;
    };
    response: { readonly days: readonly ReportDay[]; readonly asOf: number };
  };
  /** What the website's own system knows of a visitor; null when the brand has no such source or it knows nothing. */
  customerCard: {
    request: { readonly brand: BrandId; readonly visitorId: VisitorId };
    response: { readonly card: CustomerCard | null };
  };
}

export type CallName = keyof Calls;
