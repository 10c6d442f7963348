import { archiveAddress, eraserAddress, scannerAddress } from '../config.ts';
import type { Ports } from '../ports.ts';

/** Makes something at the first call and hands out the same ever after; a failure is forgotten. */
function once<Thing>(make: () => Promise<Thing>): () => Promise<Thing> {
  let made: Promise<Thing> | undefined;
  return () =>
    (made ??= make().catch((cause: unknown) => {
      made = undefined;
      throw cause;
    }));
}

/** The real outside world; each part is loaded when it is first asked for. */
export const ports: Ports = {
  database: once(async () => (await import('./live-database.ts')).createLiveDatabase()),
  accounts: once(async () => (await import('./accounts.ts')).createAccounts()),
  files: once(async () => (await import('./files.ts')).createFiles()),
  scanner: once(async () => {
    const address = scannerAddress.value();
    return address === '' ? null : (await import('../files/clamav.ts')).createClamav(address);
  }),
  archive: once(async () => (await import('../archive/open-archive.ts')).openArchive(archiveAddress.value())),
  eraser: once(async () => {
    const address = eraserAddress.value();
    return address === '' || address === 'none'
      ? ports.archive()
      : (await import('../archive/open-archive.ts')).openArchive(address);
  }),
  now: () => Date.now(),
};
