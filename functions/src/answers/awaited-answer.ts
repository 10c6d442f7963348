import {
  paths,
  readRoom,
  type BrandId,
  type MessageId,
  type Room,
  type RoomId,
  type VisitorId,
} from '@foyer/shared-core/model';
import { orNull, readVisitorRecord } from '../keeping/keep-message.ts';
import type { LiveDatabase } from '../ports.ts';
import { sha256 } from '../secrets.ts';

/** Rooms in which an answer waits to be read, in the order in which they are looked at again. */
export const AWAITED = 'server/awaited-answers';

/** An answer waits so long for its visitor and for more of it, before it goes by mail. */
export const COLLECT_MS = 60_000;

/** A room in which the visitor may not have seen the answer. */
export interface AwaitedAnswer {
  readonly brand: BrandId;
  readonly room: RoomId;
  readonly visitor: VisitorId;
  readonly since: number;
  readonly dueAt: number;
}

/** Up to which message the answers of a room have been mailed. */
export function mailedPath(brand: BrandId, room: RoomId): string {
  return `server/mailed-answers/${brand}/${room}`;
}

/** One room has one entry, however often its messages are told of. */
export function awaitedPath(brand: BrandId, room: RoomId): string {
  return `${AWAITED}/${sha256(`${brand}/${room}`).slice(0, 32)}`;
}

/**
 * Remembers that the visitor of a room has been answered and said where to write to. May be called again and again:
 * what the visitor has read, or got by mail, is found out when the answer is due.
 */
export async function awaitAnswer(
  database: LiveDatabase,
  { brand, room: id }: { readonly brand: BrandId; readonly room: RoomId },
  now: number,
): Promise<void> {
  const room = orNull<Room>(await database.read(paths.room(brand, id)), (record) =>
    readRoom(brand, id, record),
  );
  if (room === null) return;
  const visitor = await readVisitorRecord(database, brand, room.visitorId);
  if (visitor?.contact === undefined) return;
  const awaited: AwaitedAnswer = {
    ...{ brand, room: id, visitor: room.visitorId },
    ...{ since: now, dueAt: now + COLLECT_MS },
  };
  await database.change(awaitedPath(brand, id), (current) => (current === null ? awaited : undefined));
}

/** The last message of a room that went by mail. */
export interface MailedUpTo {
  readonly at: number;
  readonly message: MessageId;
}
