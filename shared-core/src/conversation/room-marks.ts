import { lapsing } from '../lapsing.ts';
import { live } from '../live.ts';
import type { BrandId, RoomId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { paths } from '../model/paths.ts';
import { readLiveMark } from '../model/room.ts';
import type { LiveMark } from '../model/room.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import type { Readable } from '../store.ts';

/** Who did what in a room without a word, by the id of the person. */
export type RoomMarks = ReadonlyMap<string, LiveMark>;

/** The live marks of a room; undefined until the server has answered. */
export function liveRoomMarks(
  platform: Platform,
  database: DatabasePort,
  brand: BrandId,
  room: RoomId,
): Readable<RoomMarks | undefined> {
  return live<RoomMarks | undefined>({
    platform,
    database,
    query: { path: paths.roomLive(brand, room) },
    initial: undefined,
    read: (stored) =>
      new Map(
        Object.entries(stored ?? {}).map(([who, mark]: [string, unknown]) => [who, readLiveMark(mark)]),
      ),
  });
}

/** Whether one of those whom `isOther` names is typing: a mark that is switched off or too old says no. */
export function someoneTyping(
  marks: Readable<RoomMarks | undefined>,
  clock: { readonly platform: Platform; serverNow(): number },
  isOther: (who: string) => boolean,
): Readable<boolean> {
  return lapsing(marks, clock, (present, now) => {
    const ends = [...(present ?? [])]
      .filter(([who, mark]) => isOther(who) && mark.typing?.on === true)
      .map(([, mark]) => (mark.typing?.at ?? 0) + limits.typingMaxAgeMs)
      .filter((end) => end > now);
    return ends.length > 0 ? { value: true, until: Math.max(...ends) } : { value: false };
  });
}

/** The highest read count among those whom `isOther` names. */
export function readByOthers(marks: RoomMarks | undefined, isOther: (who: string) => boolean): number {
  const counts = [...(marks ?? [])].filter(([who]) => isOther(who)).map(([, mark]) => mark.read?.count ?? 0);
  return Math.max(0, ...counts);
}
