import { paths, type BrandId } from '@foyer/shared-core/model';
import { withLease } from '../lease.ts';
import { logError } from '../log.ts';
import type { Ports } from '../ports.ts';
import { compareSeals } from './compare-seals.ts';
import { countDay } from './count-day.ts';
import { dayOf, type Day } from './day.ts';
import {
  removedPath,
  SEALED_DAYS,
  sealedDaysPath,
  sealPath,
  sealSecret,
  type Seal,
  type SealedDays,
} from './seal-places.ts';

const LEASE = { path: 'server/archive/seal-lease', ttlMs: 10 * 60_000 };

/** A day is over when this much of the next one is: a clock that lags, and a transaction that took long. */
const MARGIN_MS = 2 * 60 * 60_000;

/** Nothing was archived before; a row that says otherwise belongs to the first day. */
const OLDEST = dayOf(Date.UTC(2025, 0, 1));

/**
 * Writes down, in the database, what was archived on each day of each brand, and compares it with the archive from then on:
 * whoever can alter the archive can not alter that. Days go by when a row was archived and not by when it was said, so that
 * a message that comes late belongs to a day that is not over, and a day that is over never grows. Goes on where it
 * stopped; one brand that fails holds up none. `now` is the time it is, `deadline` when to stop.
 */
export async function sealArchive(ports: Ports, now: number, deadline: number): Promise<void> {
  const database = await ports.database();
  await withLease(database, LEASE, async () => {
    const [brands, sealed] = await Promise.all([database.read(paths.brands()), database.read(SEALED_DAYS)]);
    const secret = await sealSecret(database);
    // A brand that is no more may have left an archive.
    for (const brand of new Set([...Object.keys(brands ?? {}), ...Object.keys(sealed ?? {})])) {
      try {
        const first = await firstDay(ports, brand, now);
        const task = { brand, secret, first, now, deadline };
        await compareSeals(ports, task);
        await sealDays(ports, task);
      } catch (cause) {
        logError('archive.seal-failed', cause, { brand });
      }
    }
  });
}

/** The first day of a brand that is sealed; decided once. */
async function firstDay(ports: Ports, brand: BrandId, now: number): Promise<Day> {
  const database = await ports.database();
  const { from } = ((await database.read(sealedDaysPath(brand))) ?? {}) as SealedDays;
  if (from !== undefined) return from;
  const oldest = await (await ports.archive()).firstArchivedAt(brand);
  const first = Math.max(OLDEST, Math.min(dayOf(oldest ?? now), lastDay(now)));
  await database.update({ [`${sealedDaysPath(brand)}/from`]: first });
  return first;
}

/** The last day that is over. */
function lastDay(now: number): Day {
  return dayOf(now - MARGIN_MS) - 1;
}

async function sealDays(
  ports: Ports,
  task: {
    readonly brand: BrandId;
    readonly secret: string;
    readonly first: Day;
    readonly now: number;
    readonly deadline: number;
  },
): Promise<void> {
  const { brand, secret, first, now, deadline } = task;
  const database = await ports.database();
  const { to } = ((await database.read(sealedDaysPath(brand))) ?? {}) as SealedDays;
  for (let day = to === undefined ? first : to + 1; day <= lastDay(now); day += 1) {
    if (Date.now() > deadline) return;
    const counted = await countDay(ports, { brand, secret, day, isFirst: day === first });
    if (counted === null) return;
    const seal: Seal = { ...counted.found, due: dayOf(now) + 1 };
    await database.update({
      [sealPath(brand, day)]: seal,
      [`${sealedDaysPath(brand)}/to`]: day,
      // What was removed before the day was counted is in no seal.
      ...Object.fromEntries(
        Object.keys(counted.removed).map((id) => [`${removedPath(brand, day)}/${id}`, null]),
      ),
    });
  }
}
