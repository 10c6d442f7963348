import type { Kysely } from 'kysely';
import type { BrandId, RoomId, VisitorId } from '@foyer/shared-core/model';
import type { KeptConversation, KeptMessage } from './archive.ts';
import type { ArchiveTables } from './schema.ts';

/** Conversations of one visitor, by id. */
export async function conversationsOf(
  db: Kysely<ArchiveTables>,
  whose: {
    readonly brand: BrandId;
    readonly visitor: VisitorId;
    readonly after: RoomId;
    readonly limit: number;
  },
): Promise<readonly KeptConversation[]> {
  const rows = await db
    .selectFrom('conversations')
    .select(['id', 'created_at', 'closed_at', 'assignee_name'])
    .where('brand', '=', whose.brand)
    .where('visitor_id', '=', whose.visitor)
    .where('id', '>', whose.after)
    .orderBy('id')
    .limit(whose.limit)
    .execute();
  return rows.map(({ id, created_at: createdAt, closed_at: closedAt, assignee_name: assignee }) => ({
    ...{ id, createdAt },
    ...(closedAt === null ? {} : { closedAt }),
    ...(assignee === null ? {} : { assignee }),
  }));
}

/** Messages of one conversation, in the order of time. */
export async function messagesOf(
  db: Kysely<ArchiveTables>,
  of: {
    readonly brand: BrandId;
    readonly room: RoomId;
    readonly after: { readonly at: number; readonly id: string };
    readonly limit: number;
  },
): Promise<readonly KeptMessage[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'at', 'role', 'name', 'kind', 'body', 'event', 'file_path', 'file_type', 'file_size'])
    .where('brand', '=', of.brand)
    .where('room_id', '=', of.room)
    .where((row) =>
      row.or([
        row('at', '>', of.after.at),
        row.and([row('at', '=', of.after.at), row('id', '>', of.after.id)]),
      ]),
    )
    .orderBy('at')
    .orderBy('id')
    .limit(of.limit)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, at: row.at, role: row.role },
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.kind === 'text' ? { text: row.body } : {}),
    ...(row.event === null ? {} : { event: row.event }),
    ...(row.file_path === null
      ? {}
      : {
          file: { path: row.file_path, name: row.body, type: row.file_type ?? '', size: row.file_size ?? 0 },
        }),
  }));
}

/** Whether a message names a file. */
export async function namesFile(
  db: Kysely<ArchiveTables>,
  file: {
    readonly brand: BrandId;
    readonly room: RoomId;
    readonly message: string;
    readonly path: string;
  },
): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('file_path')
    .where('brand', '=', file.brand)
    .where('room_id', '=', file.room)
    .where('id', '=', file.message)
    .executeTakeFirst();
  return row?.file_path === file.path;
}
