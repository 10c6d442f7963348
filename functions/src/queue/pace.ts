import { limits, type BrandId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** How much the newest wait counts beside all earlier ones. */
const NEWEST = 0.25;

/** What one place in the queue has lately cost in time, milliseconds. */
function pacePath(brand: BrandId): string {
  return `server/queue-pace/${brand}`;
}

/** Learns from a wait that is over. A night is no wait: what is longer than can be told is left out. */
export async function learnPace(
  database: LiveDatabase,
  brand: BrandId,
  { since, place = 1 }: WaitingRoom,
  now: number,
): Promise<void> {
  const waited = Math.max(0, now - since);
  if (waited > limits.waitSeconds * 1000) return;
  await database.change(pacePath(brand), (current) => {
    const latest = waited / place;
    return typeof current === 'number' ? current + (latest - current) * NEWEST : latest;
  });
}

/** What a place in the queue costs; null while nobody knows. */
export async function readPace(database: LiveDatabase, brand: BrandId): Promise<number | null> {
  const pace = await database.read(pacePath(brand));
  return typeof pace === 'number' ? pace : null;
}

/** The wait to expect, in whole minutes as seconds; null where it is not known, or more than anybody should be told. */
export function expectedWait(pace: number | null, position: number): number | null {
  if (pace === null) return null;
  const seconds = Math.max(1, Math.ceil((pace * position) / 60_000)) * 60;
  return seconds > limits.waitSeconds ? null : seconds;
}
