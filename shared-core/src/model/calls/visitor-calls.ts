import type { BrandId, RoomId, VisitorId } from '../ids.ts';
import type { FirebaseConfig } from './firebase-config.ts';

/** What a website's page hands over to sign its visitor in. */
export interface VisitorSignIn {
  readonly brandId: BrandId;
  /** The page's own word; proves nothing. `-1`, `'-1'`, empty and absent mean a guest. */
  readonly userId?: string | number | null;
  readonly userName?: string | null;
  /** What else the page says of its visitor, at most twenty; replaces what it said before. Proves nothing. */
  readonly attributes?: Readonly<Record<string, string>> | null;
  readonly customAnonymousSession?: string | null;
  readonly sessionSecret?: string | null;
  /** A short-lived JWT by which the website vouches for its visitor, or a one-time token of `createVisitorToken`. */
  readonly userToken?: string | null;
  /** Hexadecimal HMAC-SHA256 of `userId` by a key of the brand: the compatibility mode of vouching. */
  readonly userHash?: string | null;
}

/** What sign-in answers to a visitor. */
export interface VisitorSignedIn {
  readonly token: string;
  readonly id: VisitorId;
  readonly sessionSecret: string;
  readonly firebaseConfig: FirebaseConfig;
  /** Whether the website vouched for this visitor in this session. */
  readonly vouched: boolean;
  /** When the vouching ends and `getToken` is to be asked again, in milliseconds; absent for a guest. */
  readonly vouchedUntil?: number;
  /** The guest whose conversations have just become this visitor's, where there was one. */
  readonly mergedFrom?: VisitorId;
}

/** Calls of visitors, and of whoever is signed in. */
export interface VisitorCalls {
  loginExternal: { request: VisitorSignIn; response: VisitorSignedIn };
  /** Ends the caller's session: every rule refuses it from then on, and its session secret opens nothing more. */
  logout: { request: Record<string, never>; response: { readonly ended: true } };
  /** Sends one of the caller's conversations to an e-mail address; the mail follows. Only where somebody has answered. */
  mailTranscript: {
    request: {
      readonly brand: BrandId;
      readonly room: RoomId;
      readonly email: string;
      /** How dates and times read: a language tag and a time zone. */
      readonly locale: string;
      readonly timeZone: string;
    };
    response: { readonly accepted: true };
  };
  /** A link of at most ten minutes to one attachment the caller may see. */
  fileLink: {
    request: { readonly brand: BrandId; readonly room: RoomId; readonly message: string };
    response: { readonly url: string; readonly expiresAt: number };
  };
}
