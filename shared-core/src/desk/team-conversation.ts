import type { Delivery } from '../conversation/chat-message.ts';
import type { CoreError } from '../model/errors.ts';
import type { MessageId } from '../model/ids.ts';
import type { TeamMessage } from '../model/message.ts';
import type { Readable } from '../store.ts';

export interface TeamChatMessage {
  readonly message: TeamMessage;
  readonly mine: boolean;
  readonly delivery: Delivery;
}

/** The direct conversation of two moderators; its room is opened by the first message. */
export interface TeamConversation {
  /** Oldest first, not yet stored ones last. */
  readonly messages: Readable<readonly TeamChatMessage[]>;
  readonly hasOlder: Readable<boolean>;
  loadOlder(): Promise<void>;
  readonly problem: Readable<CoreError | null>;
  /** Queues a text. Throws `bad-input` when it is blank or too long. */
  send(text: string): void;
  retry(id: MessageId): void;
  discard(id: MessageId): void;
  dispose(): void;
}
