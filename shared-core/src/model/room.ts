import type { Role } from './claims.ts';
import type { BrandId, ModeratorId, RoomId, VisitorId } from './ids.ts';
import { compact, RecordReader } from './read-record.ts';

/** The moderator who answers; a copy, so that a visitor never needs to read `moderators`. */
export interface Assignee {
  readonly id: ModeratorId;
  readonly name: string;
  readonly avatar?: string;
}

/** The last message in short, for lists. `text` is an excerpt, a file's name or an event's name. */
export interface LastMessage {
  readonly id: string;
  readonly by: string;
  readonly role: Role;
  readonly kind: 'text' | 'file' | 'event';
  readonly text: string;
  readonly at: number;
}

/** What the visitor thought of a conversation, from 1 to 5. */
interface Rating {
  readonly score: number;
  readonly comment?: string;
  readonly at: number;
}

/** One conversation of one visitor with one brand. */
export interface Room {
  readonly id: RoomId;
  readonly brand: BrandId;
  readonly visitorId: VisitorId;
  readonly createdAt: number;
  /** Whom the visitor has chosen in the form before the chat. Everybody of the brand may answer all the same. */
  readonly department?: string;
  /** Whom the website's page has asked for: a wish that nothing hangs on, of somebody who may not exist. */
  readonly asksFor?: ModeratorId;
  /** Server time of the last activity; present only while the room is open. */
  readonly openAt?: number;
  /** Server time of closing; a room has either this or `openAt`. */
  readonly closedAt?: number;
  readonly assignee?: Assignee;
  readonly lastMessage: LastMessage;
  /** All messages ever written; unread is this less one's own read count. */
  readonly messageCount: number;
  /** Given once, after the room was closed. */
  readonly rating?: Rating;
  /** When whoever gets the answers by mail asked for no more of them; a function keeps it. */
  readonly mailsStoppedAt?: number;
}

/** Whether messages can still be written: what other products keep as a status is here the presence of `openAt`. */
export function isOpen(room: Room): boolean {
  return room.openAt !== undefined;
}

/** Reads a stored assignee. Throws `bad-record`. */
function readAssignee(record: RecordReader): Assignee {
  return compact<Assignee>({
    id: record.text('id'),
    name: record.text('name'),
    avatar: record.optionalText('avatar'),
  });
}

/** Reads a stored rating. Throws `bad-record`. */
function readRating(record: RecordReader): Rating {
  return compact<Rating>({
    score: record.number('score'),
    comment: record.optionalText('comment'),
    at: record.number('at'),
  });
}

/** Reads one stored room. Throws `bad-record`. */
export function readRoom(brand: BrandId, id: RoomId, value: unknown): Room {
  const record = new RecordReader('room', value);
  const last = record.record('lastMessage');
  return compact<Room>({
    id,
    brand,
    visitorId: record.text('visitorId'),
    createdAt: record.number('createdAt'),
    department: record.optionalText('department'),
    asksFor: record.optionalText('asksFor'),
    openAt: record.optionalNumber('openAt'),
    closedAt: record.optionalNumber('closedAt'),
    assignee: record.has('assignee') ? readAssignee(record.record('assignee')) : undefined,
    lastMessage: {
      id: last.text('id'),
      by: last.text('by'),
      role: last.oneOf('role', ['client', 'operator', 'admin']),
      kind: last.oneOf('kind', ['text', 'file', 'event']),
      text: last.text('text'),
      at: last.number('at'),
    },
    messageCount: record.number('messageCount'),
    rating: record.has('rating') ? readRating(record.record('rating')) : undefined,
    mailsStoppedAt: record.optionalNumber('mailsStoppedAt'),
  });
}

/** What one person last did in a room without saying anything: typing, reading. */
export interface LiveMark {
  readonly typing?: { readonly on: boolean; readonly at: number };
  /** How many messages this person has read, and when. */
  readonly read?: { readonly count: number; readonly at: number };
}

/** Reads one person's live marks. Throws `bad-record`. */
export function readLiveMark(value: unknown): LiveMark {
  const record = new RecordReader('live mark', value);
  const typing = record.has('typing') ? record.record('typing') : null;
  const read = record.has('read') ? record.record('read') : null;
  return compact<LiveMark>({
    typing: typing ? { on: typing.flag('on'), at: typing.number('at') } : undefined,
    read: read ? { count: read.number('count'), at: read.number('at') } : undefined,
  });
}

/** Where a room that nobody answers yet stands in the queue. */
export interface QueuePlace {
  readonly position: number;
  /** The wait to expect, in whole minutes; absent where nobody can tell. */
  readonly waitSeconds?: number;
}

/** Reads one stored place. Throws `bad-record`. */
export function readQueuePlace(value: unknown): QueuePlace {
  const record = new RecordReader('place', value);
  return compact<QueuePlace>({
    position: record.number('position'),
    waitSeconds: record.optionalNumber('waitSeconds'),
  });
}
