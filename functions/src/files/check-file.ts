import type { Attachment, MessageAddress } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import { logError } from '../log.ts';
import type { Ports } from '../ports.ts';
import { isOfType } from './content-check.ts';
import { withoutMetadata } from './picture-metadata.ts';

/**
 * Looks into a file before anybody gets it, once: what is not what it says it is, or what the scanner finds infected, is
 * removed for good; a picture loses the place it was taken at. Throws 'file-blocked', 'not-found', or 'failed' while the
 * scanner does not answer.
 */
export async function checkFile(address: MessageAddress, file: Attachment, ports: Ports): Promise<void> {
  const { brand, room, message } = address;
  const path = `server/files/${brand}/${room}/${message}`;
  const database = await ports.database();
  const verdict = await database.read(path);
  if (verdict === 'fine') return;
  if (verdict === 'blocked') throw new FunctionError('file-blocked');
  const files = await ports.files();
  const bytes = await files.read(file.path);
  if (bytes === null) throw new FunctionError('not-found');
  if (!isOfType(file.type, bytes) || (await (await ports.scanner())?.isInfected(bytes)) === true) {
    await files.remove(file.path);
    await database.update({ [path]: 'blocked' });
    logError('files.blocked', 'a file was not what it said it is, or infected', { brand, room, message });
    throw new FunctionError('file-blocked');
  }
  const bare = withoutMetadata(file.type, bytes);
  if (bare !== bytes) await files.replace(file.path, file.type, bare);
  await database.update({ [path]: 'fine' });
}
