import { paths, type BrandId } from '@foyer/shared-core/model';
import type { LiveDatabase, Ports } from '../ports.ts';
import { tellPlaces } from './tell-places.ts';
import { settleRoom } from './follow-room.ts';
import { waitingPath } from './waiting-room.ts';

const MOST_LOOKED_AT = 500;

/** Takes out of each queue what no event has taken out, and tells the places again. */
export async function sweepQueues(ports: Ports): Promise<void> {
  const database = await ports.database();
  for (const brand of Object.keys((await database.read(paths.brands())) ?? {}))
    await sweepQueue(database, brand, ports.now());
}

async function sweepQueue(database: LiveDatabase, brand: BrandId, now: number): Promise<void> {
  const order = { by: 'since', from: { value: 0 }, limit: MOST_LOOKED_AT };
  const waiting = await database.list(waitingPath(brand), order);
  for (const [room] of waiting) await settleRoom(database, { brand, room }, now);
  if (waiting.length > 0) await tellPlaces(database, brand);
}
