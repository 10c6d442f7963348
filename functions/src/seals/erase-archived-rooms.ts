import type { BrandId, RoomId } from '@foyer/shared-core/model';
import type { ArchivedRow, RowKey } from '../archive/archive.ts';
import { FunctionError } from '../errors/function-error.ts';
import { withLease } from '../lease.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { randomId } from '../secrets.ts';
import { dayOf, type Day } from './day.ts';
import { removalsPath, removedPath, sealedDaysPath, sealSecret, type SealedDays } from './seal-places.ts';
import { minus, nothing, tallyOf, type Tally } from './tally.ts';

const ROWS_AT_ONCE = 200;
const LEASE_MS = 60_000;
const PATIENCE_MS = 10_000;
const WAIT_MS = 100;

/** Rows that are about to be removed: which, and what they come to on each day. */
interface Removal {
  /** JSON of the rows' keys. */
  readonly keys: string;
  readonly days: Readonly<Record<Day, Tally>>;
}

/**
 * Removes conversations from the archive, and what they come to from the seals of their days. Each page of rows is written
 * down before it goes; a run that breaks off in between is settled by the next one, from what is still there.
 */
export async function eraseArchivedRooms(
  ports: Ports,
  which: { readonly brand: BrandId; readonly rooms: readonly RoomId[] },
): Promise<void> {
  while (await apart(ports, which.brand, () => erasePage(ports, which)));
  await (await ports.eraser()).eraseConversations(which);
}

/** One at a time for each brand: two would settle each other's pages while they are under way. */
async function apart<Result>(ports: Ports, brand: BrandId, act: () => Promise<Result>): Promise<Result> {
  const database = await ports.database();
  const lease = { path: `server/archive/removal-leases/${brand}`, ttlMs: LEASE_MS };
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const held = await withLease(database, lease, act);
    if (held !== null) return held.result;
    if (Date.now() > deadline) throw new FunctionError('failed', 'another erasure is at it');
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** Resolves with whether there may be more. */
async function erasePage(
  ports: Ports,
  { brand, rooms }: { readonly brand: BrandId; readonly rooms: readonly RoomId[] },
): Promise<boolean> {
  const [database, eraser] = await Promise.all([ports.database(), ports.eraser()]);
  for (const [id, value] of await database.list(removalsPath(brand), { limit: 100 }))
    await settle(ports, brand, id, value as Removal);
  const rows = await eraser.rowsOfRooms({ brand, rooms, limit: ROWS_AT_ONCE });
  if (rows.length === 0) return false;
  const keys = rows.map(({ table, room, id }): RowKey => ({ table, room, id }));
  const removal: Removal = { keys: JSON.stringify(keys), days: await talliesOf(database, brand, rows) };
  const id = randomId();
  await database.update({
    [`${removalsPath(brand)}/${id}`]: removal,
    [`${sealedDaysPath(brand)}/removal`]: id,
  });
  await eraser.eraseRows({ brand, keys });
  await settle(ports, brand, id, removal);
  return true;
}

/** Takes off the days what is gone of a removal, and forgets it; what is still there is removed like anything else. */
async function settle(ports: Ports, brand: BrandId, id: string, removal: Removal): Promise<void> {
  const [database, eraser] = await Promise.all([ports.database(), ports.eraser()]);
  const left = await eraser.rowsWithKeys({ brand, keys: JSON.parse(removal.keys) as readonly RowKey[] });
  const tallies = await talliesOf(database, brand, left);
  await database.update({
    ...Object.fromEntries(
      Object.entries(removal.days).map(([day, tally]) => [
        `${removedPath(brand, Number(day))}/${id}`,
        minus(tally, tallies[Number(day)] ?? nothing),
      ]),
    ),
    [`${removalsPath(brand)}/${id}`]: null,
  });
}

async function talliesOf(
  database: LiveDatabase,
  brand: BrandId,
  rows: readonly ArchivedRow[],
): Promise<Readonly<Record<Day, Tally>>> {
  if (rows.length === 0) return {};
  const [secret, sealed] = await Promise.all([sealSecret(database), database.read(sealedDaysPath(brand))]);
  const { from = 0 } = (sealed ?? {}) as SealedDays;
  const days = Map.groupBy(rows, ({ archivedAt }) => Math.max(dayOf(archivedAt), from));
  return Object.fromEntries([...days].map(([day, those]) => [day, tallyOf(secret, those)]));
}
