import { directTeamRoomId } from '@foyer/shared-core/model';
import type { Actor } from './actors.ts';

/** The one conversation that every act of the matrix is about. */
export const brand = 'acme';
export const room = 'room-of-the-owner';
export const storedMessage = 'message-stored-before';

/** The avatar that a moderator's live node shows. */
export function avatarOf(name: string): string {
  return `https://acme.test/avatars/${name}.png`;
}

const LONG_MS = 60_000;

/** Ids of the people whose nodes the acts name. */
export interface Cast {
  readonly owner: string;
  readonly operator: string;
  readonly admin: string;
  readonly connection: string;
}

/** The id of the team room between an actor and somebody else. */
export function teamRoomOf(actor: Actor, cast: Cast): { readonly id: string; readonly other: string } {
  const other = actor.id === cast.admin ? cast.operator : cast.admin;
  return { id: directTeamRoomId(actor.id, other), other };
}

/** The one room before an act, as `dataBefore` has it. */
export function roomBefore(actor: Actor, cast: Cast, now: number): Readonly<Record<string, unknown>> {
  const longAgo = now - LONG_MS;
  const assigneeId = actor.role === 'client' ? cast.operator : actor.id;
  const assigneeName = actor.role === 'client' ? 'operator' : actor.displayName;
  return {
    visitorId: cast.owner,
    createdAt: longAgo,
    openAt: longAgo,
    messageCount: 1,
    assignee: { id: assigneeId, name: assigneeName },
    // Nothing in it may be right for a new message by chance: a summary that keeps a part of it is then found out.
    lastMessage: {
      id: storedMessage,
      by: 'somebody-before',
      role: 'system',
      kind: 'note',
      text: 'earlier words',
      at: longAgo,
    },
  };
}

/**
 * The data before an act. The room is open; when a moderator acts it is theirs to answer, whoever they are, so that a
 * refusal is never owed to the assignee alone. `long ago` keeps the throttle out of the way.
 */
export function dataBefore(actor: Actor, cast: Cast, now: number): Readonly<Record<string, unknown>> {
  const longAgo = now - LONG_MS;
  const team = teamRoomOf(actor, cast);
  return {
    [`rooms/${brand}`]: {
      [room]: roomBefore(actor, cast, now),
    },
    [`room-messages/${brand}`]: {
      [room]: {
        [storedMessage]: { by: cast.owner, role: 'client', kind: 'text', text: 'hello', at: longAgo },
      },
    },
    [`user-rooms/${brand}`]: { [cast.owner]: { [room]: { createdAt: longAgo } } },
    [`room-live/${brand}`]: { [room]: { [cast.owner]: { read: { count: 1, at: longAgo } } } },
    [`room-notes/${brand}`]: {
      [room]: { 'note-stored-before': { by: cast.operator, name: 'operator', text: 'vip', at: longAgo } },
    },
    [`presence/${brand}`]: { [cast.owner]: { [cast.connection]: { at: longAgo } } },
    'desk-presence': { [cast.operator]: { [cast.connection]: { at: longAgo } } },
    'team-rooms': {
      [team.id]: {
        members: { [actor.id]: true, [team.other]: true },
        peer: team.other,
        createdAt: longAgo,
        at: longAgo,
      },
      'team-room~of-others': { members: { x: true, y: true }, peer: 'y', createdAt: longAgo, at: longAgo },
    },
    'team-messages': {
      [team.id]: { [storedMessage]: { by: actor.id, text: 'hi', at: longAgo } },
      'team-room~of-others': { [storedMessage]: { by: 'x', text: 'hi', at: longAgo } },
    },
    'team-index': {
      [actor.id]: { [team.id]: { createdAt: longAgo } },
      [team.other]: { [team.id]: { createdAt: longAgo } },
    },
    [`room-quota/${brand}`]: { [actor.id]: 1 },
    throttle: { [actor.id]: { at: longAgo, message: storedMessage, room: `room-messages/${brand}/${room}` } },
  };
}
