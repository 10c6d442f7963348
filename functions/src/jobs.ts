import { onValueCreated, onValueDeleted } from 'firebase-functions/database';
import { onSchedule } from 'firebase-functions/scheduler';
import { visitorPool } from './config.ts';
import { ports } from './firebase/ports.ts';
import { archive, erasing, mail, presence, upkeep } from './instances.ts';

// What nobody calls: it follows from what is written, or from the time.

/** A sweep ends by itself before the platform ends it. */
const sweeping = { maxInstances: 1, timeoutSeconds: 300 };
const SWEEP_MS = 240_000;

/** Archives each message as soon as it is written, and sees what follows from it. Fast, but no promise: `archiveSweep` is. */
export const onMessageCreated = onValueCreated(
  { ...archive, ref: '/room-messages/{brand}/{room}/{message}', retry: true },
  async ({ params, data }) => {
    const [{ keepMessage }, { followMessage }] = await Promise.all([
      import('./keeping/keep-message.ts'),
      import('./following/follow-message.ts'),
    ]);
    // Side by side: an archive that is down keeps nobody from being answered.
    await Promise.all([keepMessage(params, data.val(), ports), followMessage(params, data.val(), ports)]);
  },
);

/** Makes the archive complete. */
export const archiveSweep = onSchedule({ ...archive, schedule: 'every 5 minutes', ...sweeping }, async () => {
  const { sweepArchive } = await import('./keeping/sweep.ts');
  await sweepArchive(ports, Date.now() + SWEEP_MS);
});

/** Finds what was altered in the archive by others than these functions. */
export const sealSweep = onSchedule(
  { ...archive, schedule: 'every 1 hours', maxInstances: 1, timeoutSeconds: 540 },
  async ({ scheduleTime }) => {
    const { sealArchive } = await import('./seals/seal-archive.ts');
    await sealArchive(ports, Date.parse(scheduleTime), Date.now() + SWEEP_MS);
  },
);

/** Goes on with erasures that broke off. */
export const erasureSweep = onSchedule({ ...erasing, schedule: 'every 5 minutes', ...sweeping }, async () => {
  const { sweepErasures } = await import('./erasure/sweep-erasures.ts');
  await sweepErasures(ports, Date.now() + SWEEP_MS);
});

/** Removes uploads whose message never came: within a day. */
export const orphanSweep = onSchedule(
  { ...archive, schedule: 'every 6 hours', ...sweeping },
  async ({ scheduleTime }) => {
    const { sweepOrphans } = await import('./files/sweep-orphans.ts');
    await sweepOrphans(ports, Date.parse(scheduleTime), Date.now() + SWEEP_MS);
  },
);

/** Writes and sends each mail as soon as it is wished for. Whoever wished did not wait for it. */
export const onMailQueued = onValueCreated(
  { ...mail, ref: '/server/mail-jobs/{job}', retry: true },
  async ({ params }) => {
    const { sendMailJob } = await import('./mail/send-mail-job.ts');
    await sendMailJob(params.job, ports);
  },
);

/** Sends the mails whose event was lost. */
export const mailSweep = onSchedule({ ...mail, schedule: 'every 15 minutes', maxInstances: 1 }, async () => {
  const { sweepMail } = await import('./mail/sweep-mail.ts');
  await sweepMail(ports);
});

/** Tells visitors that somebody has come to the desk … */
export const onDeskLeaseTaken = onValueCreated(
  { ...presence, ref: '/desk-presence/{uid}/{connection}' },
  async ({ params }) => {
    const { followModerator } = await import('./attendance/attendance.ts');
    await followModerator(ports, params.uid);
  },
);

/** … or that perhaps nobody is left. */
export const onDeskLeaseGone = onValueDeleted(
  { ...presence, ref: '/desk-presence/{uid}/{connection}' },
  async ({ params }) => {
    const { followModerator } = await import('./attendance/attendance.ts');
    await followModerator(ports, params.uid);
  },
);

/** Finds who has gone from the desk without a goodbye, and has answers go by mail to visitors who are gone. */
export const deskSweep = onSchedule(
  { ...presence, schedule: 'every 1 minutes', maxInstances: 1 },
  async () => {
    const { sweepDesk } = await import('./following/sweep-desk.ts');
    await sweepDesk(ports);
  },
);

/** Makes the accounts that visitors share, and puts them back as they have to be. */
export const visitorPoolRepair = onSchedule({ ...upkeep, schedule: 'every 5 minutes' }, async () => {
  const { repairPool } = await import('./visitor-pool/repair-pool.ts');
  await repairPool(ports, visitorPool.value());
});

/** Drops what is over: sessions, secrets, tokens, codes, bans, counts. */
export const expirySweep = onSchedule(
  { ...upkeep, schedule: 'every 15 minutes', ...sweeping },
  async ({ scheduleTime }) => {
    const { sweepExpired } = await import('./sweeping/sweep-expired.ts');
    await sweepExpired(ports, Date.parse(scheduleTime), Date.now() + SWEEP_MS);
  },
);
