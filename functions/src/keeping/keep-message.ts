import {
  isCoreError,
  paths,
  readMessage,
  readRoom,
  readVisitor,
  type BrandId,
  type Message,
  type MessageAddress,
  type Room,
  type RoomId,
  type Visitor,
  type VisitorId,
} from '@foyer/shared-core/model';
import { tombstonePath } from '../erasure/erasure-job.ts';
import { logError } from '../log.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { deadLetterUpdate, type DeadLetter } from './dead-letters.ts';

/**
 * Keeps one new message in the archive, with what is now known of its room. May be called for the same message again
 * and again and in any order. Throws while the archive does not answer; a message that it can never take becomes a
 * dead letter instead.
 */
export async function keepMessage(address: MessageAddress, value: unknown, ports: Ports): Promise<void> {
  const { brand, room, message: id } = address;
  const database = await ports.database();
  const message = readable(id, value);
  if ('reason' in message) {
    await bury(database, { brand, room }, [message]);
    return;
  }
  const [archive, erasedAt, record] = await Promise.all([
    ports.archive(),
    database.read(tombstonePath(brand, room)),
    readRoomRecord(database, brand, room),
    dropDownloadTokens([message], ports),
  ]);
  // The event of a message that has been erased since: it may come hours late.
  if (erasedAt !== null) return;
  // Who the visitor is stands in the archive from the first message on; the sweep mends the rest.
  const isFirst = record !== null && record.createdAt === message.at;
  const visitor = isFirst ? await readVisitorRecord(database, brand, record.visitorId) : null;
  const { refused } = await archive.keep({ brand, room, record, visitor, messages: [message] });
  await bury(database, { brand, room }, refused);
}

/** A stored message, or why it is none. */
export function readable(id: string, value: unknown): Message | DeadLetter {
  try {
    return readMessage(id, value);
  } catch (cause) {
    if (!isCoreError(cause, 'bad-record')) throw cause;
    return { id, reason: cause.message };
  }
}

/** Remembers what the archive can never take, and raises the alarm. */
export async function bury(
  database: LiveDatabase,
  { brand, room }: { readonly brand: BrandId; readonly room: RoomId },
  letters: readonly DeadLetter[],
): Promise<void> {
  if (letters.length === 0) return;
  for (const { id, reason } of letters) logError('archive.dead-letter', reason, { brand, room, message: id });
  await database.update(deadLetterUpdate(brand, room, letters));
}

/** An uploaded file is opened by signed links only: its permanent link dies before anybody reads of it. */
export async function dropDownloadTokens(messages: readonly Message[], ports: Ports): Promise<void> {
  const filed = messages.filter((message) => message.kind === 'file');
  if (filed.length === 0) return;
  const files = await ports.files();
  await Promise.all(filed.map(({ file }) => files.dropDownloadToken(file.path)));
}

async function readRoomRecord(database: LiveDatabase, brand: BrandId, room: RoomId): Promise<Room | null> {
  const value = await database.read(paths.room(brand, room));
  return orNull(value, (record) => readRoom(brand, room, record));
}

export async function readVisitorRecord(
  database: LiveDatabase,
  brand: BrandId,
  visitor: VisitorId,
): Promise<Visitor | null> {
  const value = await database.read(paths.user(brand, visitor));
  return orNull(value, (record) => readVisitor(visitor, record));
}

/** A record that is missing or malformed is none: the messages matter more than what surrounds them. */
export function orNull<Kind>(value: unknown, read: (record: unknown) => Kind): Kind | null {
  if (value === null) return null;
  try {
    return read(value);
  } catch (cause) {
    if (isCoreError(cause, 'bad-record')) return null;
    throw cause;
  }
}
