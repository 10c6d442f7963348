import { logError } from '../log.ts';
import type { Ports } from '../ports.ts';
import { MAIL_JOBS } from './mail-job.ts';
import { sendMailJob } from './send-mail-job.ts';

/** A job that is older than this was lost by its trigger, or is being tried again. */
const LEFT_MS = 3 * 60_000;
const MOST_IN_A_SWEEP = 100;

/** Sends what no trigger has sent: an event may be lost, a mail may not. */
export async function sweepMail(ports: Ports): Promise<void> {
  const database = await ports.database();
  const jobs = await database.list(MAIL_JOBS, { limit: MOST_IN_A_SWEEP });
  for (const [id, job] of jobs) {
    if (Number((job as { at?: unknown }).at) + LEFT_MS > ports.now()) continue;
    await sendMailJob(id, ports).catch((cause: unknown) => logError('mail.failed', cause, { job: id }));
  }
}
