import {
  limits,
  paths,
  readModerator,
  type BrandId,
  type Moderator,
  type ModeratorId,
} from '@foyer/shared-core/model';
import { orNull } from '../keeping/keep-message.ts';
import type { LiveDatabase, Ports } from '../ports.ts';

/** Functions go by their own clock, leases by the database's. */
const CLOCKS_APART_MS = 15_000;

/** Who comes and goes all the time is followed for so long; the sweep has the last word. */
const MOST_LOOKS = 5;

/** Says in the public profile whether anybody is at the desk, for the brands of somebody who has come or gone. */
export async function followModerator(ports: Ports, uid: ModeratorId): Promise<void> {
  const database = await ports.database();
  const record = await database.read(paths.moderator(uid));
  const moderator = orNull<Moderator>(record, (value) => readModerator(uid, value));
  if (moderator === null) return;
  await tellAttendance(ports, moderator.everyBrand ? await everyBrand(database) : moderator.brands);
}

/**
 * Drops the leases that have lapsed without a goodbye, and says of every brand whether anybody is at its desk:
 * whatever became of events, that is so a minute later.
 */
export async function sweepAttendance(ports: Ports): Promise<void> {
  const database = await ports.database();
  const lapsed = (await storedLeases(database)).filter(({ at }) => !isFresh(at, ports.now()));
  if (lapsed.length > 0) await database.update(Object.fromEntries(lapsed.map(({ path }) => [path, null])));
  await tellAttendance(ports, await everyBrand(database));
}

async function tellAttendance(ports: Ports, brands: readonly BrandId[]): Promise<void> {
  const database = await ports.database();
  let untold = brands;
  for (let look = 0; look < MOST_LOOKS && untold.length > 0; look += 1) {
    const present = await moderatorsAtDesk(database, ports.now());
    const changes = await Promise.all(
      untold.map((brand) =>
        tell(
          database,
          brand,
          present.some((one) => worksFor(one, brand)),
          ports.now(),
        ),
      ),
    );
    // Somebody may have come or gone between the look and the word: what has changed is looked at once more.
    untold = untold.filter((_, index) => changes[index]);
  }
}

/** Resolves with whether that is news. */
async function tell(database: LiveDatabase, brand: BrandId, on: boolean, at: number): Promise<boolean> {
  if ((await database.read(`${paths.profile(brand)}/name`)) === null) return false;
  const { changed } = await database.change(paths.staffed(brand), (current) =>
    (current as { on?: unknown } | null)?.on === on ? undefined : { on, at },
  );
  return changed;
}

async function moderatorsAtDesk(database: LiveDatabase, now: number): Promise<readonly Moderator[]> {
  const fresh = (await storedLeases(database)).filter(({ at }) => isFresh(at, now));
  const uids = [...new Set(fresh.map(({ uid }) => uid))];
  const records = await Promise.all(uids.map((uid) => database.read(paths.moderator(uid))));
  return uids
    .map((uid, index) => orNull<Moderator>(records[index] ?? null, (value) => readModerator(uid, value)))
    .filter((moderator) => moderator !== null)
    .filter(({ active }) => active);
}

interface StoredLease {
  readonly uid: ModeratorId;
  readonly path: string;
  readonly at: number;
}

async function storedLeases(database: LiveDatabase): Promise<readonly StoredLease[]> {
  const stored = ((await database.read('desk-presence')) ?? {}) as Record<
    string,
    Record<string, { at?: unknown }>
  >;
  return Object.entries(stored).flatMap(([uid, leases]) =>
    Object.entries(leases).map(([connection, { at }]) => ({
      ...{ uid, path: `${paths.deskPresence(uid)}/${connection}`, at: typeof at === 'number' ? at : 0 },
    })),
  );
}

function isFresh(at: number, now: number): boolean {
  return at + limits.leaseMaxAgeMs + CLOCKS_APART_MS > now;
}

function worksFor({ everyBrand: all, brands }: Moderator, brand: BrandId): boolean {
  return all || brands.includes(brand);
}

async function everyBrand(database: LiveDatabase): Promise<readonly BrandId[]> {
  return Object.keys((await database.read(paths.brands())) ?? {});
}
