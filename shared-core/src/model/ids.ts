import { toBase64Url } from './base64url.ts';

/** Ids are plain strings at run time; the brand keeps a room id from being passed where a visitor id belongs. */
declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]?: Kind };

export type BrandId = Id<'brand'>;
export type VisitorId = Id<'visitor'>;
export type ModeratorId = Id<'moderator'>;
export type RoomId = Id<'room'>;
export type TeamRoomId = Id<'team-room'>;
export type MessageId = Id<'message'>;
export type SessionId = Id<'session'>;

/** A source of random bytes; `crypto.getRandomValues` in a browser, `node:crypto` on a server. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * A key of 128 random bits in 22 characters of the URL-safe base64 alphabet: allowed in a database key, in a
 * Storage path and in a URL, not guessable, and never taken for an array index by the database.
 */
export function newId(random: RandomBytes): string {
  return toBase64Url(random(16));
}

/** The one direct conversation of two moderators has the same id, whoever opens it first. */
export function directTeamRoomId(a: ModeratorId, b: ModeratorId): TeamRoomId {
  return a < b ? `${a}~${b}` : `${b}~${a}`;
}
