import type { Role } from './claims.ts';
import type { BrandId, MessageId, ModeratorId, RoomId, TeamRoomId, VisitorId } from './ids.ts';
import { limits } from './limits.ts';
import type { MessageContent } from './message.ts';
import { paths } from './paths.ts';
import type { Assignee } from './room.ts';

/** One multi-path update: full paths from the root, all written or none. */
export type Update = Readonly<Record<string, unknown>>;

/** The server's clock, resolved when the write is applied; the rules see the resolved value. */
export const SERVER_TIME = { '.sv': 'timestamp' } as const;

/** One more, counted by the server: two senders at once never collide, and a refused retry never counts. */
const ONE_MORE = { '.sv': { increment: 1 } } as const;

/** Who sends. A moderator's name is checked by the rules against the live node. */
export interface Sender {
  readonly id: string;
  readonly role: Role;
  readonly name?: string;
}

interface RoomAddress {
  readonly brand: BrandId;
  readonly room: RoomId;
}

/** The stamp that pays for one message: it names the message and the list it goes to, and the rules check both. */
function stamp(list: string, message: MessageId): Record<string, unknown> {
  return { at: SERVER_TIME, message, room: list };
}

/** The first code points of a text, at most `limits.excerpt` units, never half a surrogate pair. */
export function excerptOf(content: MessageContent): string {
  const whole =
    content.kind === 'text' ? content.text : content.kind === 'file' ? content.file.name : content.event;
  if (whole.length <= limits.excerpt) return whole;
  const cut = whole.slice(0, limits.excerpt);
  const last = cut.charCodeAt(cut.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

function messageRecord(sender: Sender, content: MessageContent): Record<string, unknown> {
  return {
    by: sender.id,
    role: sender.role,
    ...(sender.name === undefined ? {} : { name: sender.name }),
    ...content,
    at: SERVER_TIME,
  };
}

function lastMessage(id: MessageId, sender: Sender, content: MessageContent): Record<string, unknown> {
  return {
    id,
    by: sender.id,
    role: sender.role,
    kind: content.kind,
    text: excerptOf(content),
    at: SERVER_TIME,
  };
}

/**
 * Sends one message into an open room: the message, the room's summary and the sender's throttle stamp, which the
 * rules accept only together.
 */
export function sendUpdate(to: RoomAddress, id: MessageId, sender: Sender, content: MessageContent): Update {
  const room = paths.room(to.brand, to.room);
  return {
    [paths.roomMessage(to.brand, to.room, id)]: messageRecord(sender, content),
    [`${room}/lastMessage`]: lastMessage(id, sender, content),
    [`${room}/messageCount`]: ONE_MORE,
    [`${room}/openAt`]: SERVER_TIME,
    [paths.throttle(sender.id)]: stamp(paths.roomMessages(to.brand, to.room), id),
  };
}

/** Whom a new room is for, as far as anybody said; an empty text says nothing. */
export interface RoomWishes {
  readonly department?: string;
  readonly asksFor?: ModeratorId;
}

/** Opens a new room of the visitor with its first message. */
export function openRoomUpdate(
  to: RoomAddress,
  id: MessageId,
  visitor: { readonly id: VisitorId } & RoomWishes,
  content: MessageContent,
): Update {
  const sender: Sender = { id: visitor.id, role: 'client' };
  const { department, asksFor } = visitor;
  return {
    [paths.room(to.brand, to.room)]: {
      visitorId: visitor.id,
      ...(department ? { department } : {}),
      ...(asksFor ? { asksFor } : {}),
      createdAt: SERVER_TIME,
      openAt: SERVER_TIME,
      lastMessage: lastMessage(id, sender, content),
      messageCount: 1,
    },
    [paths.userRoom(to.brand, visitor.id, to.room)]: { createdAt: SERVER_TIME },
    [paths.roomMessage(to.brand, to.room, id)]: messageRecord(sender, content),
    [paths.roomQuota(to.brand, visitor.id)]: ONE_MORE,
    [paths.throttle(visitor.id)]: stamp(paths.roomMessages(to.brand, to.room), id),
  };
}

/** Takes a free room, or takes it over: always with a message that says so. */
export function takeRoomUpdate(to: RoomAddress, id: MessageId, assignee: Assignee, role: Role): Update {
  const sender: Sender = { id: assignee.id, role, name: assignee.name };
  return {
    ...sendUpdate(to, id, sender, { kind: 'event', event: 'joined' }),
    [`${paths.room(to.brand, to.room)}/assignee`]: { ...assignee },
  };
}

/** Gives a room back to the queue; only its assignee can. */
export function releaseRoomUpdate(to: RoomAddress, id: MessageId, sender: Sender): Update {
  return {
    ...sendUpdate(to, id, sender, { kind: 'event', event: 'left' }),
    [`${paths.room(to.brand, to.room)}/assignee`]: null,
  };
}

/** Closes a room: `openAt` gives way to `closedAt`, so that the lists lose it in the same moment. */
export function closeRoomUpdate(to: RoomAddress, id: MessageId, sender: Sender): Update {
  const room = paths.room(to.brand, to.room);
  return {
    ...sendUpdate(to, id, sender, { kind: 'event', event: 'closed' }),
    [`${room}/openAt`]: null,
    [`${room}/closedAt`]: SERVER_TIME,
  };
}

/** Says what the visitor thought of a closed conversation. No message goes with it: nobody is to be called by it. */
export function rateRoomUpdate(
  to: RoomAddress,
  rating: { readonly score: number; readonly comment?: string },
): Update {
  return { [`${paths.room(to.brand, to.room)}/rating`]: { ...rating, at: SERVER_TIME } };
}

/** Says that somebody started or stopped typing. */
export function typingUpdate(to: RoomAddress, who: string, on: boolean): Update {
  return { [paths.typing(to.brand, to.room, who)]: { on, at: SERVER_TIME } };
}

/** Says how many messages somebody has read. */
export function readUpdate(to: RoomAddress, who: string, count: number): Update {
  return { [paths.read(to.brand, to.room, who)]: { count, at: SERVER_TIME } };
}

/** Opens the direct conversation of two moderators, the opener first; both find it in their index. */
export function openTeamRoomUpdate(id: TeamRoomId, members: readonly [ModeratorId, ModeratorId]): Update {
  return {
    [paths.teamRoom(id)]: {
      peer: members[1],
      members: Object.fromEntries(members.map((member) => [member, true])),
      createdAt: SERVER_TIME,
      at: SERVER_TIME,
    },
    ...Object.fromEntries(
      members.map((member) => [`${paths.teamIndex(member)}/${id}`, { createdAt: SERVER_TIME }]),
    ),
  };
}

/** Sends one message into a team room. */
export function teamMessageUpdate(id: TeamRoomId, message: MessageId, by: ModeratorId, text: string): Update {
  return {
    [paths.teamMessage(id, message)]: { by, text, at: SERVER_TIME },
    [`${paths.teamRoom(id)}/at`]: SERVER_TIME,
    [paths.throttle(by)]: stamp(paths.teamMessages(id), message),
  };
}
