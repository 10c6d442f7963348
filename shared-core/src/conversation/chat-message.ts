import type { CoreErrorCode } from '../model/errors.ts';
import type { Message } from '../model/message.ts';

/** What has become of a message: stored, on its way (a file's upload as a share from 0 to 1), or not sent, and why. */
export type Delivery =
  | { readonly state: 'sent' }
  | { readonly state: 'queued'; readonly progress?: number }
  | { readonly state: 'failed'; readonly reason: CoreErrorCode };

/** One message as a conversation shows it. */
export interface ChatMessage {
  /** Own messages that are not yet stored carry the local time of writing as `at`. */
  readonly message: Message;
  readonly mine: boolean;
  readonly delivery: Delivery;
  /** Whether the other side has read it; told for stored own messages only. */
  readonly seen: boolean;
}
