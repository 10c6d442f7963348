import type { BrandId, VisitorId } from '@foyer/shared-core/model';
import type { LiveDatabase, Ports } from '../ports.ts';
import { randomId } from '../secrets.ts';

/** A guest who turned out to be somebody: in the archive, too, the conversations become that visitor's. */
interface MergeJob {
  readonly brand: BrandId;
  readonly from: VisitorId;
  readonly to: VisitorId;
}

const PATH = 'server/merges';
const MOST_AT_ONCE = 200;

/** What was read before the merge may still be on its way into the archive; it is looked at when that is over. */
const SETTLED_MS = 10 * 60_000;

/** The part of a sign-in's update that leaves the archive's share of a merge to the sweep. */
export function mergeJobUpdate(job: MergeJob, now: number): Readonly<Record<string, unknown>> {
  return { [`${PATH}/${String(now).padStart(14, '0')}-${randomId()}`]: { ...job, at: now } };
}

/** Does the archive's share of merges. Doing one again changes nothing. */
export async function sweepMerges(ports: Ports, database: LiveDatabase): Promise<void> {
  const jobs = await database.list(PATH, { limit: MOST_AT_ONCE });
  const due = jobs.filter(([, job]) => (job as { at: number }).at + SETTLED_MS <= ports.now());
  if (due.length === 0) return;
  const archive = await ports.archive();
  for (const [, job] of due) await archive.moveVisitor(job as MergeJob);
  await database.update(Object.fromEntries(due.map(([id]) => [`${PATH}/${id}`, null])));
}
