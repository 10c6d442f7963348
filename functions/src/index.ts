import { onValueCreated } from 'firebase-functions/database';
import type { CallableOptions } from 'firebase-functions/https';
import type { GlobalOptions } from 'firebase-functions/options';
import { onSchedule } from 'firebase-functions/scheduler';
import { callable } from './callable.ts';
import { archiveAddress, region } from './config.ts';
import { ports } from './firebase/ports.ts';

/**
 * The table of the deployed functions. Functions of one line of options start alike: sign-in loads no SQL, only the
 * archive's functions see its address, and their instances are few because a database takes few connections.
 */
const signIn: CallableOptions = { region, memory: '256MiB', maxInstances: 100 };
const desk: CallableOptions = { region, memory: '256MiB', maxInstances: 20 };
const archive: GlobalOptions = { region, memory: '512MiB', maxInstances: 10, secrets: [archiveAddress] };

/** A sweep ends by itself before the platform ends it. */
const SWEEP_TIMEOUT_S = 300;
const SWEEP_MS = 240_000;

export const loginExternal = callable(
  'loginExternal',
  signIn,
  async () => (await import('./sign-in/login-external.ts')).loginExternal,
);
export const loginInternal = callable(
  'loginInternal',
  signIn,
  async () => (await import('./sign-in/login-internal.ts')).loginInternal,
);
export const signInOptions = callable(
  'signInOptions',
  signIn,
  async () => (await import('./sign-in/sign-in-options.ts')).signInOptions,
);
export const logout = callable('logout', signIn, async () => (await import('./sign-in/logout.ts')).logout);

export const fileLink = callable(
  'fileLink',
  desk,
  async () => (await import('./desk/file-link.ts')).fileLink,
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
export const customerCard = callable(
  'customerCard',
  desk,
  async () => (await import('./customer/customer-card.ts')).customerCard,
);

export const searchArchive = callable(
  'searchArchive',
  archive,
  async () => (await import('./desk/search-archive.ts')).searchArchive,
);
export const conversationReport = callable(
  'conversationReport',
  archive,
  async () => (await import('./desk/conversation-report.ts')).conversationReport,
);

/** Archives each message as soon as it is written. Fast, but no promise: `archiveSweep` is. */
export const onMessageCreated = onValueCreated(
  { ...archive, ref: '/room-messages/{brand}/{room}/{message}', retry: true },
  async ({ params, data }) => {
    const { keepMessage } = await import('./keeping/keep-message.ts');
    await keepMessage(params, data.val(), ports);
  },
);

/** Makes the archive complete. */
export const archiveSweep = onSchedule(
  { ...archive, schedule: 'every 5 minutes', maxInstances: 1, timeoutSeconds: SWEEP_TIMEOUT_S },
  async () => {
    const { sweepArchive } = await import('./keeping/sweep.ts');
    await sweepArchive(ports, Date.now() + SWEEP_MS);
  },
);
