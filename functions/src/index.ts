import { onValueCreated, onValueDeleted } from 'firebase-functions/database';
import { onRequest, type CallableOptions } from 'firebase-functions/https';
import type { GlobalOptions } from 'firebase-functions/options';
import { onSchedule } from 'firebase-functions/scheduler';
import { callable } from './callable.ts';
import { archiveAddress, eraserAddress, mailAddress, region, signer, visitorPool } from './config.ts';
import { ports } from './firebase/ports.ts';

/**
 * The table of the deployed functions. Functions of one line of options start alike: sign-in loads no SQL, only the
 * archive's functions see its address, and their instances are few because a database takes few connections.
 */
const signIn: CallableOptions = { region, memory: '256MiB', maxInstances: 100 };
const minting: CallableOptions = { ...signIn, secrets: [signer] };
const desk: CallableOptions = { region, memory: '256MiB', maxInstances: 20 };
const mail: GlobalOptions = { region, memory: '256MiB', maxInstances: 5, secrets: [mailAddress] };
const presence: GlobalOptions = { region, memory: '256MiB', maxInstances: 10 };
const archive: GlobalOptions = { region, memory: '512MiB', maxInstances: 10, secrets: [archiveAddress] };
const erasing: GlobalOptions = { ...archive, maxInstances: 2, secrets: [archiveAddress, eraserAddress] };

/** A sweep ends by itself before the platform ends it. */
const sweeping = { maxInstances: 1, timeoutSeconds: 300 };
const SWEEP_MS = 240_000;

export const loginExternal = callable(
  'loginExternal',
  minting,
  async () => (await import('./sign-in/login-external.ts')).loginExternal,
);
export const loginInternal = callable(
  'loginInternal',
  minting,
  async () => (await import('./sign-in/login-internal.ts')).loginInternal,
);
export const signInOptions = callable(
  'signInOptions',
  signIn,
  async () => (await import('./sign-in/sign-in-options.ts')).signInOptions,
);
export const requestPasswordReset = callable(
  'requestPasswordReset',
  signIn,
  async () => (await import('./passwords/request-password-reset.ts')).requestPasswordReset,
);
export const resetPassword = callable(
  'resetPassword',
  signIn,
  async () => (await import('./passwords/reset-password.ts')).resetPassword,
);
export const beginFactor = callable(
  'beginFactor',
  signIn,
  async () => (await import('./factors/begin-factor.ts')).beginFactor,
);
export const confirmFactor = callable(
  'confirmFactor',
  minting,
  async () => (await import('./factors/confirm-factor.ts')).confirmFactor,
);
export const reauthenticate = callable(
  'reauthenticate',
  signIn,
  async () => (await import('./sessions/reauthenticate.ts')).reauthenticate,
);
export const reauthenticationOptions = callable(
  'reauthenticationOptions',
  signIn,
  async () => (await import('./sessions/reauthenticate.ts')).reauthenticationOptions,
);
export const logout = callable('logout', signIn, async () => (await import('./sign-in/logout.ts')).logout);

export const fileLink = callable(
  'fileLink',
  desk,
  async () => (await import('./desk/file-link.ts')).fileLink,
);
export const mailTranscript = callable(
  'mailTranscript',
  desk,
  async () => (await import('./transcript/mail-transcript.ts')).mailTranscript,
);
export const listBrands = callable(
  'listBrands',
  desk,
  async () => (await import('./desk/list-brands.ts')).listBrands,
);
export const listModerators = callable(
  'listModerators',
  desk,
  async () => (await import('./desk/list-moderators.ts')).listModerators,
);
export const saveModerator = callable(
  'saveModerator',
  desk,
  async () => (await import('./desk/save-moderator.ts')).saveModerator,
);
export const inviteAgain = callable(
  'inviteAgain',
  desk,
  async () => (await import('./passwords/invite-again.ts')).inviteAgain,
);
export const listFactors = callable(
  'listFactors',
  desk,
  async () => (await import('./factors/list-factors.ts')).listFactors,
);
export const renameFactor = callable(
  'renameFactor',
  desk,
  async () => (await import('./factors/rename-factor.ts')).renameFactor,
);
export const removeFactor = callable(
  'removeFactor',
  desk,
  async () => (await import('./factors/remove-factor.ts')).removeFactor,
);
export const newRecoveryCodes = callable(
  'newRecoveryCodes',
  desk,
  async () => (await import('./factors/new-recovery-codes.ts')).newRecoveryCodes,
);
export const resetFactors = callable(
  'resetFactors',
  desk,
  async () => (await import('./factors/reset-factors.ts')).resetFactors,
);
export const securityPolicy = callable(
  'securityPolicy',
  desk,
  async () => (await import('./factors/change-security-policy.ts')).securityPolicy,
);
export const saveSecurityPolicy = callable(
  'saveSecurityPolicy',
  desk,
  async () => (await import('./factors/change-security-policy.ts')).saveSecurityPolicy,
);
export const listSessions = callable(
  'listSessions',
  desk,
  async () => (await import('./sessions/list-sessions.ts')).listSessions,
);
export const endSessions = callable(
  'endSessions',
  desk,
  async () => (await import('./sessions/end-sessions.ts')).endSessions,
);
export const banVisitor = callable(
  'banVisitor',
  desk,
  async () => (await import('./bans/ban-visitor.ts')).banVisitor,
);
export const liftBan = callable('liftBan', desk, async () => (await import('./bans/lift-ban.ts')).liftBan);
export const acceptArchivedDay = callable(
  'acceptArchivedDay',
  desk,
  async () => (await import('./seals/accept-archived-day.ts')).acceptArchivedDay,
);
export const listBans = callable(
  'listBans',
  desk,
  async () => (await import('./bans/list-bans.ts')).listBans,
);
export const brandAccess = callable(
  'brandAccess',
  desk,
  async () => (await import('./brand-access/brand-access.ts')).brandAccess,
);
export const saveBrandAccess = callable(
  'saveBrandAccess',
  desk,
  async () => (await import('./brand-access/save-brand-access.ts')).saveBrandAccess,
);
export const createBrandKey = callable(
  'createBrandKey',
  desk,
  async () => (await import('./brand-access/change-brand-keys.ts')).createBrandKey,
);
export const revokeBrandKey = callable(
  'revokeBrandKey',
  desk,
  async () => (await import('./brand-access/change-brand-keys.ts')).revokeBrandKey,
);
export const whoCanRead = callable(
  'whoCanRead',
  desk,
  async () => (await import('./desk/who-can-read.ts')).whoCanRead,
);
export const customerCard = callable(
  'customerCard',
  desk,
  async () => (await import('./customer/customer-card.ts')).customerCard,
);

export const ownData = callable(
  'ownData',
  archive,
  async () => (await import('./own-data/own-data.ts')).ownData,
);
export const eraseOwnData = callable(
  'eraseOwnData',
  erasing,
  async () => (await import('./erasure/erase-own-data.ts')).eraseOwnData,
);
export const searchArchive = callable(
  'searchArchive',
  archive,
  async () => (await import('./desk/search-archive.ts')).searchArchive,
);
export const listAudit = callable(
  'listAudit',
  archive,
  async () => (await import('./audit/list-audit.ts')).listAudit,
);
export const conversationReport = callable(
  'conversationReport',
  archive,
  async () => (await import('./desk/conversation-report.ts')).conversationReport,
);

/** For a website's server, not for its pages. */
export const createVisitorToken = onRequest({ ...signIn, cors: false }, async (request, response) => {
  const made = await import('./visitor-tokens/create-visitor-token.ts');
  await made.createVisitorToken(request, response, ports);
});

/** For pages that want to know before anybody opens the chat; mostly answered by Hosting's cache. */
export const brandCard = onRequest({ ...desk, cors: false }, async (request, response) => {
  const card = await import('./brand-card/brand-card.ts');
  await card.brandCard(request, response, ports);
});

/** For readers of our mails and their mail programs: no mail about this conversation any more. */
export const stopMails = onRequest({ ...desk, cors: false }, async (request, response) => {
  const stopping = await import('./answers/stop-mails.ts');
  await stopping.stopMails(request, response, ports);
});

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
export const visitorPoolRepair = onSchedule(
  { region, memory: '256MiB', schedule: 'every 5 minutes', maxInstances: 1 },
  async () => {
    const { repairPool } = await import('./visitor-pool/repair-pool.ts');
    await repairPool(ports, visitorPool.value());
  },
);

/** Drops what is over: sessions, secrets, tokens, codes, bans, counts. */
export const expirySweep = onSchedule(
  { region, memory: '256MiB', schedule: 'every 15 minutes', ...sweeping },
  async ({ scheduleTime }) => {
    const { sweepExpired } = await import('./sweeping/sweep-expired.ts');
    await sweepExpired(ports, Date.parse(scheduleTime), Date.now() + SWEEP_MS);
  },
);
