import type { BrandId, MessageId, ModeratorId, RoomId, SessionId, TeamRoomId, VisitorId } from './ids.ts';
import type { Language } from './languages.ts';

/** Every database path that a client or a function uses stands here, once. */
export const paths = {
  brands: () => 'brands',
  profile: (brand: BrandId) => `brands/${brand}/profile`,
  /** Whether anybody is at the brand's desk; a function keeps it. */
  staffed: (brand: BrandId) => `brands/${brand}/profile/staffed`,
  /** The brand's own words in one language; beside `brands`, which functions read whole. */
  words: (brand: BrandId, language: Language) => `brand-words/${brand}/${language}`,
  moderators: () => 'moderators',
  moderator: (id: ModeratorId) => `moderators/${id}`,
  user: (brand: BrandId, visitor: VisitorId) => `users/${brand}/${visitor}`,
  userPage: (brand: BrandId, visitor: VisitorId) => `users/${brand}/${visitor}/page`,
  userAnswers: (brand: BrandId, visitor: VisitorId) => `users/${brand}/${visitor}/answers`,
  userContact: (brand: BrandId, visitor: VisitorId) => `users/${brand}/${visitor}/contact`,
  rooms: (brand: BrandId) => `rooms/${brand}`,
  room: (brand: BrandId, room: RoomId) => `rooms/${brand}/${room}`,
  roomMessages: (brand: BrandId, room: RoomId) => `room-messages/${brand}/${room}`,
  roomMessage: (brand: BrandId, room: RoomId, message: MessageId) =>
    `room-messages/${brand}/${room}/${message}`,
  roomNotes: (brand: BrandId, room: RoomId) => `room-notes/${brand}/${room}`,
  roomLive: (brand: BrandId, room: RoomId) => `room-live/${brand}/${room}`,
  typing: (brand: BrandId, room: RoomId, who: string) => `room-live/${brand}/${room}/${who}/typing`,
  read: (brand: BrandId, room: RoomId, who: string) => `room-live/${brand}/${room}/${who}/read`,
  roomTold: (brand: BrandId, room: RoomId) => `room-told/${brand}/${room}`,
  /** Where a room stands in the queue; a function keeps it. */
  roomQueue: (brand: BrandId, room: RoomId) => `room-queue/${brand}/${room}`,
  roomQueues: (brand: BrandId) => `room-queue/${brand}`,
  userRooms: (brand: BrandId, visitor: VisitorId) => `user-rooms/${brand}/${visitor}`,
  userRoom: (brand: BrandId, visitor: VisitorId, room: RoomId) => `user-rooms/${brand}/${visitor}/${room}`,
  teamRoom: (id: TeamRoomId) => `team-rooms/${id}`,
  teamMessages: (id: TeamRoomId) => `team-messages/${id}`,
  teamMessage: (id: TeamRoomId, message: MessageId) => `team-messages/${id}/${message}`,
  teamIndex: (id: ModeratorId) => `team-index/${id}`,
  presence: (brand: BrandId, visitor: VisitorId) => `presence/${brand}/${visitor}`,
  deskPresence: (id: ModeratorId) => `desk-presence/${id}`,
  session: (id: SessionId) => `sessions/${id}`,
  ban: (brand: BrandId, visitor: VisitorId) => `bans/${brand}/${visitor}`,
  /** How many rooms a visitor has ever opened: what the rules count against their quota. */
  roomQuota: (brand: BrandId, visitor: VisitorId) => `room-quota/${brand}/${visitor}`,
  throttle: (who: string) => `throttle/${who}`,
} as const;

/**
 * Where the bytes of an attachment lie in Storage. The uploader is part of the path because storage rules see only
 * claims; the message id is, because the message rule accepts a file only from its own path.
 */
export function attachmentPath(file: {
  readonly brand: BrandId;
  readonly by: string;
  readonly room: RoomId;
  readonly message: MessageId;
}): string {
  return `uploads/${file.brand}/${file.by}/${file.room}/${file.message}`;
}
