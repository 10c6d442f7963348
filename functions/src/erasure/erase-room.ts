import { paths, type RoomId } from '@foyer/shared-core/model';
import { mailedPath } from '../answers/awaited-answer.ts';
import { stoppedPath } from '../answers/stop-link.ts';
import { deadLettersPath } from '../keeping/dead-letters.ts';
import { readable } from '../keeping/keep-message.ts';
import type { Child, Ports } from '../ports.ts';
import { tombstonePath, type ErasureJob } from './erasure-job.ts';

const PAGE = 200;

/**
 * Removes one conversation from the database and from Storage. The room goes first, so that nobody writes any more, and
 * what names it last, so that a broken run finds it again. What an outbox still holds of it finds a tombstone.
 */
export async function eraseRoom(
  ports: Ports,
  { brand, visitor, at }: ErasureJob,
  room: RoomId,
): Promise<void> {
  const [database, files] = await Promise.all([ports.database(), ports.files()]);
  const owner = await database.read(`${paths.room(brand, room)}/visitorId`);
  if (owner !== null && owner !== visitor) return;
  await database.update({
    [tombstonePath(brand, room)]: at,
    [paths.room(brand, room)]: null,
    [paths.roomNotes(brand, room)]: null,
    [paths.roomLive(brand, room)]: null,
    [paths.roomTold(brand, room)]: null,
  });
  const path = paths.roomMessages(brand, room);
  for (;;) {
    const page = await database.list(path, { limit: PAGE });
    for (const stored of filesOf(page)) await files.remove(stored);
    if (page.length > 0)
      await database.update(
        Object.fromEntries(
          page.flatMap(([id]) => [
            [`${path}/${id}`, null],
            [tombstonePath(brand, id), at],
          ]),
        ),
      );
    if (page.length < PAGE) break;
  }
  await database.update({
    [`server/files/${brand}/${room}`]: null,
    [deadLettersPath(brand, room)]: null,
    [mailedPath(brand, room)]: null,
    [stoppedPath({ brand, room })]: null,
    [paths.userRoom(brand, visitor, room)]: null,
  });
}

function filesOf(page: readonly Child[]): readonly string[] {
  return page.flatMap(([id, value]) => {
    const message = readable(id, value);
    return 'reason' in message || message.kind !== 'file' ? [] : [message.file.path];
  });
}
