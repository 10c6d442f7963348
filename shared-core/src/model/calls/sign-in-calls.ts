import { CoreError } from '../errors.ts';
import type { ModeratorId } from '../ids.ts';
import type { FirebaseConfig } from './firebase-config.ts';

/** How a moderator proves who they are. A second step names the challenge that the first one was answered with. */
export type ModeratorProof =
  | { readonly email: string; readonly password: string }
  /** The desk's half of an authorization code flow with PKCE; the function redeems the code. */
  | {
      readonly provider: string;
      readonly code: string;
      readonly codeVerifier: string;
      /** The desk's address with `sign-in/callback`. */
      readonly redirectUri: string;
      readonly nonce: string;
      /** The `iss` that came back beside the code, where one did (RFC 9207). */
      readonly iss?: string;
    }
  /** A passkey as the only step; `assertion` is the browser's `AuthenticationResponseJSON`. */
  | { readonly challenge: string; readonly assertion: unknown }
  | { readonly challenge: string; readonly code: string }
  | { readonly challenge: string; readonly recoveryCode: string };

export type SecondFactor = 'totp' | 'passkey';

/** Languages that mails are written in. */
export type MailLanguage = 'en' | 'de';

/** A moderator who is through. */
export interface ModeratorSignedIn {
  readonly token: string;
  readonly id: ModeratorId;
  readonly firebaseConfig: FirebaseConfig;
}

/** What is still missing to be signed in. */
export type ModeratorStep =
  /** A second factor: call again with `challenge`. `passkey` are the browser's request options. */
  | {
      readonly challenge: string;
      readonly factors: readonly (SecondFactor | 'recovery')[];
      readonly passkey?: unknown;
    }
  /** The admins demand a second factor and there is none yet: `beginFactor` and `confirmFactor` with `enrol`. */
  | { readonly enrol: string };

/** The signed-in moderator of an answer. Throws `second-factor-required` when a step is missing. */
export function asSignedIn(answer: ModeratorSignedIn | ModeratorStep): ModeratorSignedIn {
  if ('token' in answer) return answer;
  throw new CoreError('second-factor-required');
}

/** A provider of sign-in as the desk's first screen shows it. */
export interface SignInProvider {
  readonly id: string;
  readonly name: string;
  readonly authorizationEndpoint: string;
  readonly clientId: string;
  readonly scope: string;
}

/** One running session of a moderator. */
export interface ModeratorSession {
  readonly sid: string;
  /** When it was opened and when last prolonged, in milliseconds. */
  readonly at: number;
  readonly until: number;
  readonly address?: string;
  readonly browser?: string;
  readonly current: boolean;
}

/** One second factor or passkey as its owner sees it. */
export interface EnrolledFactor {
  readonly id: string;
  readonly kind: SecondFactor;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt?: number;
}

/** Calls by which moderators sign in and keep their own account. */
export interface SignInCalls {
  loginInternal: { request: ModeratorProof; response: ModeratorSignedIn | ModeratorStep };
  /** What the sign-in screen offers: providers, and a passkey challenge with the browser's request options. */
  signInOptions: {
    request: Record<string, never>;
    response: {
      readonly providers: readonly SignInProvider[];
      readonly challenge: string;
      readonly passkey: unknown;
    };
  };
  /**
   * Always answers alike, whether the address exists or not. The mail's link is the desk's address with
   * `password#code=<code>`, for an invitation with `&invited` behind it.
   */
  requestPasswordReset: {
    request: { readonly email: string; readonly language?: MailLanguage };
    response: { readonly accepted: true };
  };
  /** Redeems the code of a reset or invitation mail. Ends every session of the account. */
  resetPassword: {
    request: { readonly code: string; readonly password: string };
    response: { readonly email: string };
  };
  /**
   * Proves once more who is at the desk; good for ten minutes of dangerous actions. Whoever has a second factor proves
   * that one: a password alone is not enough then.
   */
  reauthenticate: {
    request:
      | { readonly password: string }
      | { readonly code: string }
      | { readonly challenge: string; readonly assertion: unknown };
    response: { readonly until: number };
  };
  /** A challenge for `reauthenticate` by passkey. */
  reauthenticationOptions: {
    request: Record<string, never>;
    response: {
      readonly factors: readonly ('password' | SecondFactor)[];
      readonly challenge?: string;
      readonly passkey?: unknown;
    };
  };
  listFactors: {
    request: Record<string, never>;
    response: {
      readonly factors: readonly EnrolledFactor[];
      readonly recoveryCodesLeft: number;
      readonly demanded: boolean;
    };
  };
  /** Begins enrolment: of the caller, or by the `enrol` ticket that sign-in answered. */
  beginFactor: {
    request: { readonly kind: SecondFactor; readonly enrol?: string };
    response: {
      readonly ticket: string;
      /** For `totp`: the secret in base32 and its `otpauth:` address. */
      readonly secret?: string;
      readonly uri?: string;
      /** For `passkey`: the browser's creation options. */
      readonly passkey?: unknown;
    };
  };
  /** Ends enrolment. Recovery codes are shown once, with the first factor; signed in when `enrol` was used. */
  confirmFactor: {
    request: {
      readonly ticket: string;
      readonly name?: string;
      readonly code?: string;
      readonly attestation?: unknown;
    };
    response: {
      readonly recoveryCodes?: readonly string[];
      readonly signedIn?: ModeratorSignedIn;
    };
  };
  renameFactor: {
    request: { readonly id: string; readonly name: string };
    response: { readonly renamed: true };
  };
  removeFactor: { request: { readonly id: string }; response: { readonly removed: true } };
  newRecoveryCodes: {
    request: Record<string, never>;
    response: { readonly recoveryCodes: readonly string[] };
  };
  /** Own sessions, or, for admins, another moderator's. */
  listSessions: {
    request: { readonly of?: ModeratorId };
    response: { readonly sessions: readonly ModeratorSession[] };
  };
  /** Ends one session, all but the current one, or all. */
  endSessions: {
    request: { readonly of?: ModeratorId; readonly sid?: string; readonly which?: 'others' | 'all' };
    response: { readonly ended: number };
  };
}
