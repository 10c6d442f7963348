import { derive, follow } from '../derive.ts';
import { live } from '../live.ts';
import type { ModeratorId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { paths } from '../model/paths.ts';
import { readModerator } from '../model/people.ts';
import type { Moderator } from '../model/people.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import { livePresence } from '../presence/present.ts';
import type { Readable } from '../store.ts';
import type { Colleague } from './desk.ts';

/** Everybody of the back office by name, with who is there now; at most `limits.listRows` of them. */
export function liveColleagues(platform: Platform, database: DatabasePort): Readable<readonly Colleague[]> {
  const presence = new Map<ModeratorId, Readable<boolean>>();

  function presenceOf(id: ModeratorId): Readable<boolean> {
    let present = presence.get(id);
    if (!present) {
      present = livePresence(platform, database, paths.deskPresence(id));
      presence.set(id, present);
    }
    return present;
  }

  const moderators = live<readonly Moderator[]>({
    platform,
    database,
    query: { path: paths.moderators(), orderBy: 'key', limitToFirst: limits.listRows },
    initial: [],
    read: (stored) =>
      Object.entries(stored ?? {})
        .map(([id, record]: [string, unknown]) => readModerator(id, record))
        .sort((a, b) => a.name.localeCompare(b.name)),
  });
  return follow(moderators, (everybody) =>
    derive(
      everybody.map(({ id }) => presenceOf(id)),
      (...online) => everybody.map((moderator, index) => ({ ...moderator, online: online[index] === true })),
    ),
  );
}
