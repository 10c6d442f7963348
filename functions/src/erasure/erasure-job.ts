import type { BrandId, RoomId, VisitorId } from '@foyer/shared-core/model';
import { randomId } from '../secrets.ts';

/** Where erasures wait until they are done. */
export const ERASURES = 'server/erasures';

/** The erasure of one visitor, begun at `at`. */
export interface ErasureJob {
  readonly brand: BrandId;
  readonly visitor: VisitorId;
  readonly at: number;
  readonly address?: string;
  /** When the last of their sessions was ended; what is to go is everything from before. Server time. */
  readonly endedAt?: number;
  /** Absent until the person is gone; `settling` when all is gone, but may come once more out of what was under way. */
  readonly stage?: 'rooms' | 'settling';
  /** The conversations; all but those that only the archive has. */
  readonly rooms?: Readonly<Record<RoomId, true>>;
  /** The visitor, and the guests who turned out to be them. */
  readonly people?: Readonly<Record<VisitorId, true>>;
}

/** The path of a new erasure; the time leads, so that the oldest comes first. */
export function newErasurePath(now: number): string {
  return `${ERASURES}/${String(now).padStart(14, '0')}-${randomId()}`;
}

/** Where it stands which room, and which message, must not come back. */
export function tombstonePath(brand: BrandId, id: string): string {
  return `server/tombstones/${brand}/${id}`;
}

/** Where it stands which guests a vouched visitor once was. */
export function formerGuestsPath(brand: BrandId, visitor: VisitorId): string {
  return `server/former-guests/${brand}/${visitor}`;
}
