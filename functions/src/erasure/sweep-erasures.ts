import { paths } from '@foyer/shared-core/model';
import { logError } from '../log.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { isVouchedId } from '../sign-in/visitor-identity.ts';
import { ERASURES, newErasurePath, type ErasureJob } from './erasure-job.ts';
import { eraseArchived, runErasure } from './run-erasure.ts';

const MOST_AT_ONCE = 50;

/** What was read before the erasure may have been on its way into the archive until then; it is looked at once more. */
const SETTLED_MS = 10 * 60_000;

/** Goes on with the erasures that broke off, and looks once more at those that are done. One that fails holds up none. */
export async function sweepErasures(ports: Ports, deadline: number): Promise<void> {
  const database = await ports.database();
  for (const [id, value] of await database.list(ERASURES, { limit: MOST_AT_ONCE })) {
    if (ports.now() > deadline) return;
    const path = `${ERASURES}/${id}`;
    const job = value as ErasureJob;
    try {
      if (job.stage !== 'settling') await runErasure(ports, path, deadline);
      else if (job.at + SETTLED_MS <= ports.now()) {
        await eraseArchived(ports, job);
        const more = await erasuresOfReturned(database, job, ports.now());
        await database.update({ ...more, [path]: null });
      }
    } catch (cause) {
      logError('erasure.interrupted', cause, { brand: job.brand });
    }
  }
}

/**
 * A guest cannot come back: the secret is gone. Where one is there all the same, a sign-in was under way when the sessions
 * were ended, and goes like the rest. Whom a website vouches for may have come back by right.
 */
async function erasuresOfReturned(
  database: LiveDatabase,
  { brand, people = {} }: ErasureJob,
  now: number,
): Promise<Readonly<Record<string, ErasureJob>>> {
  const guests = Object.keys(people).filter((one) => !isVouchedId(one));
  const found = await Promise.all(guests.map((one) => database.read(paths.user(brand, one))));
  const back = guests.filter((_, index) => found[index] !== null);
  return Object.fromEntries(back.map((visitor) => [newErasurePath(now), { brand, visitor, at: now }]));
}
