import type {
  BrandId,
  Message,
  MessageId,
  Moderator,
  Room,
  RoomId,
  SearchHit,
  Visitor,
  VisitorId,
} from '@foyer/shared-core/model';

/** What is known of one conversation at one moment. Messages may come in any order, again and again. */
export interface RoomState {
  readonly brand: BrandId;
  readonly room: RoomId;
  /** The room's record; null when it could not be read, for messages that came first. */
  readonly record: Room | null;
  readonly visitor: Visitor | null;
  readonly messages: readonly Message[];
}

/** What became of the messages that were handed over. */
export interface KeepResult {
  /** How many were not in the archive before. */
  readonly added: number;
  /** Those that the archive can never take, each with the reason; all others are in it. */
  readonly refused: readonly { readonly id: MessageId; readonly reason: string }[];
}

export interface SearchQuery {
  readonly text: string;
  /** The brands to look in; every brand when null. */
  readonly brands: readonly BrandId[] | null;
  readonly limit: number;
}

/** When a conversation began and when a moderator first answered, server times in milliseconds. */
export interface ConversationTimes {
  readonly room: RoomId;
  readonly begunAt: number;
  readonly answeredAt: number | null;
}

/** A conversation as the archive has it. */
export interface KeptConversation {
  readonly id: RoomId;
  readonly createdAt: number;
  readonly closedAt?: number;
  /** Name of who answered last. */
  readonly assignee?: string;
}

/** A message as the archive has it. */
export interface KeptMessage {
  readonly id: MessageId;
  readonly at: number;
  readonly role: string;
  readonly name?: string;
  readonly text?: string;
  readonly event?: string;
  readonly file?: {
    readonly path: string;
    readonly name: string;
    readonly type: string;
    readonly size: number;
  };
}

/** Which audit entries to read: newest first, older than `before` in the order of time and id. */
export interface AuditQuery {
  /** The brands whose entries may be seen; every entry, those without a brand included, when null. */
  readonly brands: readonly BrandId[] | null;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly before?: { readonly at: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Names one row of what was said. */
export interface RowKey {
  readonly table: 'messages' | 'events';
  readonly room: RoomId;
  readonly id: MessageId;
}

/** A row as it stands in the archive. */
export interface ArchivedRow extends RowKey {
  readonly archivedAt: number;
  /** All of it as one text; two rows that differ anywhere have different ones. */
  readonly encoded: string;
}

/** One act of a moderator that must be traceable. Never holds a secret. */
export interface AuditEntry {
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
  readonly actorRole: string;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly brand?: BrandId;
  readonly target?: string;
  /** Where the request came from. */
  readonly address?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Everything that was ever said, in SQL. Writing is idempotent: the same call twice, in any order, leaves the same
 * rows. Every method throws 'archive-unavailable' while the engine does not answer.
 */
export interface Archive {
  /** Keeps messages and what is known of their room, all or nothing but for single messages that are refused. */
  keep(state: RoomState): Promise<KeepResult>;
  /** How many messages of each room are kept; rooms without any are absent. */
  countMessages(brand: BrandId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, number>>;
  /** Makes the conversations of one visitor those of another one. */
  moveVisitor(move: {
    readonly brand: BrandId;
    readonly from: VisitorId;
    readonly to: VisitorId;
  }): Promise<void>;
  keepModerators(moderators: readonly Moderator[], now: number): Promise<void>;
  /** Resolves with the ids of those that are in the archive now, read back. */
  keepAudit(entries: readonly AuditEntry[]): Promise<readonly string[]>;
  listAudit(query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** Messages whose text or file name has all words, newest first. What is typed is never an operator. */
  search(query: SearchQuery): Promise<readonly SearchHit[]>;
  /** The conversations of a brand that began from `from` on and before `to`. */
  conversationTimes(brand: BrandId, from: number, to: number): Promise<readonly ConversationTimes[]>;
  /** Server time of the newest message of a brand, null when there is none. */
  newestMessageAt(brand: BrandId): Promise<number | null>;
  /** Conversations of one visitor with ids behind `after`, by id. */
  conversationsOf(whose: {
    readonly brand: BrandId;
    readonly visitor: VisitorId;
    readonly after: RoomId;
    readonly limit: number;
  }): Promise<readonly KeptConversation[]>;
  /** Messages of one conversation behind `after`, in the order of time and id. */
  messagesOf(of: {
    readonly brand: BrandId;
    readonly room: RoomId;
    readonly after: { readonly at: number; readonly id: string };
    readonly limit: number;
  }): Promise<readonly KeptMessage[]>;
  /** Whether a kept message names a file at this path. */
  namesFile(file: {
    readonly brand: BrandId;
    readonly room: RoomId;
    readonly message: MessageId;
    readonly path: string;
  }): Promise<boolean>;
  /** When the first row of a brand was archived, null when there is none. */
  firstArchivedAt(brand: BrandId): Promise<number | null>;
  /** Rows archived from `from` (ever, when null) and before `to`, behind `after`, in the order of time and key. */
  archivedRows(which: {
    readonly brand: BrandId;
    readonly table: RowKey['table'];
    readonly from: number | null;
    readonly to: number;
    readonly after: ArchivedRow | undefined;
    readonly limit: number;
  }): Promise<readonly ArchivedRow[]>;
  /** Some of the rows of these conversations, at most `limit`; none when there are no more. */
  rowsOfRooms(which: {
    readonly brand: BrandId;
    readonly rooms: readonly RoomId[];
    readonly limit: number;
  }): Promise<readonly ArchivedRow[]>;
  /** Those of these rows that are there. */
  rowsWithKeys(which: {
    readonly brand: BrandId;
    readonly keys: readonly RowKey[];
  }): Promise<readonly ArchivedRow[]>;
  /** Removes these rows, all or none; takes the right to delete, which most who archive lack. */
  eraseRows(which: { readonly brand: BrandId; readonly keys: readonly RowKey[] }): Promise<void>;
  /** Removes that there were these conversations, not what was said in them; takes the right to delete. */
  eraseConversations(which: { readonly brand: BrandId; readonly rooms: readonly RoomId[] }): Promise<void>;
  /** Removes who visitors were; takes the right to delete. */
  eraseVisitors(which: { readonly brand: BrandId; readonly visitors: readonly VisitorId[] }): Promise<void>;
  close(): Promise<void>;
}
