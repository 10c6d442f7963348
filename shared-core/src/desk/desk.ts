import type { ConnectionState } from '../connection-state.ts';
import type { CallName, Calls } from '../model/calls/calls.ts';
import type { ModeratorRole } from '../model/claims.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import type { Hours } from '../model/hours.ts';
import type { BrandId, ModeratorId, RoomId } from '../model/ids.ts';
import type { Language } from '../model/languages.ts';
import type { OwnWords } from '../model/own-words.ts';
import type { BrandProfile, Moderator, Visitor } from '../model/people.ts';
import type { PreChat } from '../model/pre-chat.ts';
import type { Room } from '../model/room.ts';
import type { Readable } from '../store.ts';
import type { Conversation } from './conversation.ts';
import type { DeskSignIn } from './desk-sign-in.ts';
import type { TeamConversation } from './team-conversation.ts';

export interface DeskOptions {
  /** The desk's own origin: functions are reached as `${origin}/api/<name>`. */
  readonly origin: string;
}

/** The signed-in moderator: what the token claims, as far as the live record still allows it. */
export interface Me {
  readonly id: ModeratorId;
  readonly role: ModeratorRole;
  readonly level: 2 | 3;
  readonly name: string;
  readonly avatar?: string;
  readonly everyBrand: boolean;
  /** The brands to work for, sorted. */
  readonly brands: readonly BrandId[];
  /** The departments one works for. */
  readonly departments: readonly string[];
}

/** One line of the list of open rooms. */
export interface RoomRow {
  readonly room: Room;
  /** How many messages oneself has not read. */
  readonly unread: number;
  /** Null until it is known. */
  readonly visitor: Visitor | null;
}

export interface Colleague extends Moderator {
  readonly online: boolean;
}

/** What an admin may change of a brand. */
export type ProfileChange = Partial<
  Pick<BrandProfile, 'name' | 'color' | 'welcome' | 'live' | 'masks' | 'files' | 'triggers' | 'look'>
> & {
  /** Null is none. */
  readonly hours?: Hours | null;
  readonly preChat?: PreChat | null;
};

/** A moderator's side of Foyer. */
export interface Desk extends DeskSignIn {
  /** Undefined while it is being found out, null when nobody is signed in. */
  readonly me: Readable<Me | null | undefined>;
  readonly connection: Readable<ConnectionState>;
  /**
   * Why the desk signed out by itself: `session-ended` (logged out elsewhere, expired, or the role was changed),
   * `refused` (the account was disabled), `second-factor-required` (the admins demand one now, and this sign-in had
   * none), `not-signed-in` (signed out in another tab). Null after signing in.
   */
  readonly ended: Readable<CoreErrorCode | null>;
  /** Takes up the sign-in of an earlier page load; call once. Never rejects. */
  restore(): Promise<void>;
  /** Ends the session on the server, as far as it can be reached, and here. */
  signOut(): Promise<void>;
  /** The open rooms of all own brands, latest activity first; undefined until every brand has answered. */
  readonly rooms: Readable<readonly RoomRow[] | undefined>;
  /** Throws `not-signed-in`. */
  conversation(brand: BrandId, room: RoomId): Conversation;
  /** The same Readable for the same brand; null until it is known, or where it may not be read. */
  profile(brand: BrandId): Readable<BrandProfile | null>;
  /** Rejects with `refused` for everybody but an admin of the brand. */
  saveProfile(brand: BrandId, change: ProfileChange): Promise<void>;
  /** What the brand says in one language in place of the widget's texts; null until it is known. Another Readable each time. */
  ownWords(brand: BrandId, language: Language): Readable<OwnWords | null>;
  /** Rejects with `refused` for everybody but an admin of the brand. */
  saveOwnWords(brand: BrandId, language: Language, words: OwnWords): Promise<void>;
  /** Everybody of the back office, oneself included, sorted by name. */
  readonly colleagues: Readable<readonly Colleague[]>;
  /** Throws `not-signed-in`. */
  teamConversation(colleague: ModeratorId): TeamConversation;
  /** Calls a function as oneself. Rejects with a `CoreError`. */
  call<N extends CallName>(name: N, request: Calls[N]['request']): Promise<Calls[N]['response']>;
  dispose(): void;
}
