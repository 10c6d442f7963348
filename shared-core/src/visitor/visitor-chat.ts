import type { ConnectionState } from '../connection-state.ts';
import type { ChatMessage } from '../conversation/chat-message.ts';
import type { Availability } from '../model/availability.ts';
import type { CoreError } from '../model/errors.ts';
import type { BrandId, MessageId, RoomId, VisitorId } from '../model/ids.ts';
import type { Language } from '../model/languages.ts';
import type { FileMessage } from '../model/message.ts';
import type { OwnWords } from '../model/own-words.ts';
import type { BrandProfile } from '../model/people.ts';
import type { RoomTelling } from '../model/room-told.ts';
import type { QueuePlace, Room } from '../model/room.ts';
import type { UploadFile } from '../platform.ts';
import type { Readable } from '../store.ts';
import type { KeptDraft } from './kept-draft.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import type { OwnConversations } from './own-conversations.ts';
import type { OwnData, OwnDataProgress } from './own-data.ts';
import type { SelfTold } from './self-told.ts';
import type { Away } from './visitor-standing.ts';
import type { IdentityState, VisitorIdentity } from './visitor-identity.ts';

export interface VisitorChatOptions {
  readonly brand: BrandId;
  /** Sign-in is `${origin}/api/loginExternal`; everything else comes in its answer. */
  readonly origin: string;
  readonly identity?: VisitorIdentity;
  /** Hears that the website's word is about to end, before another is asked for; `identify` may bring one. */
  readonly wordEnding?: () => void;
}

/** A visitor's side of one brand's chat. Nothing is sent and nothing is stored before `start`. */
export interface VisitorChat {
  readonly connection: Readable<ConnectionState>;
  /** Why the chat as a whole cannot be used: `banned`, `brand-closed`, `session-ended`, `brand-unknown` … */
  readonly problem: Readable<CoreError | null>;
  readonly visitorId: Readable<VisitorId | null>;
  /** The brand as it is now. */
  readonly profile: Readable<BrandProfile | null>;
  /** What the brand says in one language in place of the widget's texts; null before it is known. Another Readable each time. */
  ownWords(language: Language): Readable<OwnWords | null>;
  /**
   * The room that was chosen or begun last; without one the newest open room, or the last closed room until a new message
   * opens another; else null.
   */
  readonly room: Readable<Room | null>;
  /** The room has ended, and it is not where a new message goes. */
  readonly isEarlier: Readable<boolean>;
  /** Whether there is an open room, shown or not. */
  readonly hasOpenRoom: Readable<boolean>;
  /** The newest rooms, and the one that is shown: live, for their last messages. */
  readonly newestRooms: Readable<readonly Room[]>;
  /** How many messages of open rooms other than `room` the visitor has not read, counted like `unread`. */
  readonly unreadElsewhere: Readable<number>;
  /** All conversations of the visitor; null before it is known who that is. */
  readonly conversations: Readable<OwnConversations | null>;
  /** Shows another conversation. Rejects with a `CoreError`: 'not-found' where the visitor has none of this id. */
  openConversation(id: RoomId): Promise<void>;
  /** Shows an empty conversation, which the next message opens. Throws 'not-signed-in'. */
  newConversation(): void;
  /** Oldest first, not yet stored ones last. */
  readonly messages: Readable<readonly ChatMessage[]>;
  readonly hasOlder: Readable<boolean>;
  /** Adds one page of older messages. Rejects with a `CoreError`. */
  loadOlder(): Promise<void>;
  readonly operatorTyping: Readable<boolean>;
  /** How many messages of the room the other side has read. */
  readonly seenCount: Readable<number>;
  /** How many messages of the room the visitor has not read: not own ones, and not who joined or left. */
  readonly unread: Readable<number>;
  /** What is typed and not sent in the conversation that is shown. */
  readonly draft: KeptDrafts;
  /** What is written into a form; what it looks like is the form's affair. */
  readonly form: KeptDraft;
  /** Which department the next new conversation goes to; empty for none. */
  readonly department: KeptDraft;
  /** Whom the next new conversation asks for; empty for nobody. */
  readonly operator: KeptDraft;
  /** Whether there was no conversation with the brand so far; undefined until that is known. */
  readonly isFirst: Readable<boolean | undefined>;
  /** Where the shown conversation stands in the queue; null while somebody answers it. */
  readonly queue: Readable<QueuePlace | null>;
  /** Null while somebody answers: within the brand's hours, and with anybody at the desk. */
  readonly away: Readable<Away | null>;
  /** Whether somebody answers; null while that is not known. */
  readonly availability: Readable<Availability | null>;
  /** Stores what the visitor says about themselves. Rejects with a `CoreError`. */
  tell(told: SelfTold): Promise<void>;
  /** Stores what the page says of the open conversation, or of the next one as soon as there is one. */
  tellRoom(telling: RoomTelling): void;
  /** Whether an earlier page load left a session; nothing is sent to find out. */
  hasSession(): boolean;
  /** Signs in, resuming the stored session, and goes live. Idempotent; may be called again after a rejection. */
  start(): Promise<void>;
  /** Queues a text. Throws `bad-input` when it is blank or too long. */
  send(text: string): void;
  /** What sends a text to the conversation that is shown now, also when that is another one by then. */
  sender(): (text: string) => void;
  /** Uploads a file, then queues its message. Throws `file-type`, `file-too-large`, `too-many-files` or `file-empty`. */
  sendFile(file: UploadFile): void;
  /** Tries a message that was not sent once more. */
  retry(id: MessageId): void;
  /** Forgets a message that was not sent. */
  discard(id: MessageId): void;
  /** To be called on every keystroke; goes off by itself. */
  setTyping(on: boolean): void;
  /** Says that everything shown has been read. */
  markRead(): void;
  /** Closes the current room. Rejects with a `CoreError`. */
  endRoom(): Promise<void>;
  /** Rates the current room, from 1 to 5, once it is closed; later ratings change nothing. Rejects with a `CoreError`. */
  rateRoom(score: number, comment?: string): Promise<void>;
  /** Says which page the visitor looks at; addresses other than http(s) are left out. */
  reportPage(page: { readonly url: string; readonly title: string }): void;
  /** A link of at most ten minutes to an attachment. Rejects with a `CoreError`. */
  fileLink(message: FileMessage): Promise<string>;
  /** Has the room sent to an e-mail address, dates by the language tag. Rejects with a `CoreError`. */
  mailTranscript(email: string, locale: string): Promise<void>;
  /** How the visitor stands with the website. */
  readonly identity: Readable<IdentityState>;
  /**
   * Says who the visitor is to the page, and how the website proves it; replaces what was said before. Somebody else
   * gets a conversation of their own; a guest who turns out to be somebody brings theirs along. Rejects with a `CoreError`.
   */
  identify(user: VisitorIdentity): Promise<void>;
  /**
   * Ends the session on the server, as far as it can be reached, and wipes this brand off the device: nobody who comes
   * next sees anything. Afterwards `start` begins with a new guest.
   */
  logout(): Promise<void>;
  /**
   * Everything that is kept of the visitor, piece by piece: `goOn` hears how far it is, and stops it by false (then it is
   * null). Rejects with a `CoreError`.
   */
  ownData(goOn: (progress: OwnDataProgress) => boolean): Promise<OwnData | null>;
  /**
   * Erases everything that is kept of the visitor, for good, here and on the server, and ends the session on every device.
   * Afterwards `start` begins with a new guest. Rejects with a `CoreError`; then nothing has changed here.
   */
  erase(): Promise<void>;
  /** Removes all that this brand has stored in the browser; to be called after `dispose`. */
  forget(): void;
  /** Closes everything; what is queued stays stored for the next page load. */
  dispose(): void;
}
