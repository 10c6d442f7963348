import { paths } from '@foyer/shared-core/model';
import { logInfo } from '../log.ts';
import type { LiveDatabase, Ports, StoredFile } from '../ports.ts';

const FOLDER = 'uploads/';
const CURSOR = 'server/orphans-swept-to';
const PAGE = 100;

/** An upload whose message has not come by then: a phone that was in a tunnel for half a day has given up. */
const PATIENCE_MS = 12 * 60 * 60_000;

/**
 * Removes uploads that no message names, neither in the database nor in the archive. Goes round over all uploads, a part in
 * each run; a run that broke off is gone on with.
 */
export async function sweepOrphans(ports: Ports, now: number, deadline: number): Promise<void> {
  const [database, files] = await Promise.all([ports.database(), ports.files()]);
  const stored = await database.read(CURSOR);
  let after = typeof stored === 'string' ? stored : undefined;
  let removed = 0;
  do {
    const page = await files.list(FOLDER, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    const late = page.files.filter(({ createdAt }) => createdAt < now - PATIENCE_MS);
    const isNamed = await Promise.all(late.map((file) => isReferenced(ports, database, file)));
    for (const [index, { path }] of late.entries()) {
      if (isNamed[index] === true) continue;
      await files.remove(path);
      removed += 1;
    }
    after = page.next;
    await database.update({ [CURSOR]: after ?? null });
  } while (after !== undefined && Date.now() < deadline);
  if (removed > 0) logInfo('files.orphans', { removed });
}

/** Whether the message that an upload was made for names it. */
async function isReferenced(ports: Ports, database: LiveDatabase, { path }: StoredFile): Promise<boolean> {
  const [, brand, , room, message] = path.split('/');
  if (brand === undefined || room === undefined || message === undefined) return false;
  const named = await database.read(`${paths.roomMessage(brand, room, message)}/file/path`);
  if (named === path) return true;
  const archive = await ports.archive();
  return archive.namesFile({ brand, room, message, path });
}
