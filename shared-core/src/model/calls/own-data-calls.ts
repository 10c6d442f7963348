import type { MessageId, RoomId } from '../ids.ts';

/** A message as its visitor downloads it. */
export interface OwnMessage {
  readonly id: MessageId;
  readonly at: number;
  /** `you`, or the name of who wrote it. */
  readonly from: string;
  readonly text?: string;
  readonly event?: string;
  readonly file?: {
    readonly name: string;
    readonly type: string;
    readonly size: number;
    /** Opens the file until `until`; absent where it cannot be had. */
    readonly link?: string;
    readonly until?: number;
  };
}

/** A conversation, or the next piece of it. */
export interface OwnConversation {
  readonly id: RoomId;
  /** What is kept of the conversation as a whole: when it began and ended, its rating … */
  readonly about: Readonly<Record<string, unknown>>;
  readonly messages: readonly OwnMessage[];
}

/** What visitors do with all that is kept of them. */
export interface OwnDataCalls {
  /** Everything that is kept of the caller, piece by piece: `after` is the `next` of the last answer. */
  ownData: {
    request: { readonly after?: string | undefined };
    response: {
      /** In the first piece only: the person, as the database keeps them. */
      readonly you?: Readonly<Record<string, unknown>>;
      /** The first may go on with the last one of the piece before. */
      readonly conversations: readonly OwnConversation[];
      readonly next: string | null;
      /** How many of all conversations stand in this piece and those before, from 0 to 1. */
      readonly share: number;
    };
  };
  /**
   * Erases everything that is kept of the caller, for good, and ends all their sessions. Takes the secret of the session,
   * which must have signed in just now. `done` is false while something goes on by itself.
   */
  eraseOwnData: { request: { readonly sessionSecret: string }; response: { readonly done: boolean } };
}
