import { mailAnswers } from '../answers/mail-answers.ts';
import { sweepAttendance } from '../attendance/attendance.ts';
import type { Ports } from '../ports.ts';
import { sweepQueues } from '../queue/sweep-queue.ts';

/** What has to be looked after every minute. What fails keeps nothing else from being done. Throws the first failure. */
export async function sweepDesk(ports: Ports): Promise<void> {
  const done = await Promise.allSettled([sweepAttendance(ports), mailAnswers(ports), sweepQueues(ports)]);
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
