import { always, derive, follow } from '../derive.ts';
import { live } from '../live.ts';
import type { BrandId } from '../model/ids.ts';
import { paths } from '../model/paths.ts';
import { isOpen, readQueuePlace } from '../model/room.ts';
import type { QueuePlace, Room } from '../model/room.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import type { Readable } from '../store.ts';

/** Where the shown room stands in the queue; null while somebody answers it, and until that is known. */
export function liveQueuePlace(
  platform: Platform,
  database: DatabasePort,
  brand: BrandId,
  room: Readable<Room | null>,
): Readable<QueuePlace | null> {
  const nowhere = always(null);
  const waiting = derive([room], (shown) => (shown && isOpen(shown) && !shown.assignee ? shown.id : null));
  return follow(waiting, (id): Readable<QueuePlace | null> =>
    id === null
      ? nowhere
      : live<QueuePlace | null>({
          platform,
          database,
          query: { path: paths.roomQueue(brand, id) },
          initial: null,
          read: (stored) => (stored === null ? null : readQueuePlace(stored)),
        }),
  );
}
