import { paths, readModerator, type Moderator, type ModeratorId } from '@foyer/shared-core/model';
import { keySchema } from '../input.ts';
import type { LiveDatabase } from '../ports.ts';

/** The moderator of an account, or null when there is none, or it is disabled. */
export async function activeModerator(database: LiveDatabase, uid: ModeratorId): Promise<Moderator | null> {
  // A passkey names its owner; what it says may be anything.
  if (!keySchema.safeParse(uid).success) return null;
  const record = await database.read(paths.moderator(uid));
  if (record === null) return null;
  const moderator = readModerator(uid, record);
  return moderator.active ? moderator : null;
}
