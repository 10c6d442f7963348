import {
  paths,
  readRoom,
  type BrandId,
  type Message,
  type Room,
  type RoomId,
} from '@foyer/shared-core/model';
import { awaitAnswer } from '../answers/awaited-answer.ts';
import { logWarning } from '../log.ts';
import type { Child, Ports } from '../ports.ts';
import { followRoom } from '../queue/follow-room.ts';
import { deadLettersPath, type DeadLetter } from './dead-letters.ts';
import { bury, dropDownloadTokens, orNull, readable, readVisitorRecord } from './keep-message.ts';

const ROOMS_AT_ONCE = 100;
const MESSAGES_AT_ONCE = 200;

/** The database stamps what it commits in order; this much is looked at again, should a clock have been set back. */
const OVERLAP_MS = 60_000;

interface Task {
  readonly brand: BrandId;
  /** Open rooms by `openAt`, closed ones by `closedAt`. */
  readonly index: 'openAt' | 'closedAt';
  /** Server time from which on rooms are looked at. */
  readonly from: number;
  readonly deadline: number;
  /** Told how far everything is known to be archived. */
  reached(at: number): Promise<void>;
}

/** Compares rooms with the archive, page by page in the order of their time, and adds what is missing. */
export async function sweepRooms(
  ports: Ports,
  task: Task,
): Promise<{ readonly added: number; readonly complete: boolean }> {
  const { brand, index, from, deadline } = task;
  const database = await ports.database();
  let added = 0;
  let next: { value: number; key?: string } = { value: Math.max(1, from) };
  for (;;) {
    const page = await database.list(paths.rooms(brand), { by: index, from: next, limit: ROOMS_AT_ONCE });
    const rooms = page
      .map(([id, value]) => orNull<Room>(value, (record) => readRoom(brand, id, record)))
      .filter((room) => room !== null);
    added += await healRooms(ports, brand, rooms);
    const last = page.at(-1);
    const value = last === undefined ? null : timeOf(last, index);
    if (last === undefined || value === null) return { added, complete: true };
    await task.reached(Math.max(1, value - OVERLAP_MS));
    if (page.length < ROOMS_AT_ONCE) return { added, complete: true };
    if (ports.now() > deadline) return { added, complete: false };
    // Inclusive: the last room of this page is the first of the next one.
    next = { value, key: last[0] };
  }
}

function timeOf([, value]: Child, index: string): number | null {
  const time = (value as Readonly<Record<string, unknown>> | null)?.[index];
  return typeof time === 'number' ? time : null;
}

async function healRooms(ports: Ports, brand: BrandId, rooms: readonly Room[]): Promise<number> {
  if (rooms.length === 0) return 0;
  const archive = await ports.archive();
  const counts = await archive.countMessages(
    brand,
    rooms.map(({ id }) => id),
  );
  let added = 0;
  for (const room of rooms) {
    if (counts.get(room.id) !== room.messageCount) added += await healRoom(ports, room);
  }
  return added;
}

/** Hands every message of a room to the archive, which takes those it lacks. */
async function healRoom(ports: Ports, record: Room): Promise<number> {
  const { brand, id: room } = record;
  const [database, archive] = await Promise.all([ports.database(), ports.archive()]);
  const dead = await database.read(deadLettersPath(brand, room));
  const buried = new Set(Object.values((dead ?? {}) as Record<string, DeadLetter>).map(({ id }) => id));
  const visitor = await readVisitorRecord(database, brand, record.visitorId);
  let added = 0;
  // An event that the archive has not seen, nobody has.
  await awaitAnswer(database, { brand, room }, ports.now());
  await followRoom(database, { brand, room }, ports.now());
  for await (const page of messagePages(ports, brand, room)) {
    const read = page.filter(([id]) => !buried.has(id)).map(([id, value]) => readable(id, value));
    const messages = read.filter((message): message is Message => !('reason' in message));
    await dropDownloadTokens(messages, ports);
    const result = await archive.keep({ brand, room, record, visitor, messages });
    const letters = read.filter((message): message is DeadLetter => 'reason' in message);
    await bury(database, { brand, room }, [...letters, ...result.refused]);
    for (const { id } of [...letters, ...result.refused]) buried.add(id);
    added += result.added;
  }
  const have = (await archive.countMessages(brand, [room])).get(room) ?? 0;
  if (have + buried.size < record.messageCount) {
    logWarning('archive.incomplete', { brand, room, have, want: record.messageCount });
  }
  return added;
}

/** All messages of a room in the order of their time. */
async function* messagePages(ports: Ports, brand: BrandId, room: RoomId): AsyncGenerator<readonly Child[]> {
  const database = await ports.database();
  const path = paths.roomMessages(brand, room);
  let last: Child | undefined;
  for (;;) {
    const from = last === undefined ? {} : { from: { value: timeOf(last, 'at') ?? 0, key: last[0] } };
    const page = await database.list(path, { by: 'at', ...from, limit: MESSAGES_AT_ONCE });
    const fresh = page.filter(([id]) => id !== last?.[0]);
    if (fresh.length > 0) yield fresh;
    if (page.length < MESSAGES_AT_ONCE) return;
    last = page.at(-1);
  }
}
