import { logError } from '../log.ts';
import type { Ports } from '../ports.ts';
import { ERASURES, type ErasureJob } from './erasure-job.ts';
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
        await database.update({ [path]: null });
      }
    } catch (cause) {
      logError('erasure.interrupted', cause, { brand: job.brand });
    }
  }
}
