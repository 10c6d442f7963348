import { isCoreError } from '../model/errors.ts';
import type { BrandId, MessageId, RoomId, SessionId } from '../model/ids.ts';
import { readMessage } from '../model/message.ts';
import type { Message } from '../model/message.ts';
import { paths } from '../model/paths.ts';
import { readRoom } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import type { Draft } from '../outbox/outbox-entry.ts';
import type { DatabasePort } from '../ports.ts';

/*
 * The rules answer PERMISSION_DENIED and nothing else. What lies behind it is found by reading the nodes that decide;
 * each of these functions reads one of them. All reject with `offline` when the server cannot be asked.
 */

/** The stored value, or null where there is none or it may not be read. */
export async function readIfAllowed(database: DatabasePort, path: string): Promise<unknown> {
  try {
    return await database.read({ path });
  } catch (cause) {
    if (isCoreError(cause, 'refused')) return null;
    throw cause;
  }
}

/**
 * Whether the message stands in the room already: then an earlier attempt arrived, and only its answer was lost. Under
 * the same key something else may stand: that is another message, and this one is not sent. A `draft` is compared.
 */
export async function isStored(
  database: DatabasePort,
  message: {
    readonly brand: BrandId;
    readonly room: RoomId;
    readonly id: MessageId;
    readonly by: string;
    readonly draft?: Draft;
  },
): Promise<boolean> {
  const { brand, room, id, by, draft } = message;
  const value = await readIfAllowed(database, paths.roomMessage(brand, room, id));
  if (value === null) return false;
  const stored = readMessage(id, value);
  return stored.by === by && (draft === undefined || saysTheSame(stored, draft));
}

function saysTheSame(stored: Message, draft: Draft): boolean {
  if (stored.kind === 'text') return draft.kind === 'text' && draft.text === stored.text;
  return stored.kind === 'file' && draft.kind === 'file' && draft.file.path === stored.file.path;
}

export async function isSessionOver(database: DatabasePort, session: SessionId): Promise<boolean> {
  const stored = await readIfAllowed(database, paths.session(session));
  const until = typeof stored === 'object' && stored !== null && 'until' in stored ? stored.until : 0;
  return typeof until !== 'number' || until <= database.serverNow();
}

/** The room, or null where there is none or it may not be read. */
export async function readRoomIfAllowed(
  database: DatabasePort,
  brand: BrandId,
  room: RoomId,
): Promise<Room | null> {
  const stored = await readIfAllowed(database, paths.room(brand, room));
  return stored === null ? null : readRoom(brand, room, stored);
}
