import { paths, type BrandId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';
import { expectedWait, readPace } from './pace.ts';
import { waitingPath, type WaitingRoom } from './waiting-room.ts';

/** Whoever is further back learns a place when there is one to tell. */
const MOST_TOLD = 100;
const MOST_LOOKS = 5;

/**
 * Tells each room that waits its own place and nothing of the others. Writes what has changed only, and looks again
 * until nothing has: two that do this at once end with the same.
 */
export async function tellPlaces(database: LiveDatabase, brand: BrandId): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const changes = await changesFor(database, brand);
    if (Object.keys(changes).length === 0) return;
    await database.update(changes);
  }
}

async function changesFor(
  database: LiveDatabase,
  brand: BrandId,
): Promise<Readonly<Record<string, unknown>>> {
  const [waiting, pace, told] = await Promise.all([
    database.list(waitingPath(brand), { by: 'since', from: { value: 0 }, limit: MOST_TOLD }),
    readPace(database, brand),
    database.read(paths.roomQueues(brand)),
  ]);
  const changes: Record<string, unknown> = {};
  const lengths = new Map<string, number>();
  const rooms = (told ?? {}) as Record<string, { position?: unknown; waitSeconds?: unknown }>;
  for (const [room, value] of waiting) {
    const { place, department = '' } = value as WaitingRoom;
    const position = (lengths.get(department) ?? 0) + 1;
    lengths.set(department, position);
    if (place === undefined) changes[`${waitingPath(brand)}/${room}/place`] = position;
    const before = rooms[room];
    const waitSeconds = expectedWait(pace, position);
    if (before?.position === position && (before.waitSeconds ?? null) === waitSeconds) continue;
    changes[paths.roomQueue(brand, room)] = { position, ...(waitSeconds !== null && { waitSeconds }) };
  }
  // A place that outlived its room, as when two were at it at once.
  for (const room of Object.keys(rooms))
    if (waiting.length < MOST_TOLD && !waiting.some(([id]) => id === room))
      changes[paths.roomQueue(brand, room)] = null;
  return changes;
}
