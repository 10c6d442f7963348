import { derive } from '../derive.ts';
import { lapsing } from '../lapsing.ts';
import type { Judgement } from '../lapsing.ts';
import { live } from '../live.ts';
import { availabilityOf } from '../model/availability.ts';
import type { Availability } from '../model/availability.ts';
import { CoreError } from '../model/errors.ts';
import type { BrandId, VisitorId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { readMasks } from '../model/masks.ts';
import { openingAt } from '../model/opening.ts';
import { paths } from '../model/paths.ts';
import { readBrandProfile } from '../model/people.ts';
import type { BrandProfile } from '../model/people.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import type { Readable } from '../store.ts';

/** What the brand is, and whether this visitor may use its chat. */
export interface VisitorStanding {
  readonly profile: Readable<BrandProfile | null>;
  /** Null while somebody answers. */
  readonly away: Readable<Away | null>;
  readonly availability: Readable<Availability | null>;
  /** `banned`, `brand-closed` or `brand-unknown`; null when nothing is known against it. */
  readonly problem: Readable<CoreError | null>;
  /** What is masked before it leaves the browser; null until that is known. */
  readonly masks: Readable<readonly string[] | null>;
}

/** Nobody answers at present. */
export interface Away {
  readonly isWithinHours: boolean;
  /** When the brand is back, in server time; 0 where that is not known. */
  readonly opensAt: number;
  /** Nobody at all is at the desk: who has answered so far is gone, too. */
  readonly isEmpty: boolean;
}

/** Hours change by the minute. */
const LOOK_AGAIN_MS = 60_000;

/** Follows the nodes that the rules go by: the brand's profile with its kill switch, and the visitor's ban. */
export function liveStanding(
  platform: Platform,
  database: DatabasePort,
  brand: BrandId,
  visitor: VisitorId,
): VisitorStanding {
  const profile = live<BrandProfile | null | undefined>({
    platform,
    database,
    query: { path: paths.profile(brand) },
    initial: undefined,
    read: (stored) => (stored === null ? null : readBrandProfile(brand, stored)),
  });
  const bannedUntil = live<number>({
    platform,
    database,
    query: { path: `${paths.ban(brand, visitor)}/until` },
    initial: 0,
    read: (stored) => (typeof stored === 'number' ? stored : 0),
  });
  const clock = { platform, serverNow: () => database.serverNow() };
  const isBanned = lapsing(bannedUntil, clock, (until, now) =>
    until > now ? { value: true, until } : { value: false },
  );
  // Read by itself: nothing else that may be wrong with the profile holds a message up.
  const masks = live<readonly string[] | null>({
    platform,
    database,
    query: { path: `${paths.profile(brand)}/masks` },
    initial: null,
    read: readMasks,
  });
  const code = derive([profile, isBanned], (present, banned) => {
    if (present === null) return 'brand-unknown';
    if (banned) return 'banned';
    return present?.live === false ? 'brand-closed' : null;
  });
  const away = lapsing(profile, clock, (present, now): Judgement<Away | null> => {
    const opening = present?.hours ? openingAt(present.hours, now) : null;
    const isWithinHours = opening?.isOpen !== false;
    const opensAt = opening?.isOpen === false ? (opening.opensAt ?? 0) : 0;
    const emptyAt = present?.staffed?.on === false ? present.staffed.at + limits.deskGraceMs : Infinity;
    const isEmpty = emptyAt <= now;
    const until = Math.min(isEmpty ? Infinity : emptyAt, opening ? now + LOOK_AGAIN_MS : Infinity);
    return {
      value: isWithinHours && !isEmpty ? null : { isWithinHours, opensAt, isEmpty },
      ...(until < Infinity && { until }),
    };
  });
  const availability = derive([profile, away], (present, back) =>
    present
      ? availabilityOf({
          isLive: present.live,
          hasHours: present.hours !== undefined,
          isWithinHours: back?.isWithinHours !== false,
          isAtDesk: back?.isEmpty !== true,
        })
      : null,
  );
  return {
    away,
    availability,
    masks,
    profile: derive([profile], (present) => present ?? null),
    problem: derive([code], (present) => (present === null ? null : new CoreError(present))),
  };
}
