import type { BrandId } from '@foyer/shared-core/model';
import type { Ports } from '../ports.ts';
import { startOf, type Day } from './day.ts';
import { removalsPath, removedPath, sealedDaysPath } from './seal-places.ts';
import { nothing, plus, tallyOf, type Tally } from './tally.ts';

const ROWS_AT_ONCE = 500;
const TRIES = 3;

/** A day as it stands in the archive. */
export interface CountedDay {
  readonly found: Tally;
  /** What was removed of it by erasures, by removal, and stands in no seal yet. */
  readonly removed: Readonly<Record<string, Tally>>;
}

/**
 * Counts what was archived of a brand on one day, page by page. Null while an erasure is at it: what was read before it and
 * what after would not go together.
 */
export async function countDay(
  ports: Ports,
  which: { readonly brand: BrandId; readonly day: Day; readonly isFirst: boolean; readonly secret: string },
): Promise<CountedDay | null> {
  const { brand, day } = which;
  const database = await ports.database();
  const newestRemoval = (): Promise<unknown> => database.read(`${sealedDaysPath(brand)}/removal`);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // In this order: a removal names itself before it begins, and is over when it says what it removed.
    const before = await newestRemoval();
    if ((await database.list(removalsPath(brand), { limit: 1 })).length > 0) return null;
    const removed = ((await database.read(removedPath(brand, day))) ?? {}) as CountedDay['removed'];
    const found = await count(ports, which);
    if ((await newestRemoval()) === before) return { found, removed };
  }
  return null;
}

async function count(
  ports: Ports,
  { brand, day, isFirst, secret }: Parameters<typeof countDay>[1],
): Promise<Tally> {
  const archive = await ports.archive();
  const range = { brand, from: isFirst ? null : startOf(day), to: startOf(day + 1), limit: ROWS_AT_ONCE };
  let tally = nothing;
  for (const table of ['messages', 'events'] as const) {
    let page = await archive.archivedRows({ ...range, table, after: undefined });
    while (page.length > 0) {
      tally = plus(tally, tallyOf(secret, page));
      page =
        page.length < ROWS_AT_ONCE ? [] : await archive.archivedRows({ ...range, table, after: page.at(-1) });
    }
  }
  return tally;
}
