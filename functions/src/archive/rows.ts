import type { Message, Moderator, Room, Visitor } from '@foyer/shared-core/model';
import type { AuditEntry, RoomState } from './archive.ts';
import type { ArchiveTables } from './schema.ts';

/**
 * Ids that every engine compares alike. A MySQL comparison ignores blanks at the end, and the ids that Foyer makes are
 * 22 letters and digits; whatever else a client invents as a key is refused rather than merged with another.
 */
const KEEPABLE_ID = /^[\x21-\x7e]{1,128}$/;

/** The first id of these that cannot be kept as it is, or undefined. */
export function unkeepableId(...ids: readonly string[]): string | undefined {
  return ids.find((id) => !KEEPABLE_ID.test(id));
}

export function messageRow(
  { brand, room }: Pick<RoomState, 'brand' | 'room'>,
  message: Message,
  now: number,
): ArchiveTables['messages'] {
  const file = message.kind === 'file' ? message.file : null;
  return {
    brand,
    room_id: room,
    id: message.id,
    at: message.at,
    sender: message.by,
    role: message.role,
    name: message.name ?? null,
    kind: message.kind,
    body: message.kind === 'text' ? message.text : (file?.name ?? ''),
    file_path: file?.path ?? null,
    file_type: file?.type ?? null,
    file_size: file?.size ?? null,
    event: message.kind === 'event' ? message.event : null,
    archived_at: now,
  };
}

/** The event that a message tells, null when it tells none. */
export function eventRow(
  { brand, room }: Pick<RoomState, 'brand' | 'room'>,
  message: Message,
  now: number,
): ArchiveTables['events'] | null {
  if (message.kind !== 'event') return null;
  const { id, at, event: type, by, name } = message;
  return { brand, room_id: room, id, at, type, by_id: by, by_name: name ?? null, archived_at: now };
}

export function conversationRow(record: Room): ArchiveTables['conversations'] {
  return {
    brand: record.brand,
    id: record.id,
    visitor_id: record.visitorId,
    created_at: record.createdAt,
    last_at: record.lastMessage.at,
    closed_at: record.closedAt ?? null,
    assignee_id: record.assignee?.id ?? null,
    assignee_name: record.assignee?.name ?? null,
  };
}

export function visitorRow(brand: string, visitor: Visitor): ArchiveTables['visitors'] {
  return {
    brand,
    id: visitor.id,
    created_at: visitor.createdAt,
    last_seen_at: visitor.lastSeenAt,
    user_id: visitor.vouched?.userId ?? visitor.selfTold.userId ?? null,
    user_name: visitor.vouched?.userName ?? visitor.selfTold.userName ?? null,
    browser: visitor.browser ?? null,
  };
}

export function moderatorRow(moderator: Moderator, now: number): ArchiveTables['moderators'] {
  const { id, name, level, active } = moderator;
  return { id, name, level, active: active ? 1 : 0, updated_at: now };
}

export function auditRow(entry: AuditEntry): ArchiveTables['audit_log'] {
  return {
    id: entry.id,
    at: entry.at,
    actor_id: entry.actorId,
    actor_role: entry.actorRole,
    action: entry.action,
    outcome: entry.outcome,
    brand: entry.brand ?? null,
    target: entry.target ?? null,
    address: entry.address ?? null,
    detail: JSON.stringify(entry.detail),
  };
}

export function auditEntry(row: ArchiveTables['audit_log']): AuditEntry {
  const { id, at, actor_id, actor_role, action, outcome, brand, target, address, detail } = row;
  return {
    ...{ id, at, actorId: actor_id, actorRole: actor_role, action },
    outcome: outcome === 'done' ? 'done' : 'refused',
    ...(brand === null ? {} : { brand }),
    ...(target === null ? {} : { target }),
    ...(address === null ? {} : { address }),
    detail: JSON.parse(detail) as AuditEntry['detail'],
  };
}
