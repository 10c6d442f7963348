import {
  fileProblem,
  paths,
  readFileTerms,
  type Attachment,
  type MessageAddress,
} from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import { logError } from '../log.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { isOfType } from './content-check.ts';
import { withoutMetadata } from './picture-metadata.ts';

/** A file, and whether a visitor has sent it. */
export type CheckedFile = Pick<Attachment, 'path' | 'type'> & { readonly isVisitors: boolean };

/** That a file of a visitor is fine; those are counted. */
const OF_VISITOR = 'fine, of the visitor';

/**
 * Looks into a file before anybody gets it, once: what is not what it says it is, or what the scanner finds infected, is
 * removed for good; a picture loses the place it was taken at. Throws 'file-blocked', 'not-found', or 'failed' while the
 * scanner does not answer.
 */
export async function checkFile(address: MessageAddress, file: CheckedFile, ports: Ports): Promise<void> {
  const { brand, room, message } = address;
  const path = `server/files/${brand}/${room}/${message}`;
  const database = await ports.database();
  const verdict = await database.read(path);
  if (verdict === 'fine' || verdict === OF_VISITOR) return;
  if (verdict === 'blocked') throw new FunctionError('file-blocked');
  const files = await ports.files();
  const bytes = await files.read(file.path);
  if (bytes === null) throw new FunctionError('not-found');
  const isRefused = file.isVisitors && (await breaksTerms(database, address, file.type, bytes.length));
  if (
    isRefused ||
    !isOfType(file.type, bytes) ||
    (await (await ports.scanner())?.isInfected(bytes)) === true
  ) {
    await files.remove(file.path);
    await database.update({ [path]: 'blocked' });
    logError('files.blocked', 'a file was not what it said it is, infected, or not what the brand takes', {
      brand,
      room,
      message,
    });
    throw new FunctionError('file-blocked');
  }
  const bare = withoutMetadata(file.type, bytes);
  if (bare !== bytes) await files.replace(file.path, file.type, bare);
  await database.update({ [path]: file.isVisitors ? OF_VISITOR : 'fine' });
}

/** Whether a visitor's file is more than the brand takes: what a page was told binds no one who is not that page. */
async function breaksTerms(
  database: LiveDatabase,
  { brand, room, message }: MessageAddress,
  type: string,
  size: number,
): Promise<boolean> {
  const [terms, verdicts] = await Promise.all([
    database.read(`${paths.profile(brand)}/files`),
    database.read(`server/files/${brand}/${room}`),
  ]);
  // Not the file itself, which somebody else may be looking at in this moment.
  const sent = Object.entries(verdicts ?? {}).filter(([id, one]) => one === OF_VISITOR && id !== message);
  return fileProblem(readFileTerms(terms), { type, size }, sent.length) !== null;
}
