/** The tables of the archive. Times are milliseconds since 1970, ids are compared byte by byte. */
export interface ArchiveTables {
  conversations: ConversationTable;
  messages: MessageTable;
  visitors: VisitorTable;
  moderators: ModeratorTable;
  events: EventTable;
  audit_log: AuditTable;
}

interface ConversationTable {
  brand: string;
  id: string;
  visitor_id: string;
  created_at: number;
  /** Server time of the last activity that this row knows of: an older state never replaces a newer one. */
  last_at: number;
  closed_at: number | null;
  assignee_id: string | null;
  assignee_name: string | null;
}

interface MessageTable {
  brand: string;
  room_id: string;
  id: string;
  at: number;
  sender: string;
  role: string;
  name: string | null;
  kind: string;
  /** What search looks at: the text, or a file's name; empty for an event. */
  body: string;
  file_path: string | null;
  file_type: string | null;
  file_size: number | null;
  event: string | null;
  archived_at: number;
}

interface VisitorTable {
  brand: string;
  id: string;
  created_at: number;
  last_seen_at: number;
  /** Self-told: what the page said. It proves nothing. */
  user_id: string | null;
  user_name: string | null;
  browser: string | null;
}

interface ModeratorTable {
  id: string;
  name: string;
  level: number;
  active: number;
  updated_at: number;
}

/** What happened to a conversation: taken, given back, closed. */
interface EventTable {
  brand: string;
  room_id: string;
  /** Of the message that says it. */
  id: string;
  at: number;
  type: string;
  by_id: string;
  by_name: string | null;
  /** 0 where it was archived before this was written down. */
  archived_at: number;
}

interface AuditTable {
  id: string;
  at: number;
  actor_id: string;
  actor_role: string;
  action: string;
  outcome: string;
  brand: string | null;
  target: string | null;
  address: string | null;
  /** JSON; never a secret. */
  detail: string;
}
