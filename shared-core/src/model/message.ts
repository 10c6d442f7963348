import type { Role } from './claims.ts';
import type { MessageId, RoomId } from './ids.ts';
import { compact, RecordReader } from './read-record.ts';

/** What happened in a room, as a message of its own: so that whoever was away sees it, in its place. */
export const roomEvents = ['joined', 'left', 'closed'] as const;
export type RoomEvent = (typeof roomEvents)[number];

/** A file in Storage; it is opened only through the `fileLink` function, never by its path. */
export interface Attachment {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

interface MessageBase {
  readonly id: MessageId;
  /** Visitor or moderator id of the sender. */
  readonly by: string;
  readonly role: Role;
  /** The sender's name; present for moderators only, whom visitors cannot look up. */
  readonly name?: string;
  /** Server time in milliseconds. */
  readonly at: number;
}

export interface TextMessage extends MessageBase {
  readonly kind: 'text';
  readonly text: string;
}

export interface FileMessage extends MessageBase {
  readonly kind: 'file';
  readonly file: Attachment;
}

export interface EventMessage extends MessageBase {
  readonly kind: 'event';
  readonly event: RoomEvent;
}

/** One stored message. Create-only: it is never edited or deleted by a client. */
export type Message = TextMessage | FileMessage | EventMessage;

/** What a sender wants to say, before it has an id, a sender and a time. */
export type MessageContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: Attachment }
  | { readonly kind: 'event'; readonly event: RoomEvent };

/** Reads one stored message. Throws `bad-record`. */
export function readMessage(id: MessageId, value: unknown): Message {
  const record = new RecordReader('message', value);
  const base = compact<MessageBase>({
    id,
    by: record.text('by'),
    role: record.oneOf('role', ['client', 'operator', 'admin']),
    name: record.optionalText('name'),
    at: record.number('at'),
  });
  const kind = record.oneOf('kind', ['text', 'file', 'event']);
  switch (kind) {
    case 'text':
      return { ...base, kind, text: record.text('text') };
    case 'event':
      return { ...base, kind, event: record.oneOf('event', roomEvents) };
    case 'file': {
      const file = record.record('file');
      return {
        ...base,
        kind,
        file: {
          path: file.text('path'),
          name: file.text('name'),
          type: file.text('type'),
          size: file.number('size'),
        },
      };
    }
  }
}

/** Server time first, the key where two messages share a millisecond: the one order of a conversation. */
export function compareMessages(a: Message, b: Message): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** A message of a team room; a conversation among moderators has texts only. */
export interface TeamMessage {
  readonly id: MessageId;
  readonly by: string;
  readonly text: string;
  readonly at: number;
}

/** Reads one stored team message. Throws `bad-record`. */
export function readTeamMessage(id: MessageId, value: unknown): TeamMessage {
  const record = new RecordReader('team message', value);
  return { id, by: record.text('by'), text: record.text('text'), at: record.number('at') };
}

/** Where a message stands in which conversation. */
export interface MessageAddress {
  readonly brand: string;
  readonly room: RoomId;
  readonly message: MessageId;
}
