import type { BrandId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';
import { addressBansPath } from './banned-addresses.ts';
import { bansPath, loadBans, marksUpdate } from './stored-ban.ts';

/** Drops bans that have ended, with their marks; resolves with how many. What they were stays in the audit log. */
export async function sweepBans(database: LiveDatabase, brand: BrandId, now: number): Promise<number> {
  const bans = await loadBans(database, brand);
  const over = bans.filter(({ until }) => until <= now);
  if (over.length === 0) return 0;
  const running = bans.filter(({ until }) => until > now);
  const marked = new Set(over.flatMap((ban) => Object.keys(ban.marked ?? {})));
  await database.update({
    ...Object.fromEntries(
      over.flatMap(({ id }) => [
        [`${bansPath(brand)}/${id}`, null],
        [`${addressBansPath(brand)}/${id}`, null],
      ]),
    ),
    ...marksUpdate(brand, [...marked], running),
  });
  return over.length;
}
