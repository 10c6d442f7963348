import type { ChatMessage } from '../conversation/chat-message.ts';
import type { CoreError } from '../model/errors.ts';
import type { MessageId } from '../model/ids.ts';
import type { FileMessage } from '../model/message.ts';
import type { Visitor } from '../model/people.ts';
import type { RoomTold } from '../model/room-told.ts';
import type { Room } from '../model/room.ts';
import type { UploadFile } from '../platform.ts';
import type { Readable } from '../store.ts';

/** One room as a moderator sees it. Live from the call that made it until `dispose`. */
export interface Conversation {
  /** Undefined until it is known, null when there is no such room or it may not be read. */
  readonly room: Readable<Room | null | undefined>;
  readonly visitor: Readable<Visitor | null>;
  /** What the website's page says of this conversation; proves nothing. Null while it says nothing. */
  readonly told: Readable<RoomTold | null>;
  readonly visitorOnline: Readable<boolean>;
  /** Oldest first, not yet stored ones last. */
  readonly messages: Readable<readonly ChatMessage[]>;
  readonly hasOlder: Readable<boolean>;
  loadOlder(): Promise<void>;
  readonly visitorTyping: Readable<boolean>;
  /** How many messages the visitor has read. */
  readonly seenCount: Readable<number>;
  /** Why the room cannot be shown: `refused` when the rules say no. */
  readonly problem: Readable<CoreError | null>;
  /** Queues a text. Throws `bad-input` when it is blank or too long. */
  send(text: string): void;
  /** Uploads a file, then queues its message. Throws `file-type`, `file-too-large` or `bad-input` (empty file). */
  sendFile(file: UploadFile): void;
  retry(id: MessageId): void;
  discard(id: MessageId): void;
  /** Becomes the assignee, also in another's place. Rejects with a `CoreError`. */
  take(): Promise<void>;
  /** Gives the room back to the queue. Rejects with a `CoreError`, `not-assignee` among others. */
  giveBack(): Promise<void>;
  /** Closes the room. Rejects with a `CoreError`, `not-assignee` among others. */
  close(): Promise<void>;
  setTyping(on: boolean): void;
  markRead(): void;
  fileLink(message: FileMessage): Promise<string>;
  dispose(): void;
}
