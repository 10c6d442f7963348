import type { CallableOptions } from 'firebase-functions/https';
import type { GlobalOptions } from 'firebase-functions/options';
import { archiveAddress, eraserAddress, mailAddress, region, signer } from './config.ts';

/**
 * What functions run on. Those that name the same start alike: sign-in loads no SQL, only the archive's functions see
 * its address, and their instances are few because a database takes few connections.
 */
export const signIn: CallableOptions = { region, memory: '256MiB', maxInstances: 100 };
export const minting: CallableOptions = { ...signIn, secrets: [signer] };
export const desk: CallableOptions = { region, memory: '256MiB', maxInstances: 20 };
export const mail: GlobalOptions = { region, memory: '256MiB', maxInstances: 5, secrets: [mailAddress] };
export const presence: GlobalOptions = { region, memory: '256MiB', maxInstances: 10 };
export const upkeep: GlobalOptions = { region, memory: '256MiB', maxInstances: 1 };
export const archive: GlobalOptions = {
  region,
  memory: '512MiB',
  maxInstances: 10,
  secrets: [archiveAddress],
};
export const erasing: GlobalOptions = {
  ...archive,
  maxInstances: 2,
  secrets: [archiveAddress, eraserAddress],
};
