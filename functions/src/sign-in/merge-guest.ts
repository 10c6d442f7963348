import { paths, type BrandId, type VisitorId } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { formerGuestsPath } from '../erasure/erasure-job.ts';
import type { LiveDatabase } from '../ports.ts';
import { mergeJobUpdate } from '../merges/merge-job.ts';
import { secretPath, type Resumed } from './visitor-identity.ts';

/** Nobody writes to more as a guest; what is older stays with the guest. */
const MOST_ROOMS = 100;

/**
 * The update that makes a guest's conversations those of the visitor the guest turned out to be, and ends the guest.
 * Only whoever holds the guest's own secret gets here. A banned guest brings nothing along: a sign-in must not wash a
 * ban away. Null when there is nothing to bring.
 */
export async function mergeUpdate(
  database: LiveDatabase,
  brand: BrandId,
  to: { readonly guest: Resumed; readonly visitor: VisitorId; readonly address: string },
  now: number,
): Promise<Readonly<Record<string, unknown>> | null> {
  const { guest, visitor, address } = to;
  const [listed, bannedUntil] = await Promise.all([
    database.read(paths.userRooms(brand, guest.id)),
    database.read(`${paths.ban(brand, guest.id)}/until`),
  ]);
  if (typeof bannedUntil === 'number' && bannedUntil > now) return null;
  const rooms = Object.entries(listed ?? {}).slice(-MOST_ROOMS) as [string, unknown][];
  if (rooms.length === 0) return null;
  const [owners, marks] = await Promise.all([
    Promise.all(rooms.map(([room]) => database.read(`${paths.room(brand, room)}/visitorId`))),
    Promise.all(rooms.map(([room]) => database.read(paths.read(brand, room, guest.id)))),
  ]);
  const update: Record<string, unknown> = {};
  for (const [index, [room, entry]] of rooms.entries()) {
    if (owners[index] !== guest.id) continue;
    update[`${paths.room(brand, room)}/visitorId`] = visitor;
    update[paths.userRoom(brand, visitor, room)] = entry;
    update[paths.userRoom(brand, guest.id, room)] = null;
    if (marks[index] !== null) update[paths.read(brand, room, visitor)] = marks[index];
  }
  if (Object.keys(update).length === 0) return null;
  return {
    ...update,
    [`${paths.session(guest.sid)}/until`]: 0,
    [secretPath(brand, guest.secret)]: null,
    [`${formerGuestsPath(brand, visitor)}/${guest.id}`]: now,
    ...mergeJobUpdate({ brand, from: guest.id, to: visitor }, now),
    ...auditUpdate(
      { id: visitor, role: 'client', address },
      { action: 'visitor.merge', outcome: 'done', brand, target: guest.id, detail: { rooms: rooms.length } },
      now,
    ),
  };
}
