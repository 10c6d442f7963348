import { paths, type Ban, type BrandId, type VisitorId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';

/** A ban as it is kept: with the visitors whom it keeps from writing, and the range that nobody is shown. */
export interface StoredBan extends Ban {
  /** Whom a mark at `bans/…` was made for. */
  readonly marked?: Readonly<Record<VisitorId, true>>;
}

export function bansPath(brand: BrandId): string {
  return `server/bans/${brand}`;
}

/** Every ban of a brand, also those that have ended and were not swept yet. */
export async function loadBans(database: LiveDatabase, brand: BrandId): Promise<readonly StoredBan[]> {
  const stored = ((await database.read(bansPath(brand))) ?? {}) as Readonly<Record<string, StoredBan>>;
  return Object.entries(stored).map(([id, ban]) => ({ ...ban, id }));
}

/** What the rules read of visitors: the end of the longest ban each of them is under, none when there is none. */
export function marksUpdate(
  brand: BrandId,
  visitors: readonly VisitorId[],
  running: readonly StoredBan[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    visitors.map((visitor) => {
      const [longest] = running
        .filter(({ marked }) => marked?.[visitor] === true)
        .sort((a, b) => b.until - a.until);
      return [
        paths.ban(brand, visitor),
        longest === undefined ? null : { until: longest.until, at: longest.at },
      ];
    }),
  );
}

/** What moderators are shown of it. */
export function shownBan({ id, visitorId, address, range, until, reason, by, at }: StoredBan): Ban {
  return {
    ...{ id, until, reason, by, at },
    ...(visitorId === undefined ? {} : { visitorId }),
    ...(address === undefined ? {} : { address }),
    ...(range === undefined ? {} : { range }),
  };
}
