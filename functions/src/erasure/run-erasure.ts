import { SERVER_TIME, paths } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { visitorAddressesPath } from '../bans/visitor-address.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { eraseArchivedRooms } from '../seals/erase-archived-rooms.ts';
import { mailboxesPath } from '../mail/claim-mailbox.ts';
import { endSessionsOf } from './end-sessions-of.ts';
import { eraseRoom } from './erase-room.ts';
import { formerGuestsPath, type ErasureJob } from './erasure-job.ts';

const ARCHIVED_AT_ONCE = 50;

/**
 * Goes on with an erasure from where it stands, and resolves with whether all is gone. Every step may be done twice: the
 * person first, then one conversation after the other, so that whatever breaks is taken up again.
 */
export async function runErasure(ports: Ports, path: string, deadline: number): Promise<boolean> {
  const database = await ports.database();
  let job = (await database.read(path)) as ErasureJob | null;
  if (job === null) return true;
  job = await erasePerson(database, path, job);
  if (job.stage === 'rooms') {
    if (!(await eraseRooms(ports, job, deadline))) return false;
    await finish(ports, database, path, job);
  }
  return true;
}

/**
 * Ends every session, and forgets who it was; the conversations are noted first, for nothing else names them then, and
 * after the sessions, for other devices go on until theirs has ended.
 */
async function erasePerson(database: LiveDatabase, path: string, job: ErasureJob): Promise<ErasureJob> {
  if (job.stage !== undefined) return job;
  const { brand, visitor } = job;
  const guests = await database.read(formerGuestsPath(brand, visitor));
  const people = [visitor, ...Object.keys((guests as object | null) ?? {})];
  for (const one of people) await endSessionsOf(database, brand, one);
  // Told only once: whom a website vouches for may be back when this is tried again.
  if (job.endedAt === undefined) await database.update({ [`${path}/endedAt`]: SERVER_TIME });
  const [endedAt, rooms] = await Promise.all([
    database.read(`${path}/endedAt`) as Promise<number>,
    database.read(paths.userRooms(brand, visitor)),
  ]);
  const next = {
    ...job,
    endedAt,
    stage: 'rooms' as const,
    people: Object.fromEntries(people.map((one) => [one, true as const])),
    rooms: Object.fromEntries(
      Object.entries((rooms ?? {}) as Readonly<Record<string, { readonly createdAt?: number }>>)
        .filter(([, { createdAt = 0 }]) => createdAt <= endedAt)
        .map(([room]) => [room, true as const]),
    ),
  };
  await database.update({
    [path]: next,
    [formerGuestsPath(brand, visitor)]: null,
    ...Object.fromEntries(
      people.flatMap((one) =>
        [
          paths.user(brand, one),
          paths.presence(brand, one),
          paths.throttle(one),
          `${visitorAddressesPath(brand)}/${one}`,
          mailboxesPath(brand, one),
        ].map((node) => [node, null]),
      ),
    ),
  });
  return next;
}

async function eraseRooms(ports: Ports, job: ErasureJob, deadline: number): Promise<boolean> {
  for (const room of Object.keys(job.rooms ?? {})) {
    if (ports.now() > deadline) return false;
    await eraseRoom(ports, job, room);
  }
  return true;
}

async function finish(ports: Ports, database: LiveDatabase, path: string, job: ErasureJob): Promise<void> {
  const { brand, visitor, address, rooms = {} } = job;
  await eraseArchived(ports, job);
  const files = await ports.files();
  for (const one of Object.keys(job.people ?? {})) await files.removeAll(`uploads/${brand}/${one}`);
  await database.update({
    [`${path}/stage`]: 'settling',
    ...auditUpdate(
      { id: visitor, role: 'client', address },
      { action: 'visitor.erase', outcome: 'done', brand, detail: { rooms: Object.keys(rooms).length } },
      ports.now(),
    ),
  });
}

/** What the archive has of the person and of their conversations, those included that the database had no more. */
export async function eraseArchived(ports: Ports, job: ErasureJob): Promise<void> {
  const { brand, visitor, at, endedAt = at, rooms = {}, people = {} } = job;
  const [archive, eraser] = await Promise.all([ports.archive(), ports.eraser()]);
  const known = Object.keys(rooms);
  for (let from = 0; from < known.length; from += ARCHIVED_AT_ONCE)
    await eraseArchivedRooms(ports, { brand, rooms: known.slice(from, from + ARCHIVED_AT_ONCE) });
  for (let after = ''; ;) {
    const page = await archive.conversationsOf({ brand, visitor, after, limit: ARCHIVED_AT_ONCE });
    await eraseArchivedRooms(ports, {
      brand,
      rooms: page.filter(({ createdAt }) => createdAt <= endedAt).map(({ id }) => id),
    });
    after = page.at(-1)?.id ?? '';
    if (page.length < ARCHIVED_AT_ONCE) break;
  }
  await eraser.eraseVisitors({ brand, visitors: Object.keys(people) });
}
