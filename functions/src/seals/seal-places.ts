import type { BrandId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';
import { newSecret } from '../secrets.ts';
import { dayName, type Day } from './day.ts';
import type { Tally } from './tally.ts';

/** What was archived on one day. */
export interface Seal extends Tally {
  /** The day on which it is to be compared next. */
  readonly due: Day;
  /** Asks that the next comparison takes what is there for right. */
  readonly reseal?: boolean;
}

/** How far a brand's days are sealed. */
export interface SealedDays {
  /** The first of them: it takes in whatever claims to be older. */
  readonly from?: Day;
  readonly to?: Day;
  /** The newest removal from the archive. */
  readonly removal?: string;
}

/** Of every brand: where sealing stands. */
export const SEALED_DAYS = 'server/archive/sealed-days';

export function sealedDaysPath(brand: BrandId): string {
  return `${SEALED_DAYS}/${brand}`;
}

export function sealsPath(brand: BrandId): string {
  return `server/archive/seals/${brand}`;
}

export function sealPath(brand: BrandId, day: Day): string {
  return `${sealsPath(brand)}/${dayName(day)}`;
}

/** Where removals stand that are under way. */
export function removalsPath(brand: BrandId): string {
  return `server/archive/removals/${brand}`;
}

/** What was removed of a day since it was last compared, by removal. */
export function removedPath(brand: BrandId, day: Day): string {
  return `server/archive/removed/${brand}/${dayName(day)}`;
}

/** The key of all seals: nobody who has the archive alone has it. */
export async function sealSecret(database: LiveDatabase): Promise<string> {
  const made = newSecret();
  const { value } = await database.change('server/archive/seal-secret', (current) =>
    current === null ? made : undefined,
  );
  return String(value);
}
