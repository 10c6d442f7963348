import { z } from 'zod';
import {
  paths,
  readMessage,
  attachmentPath,
  isAttachmentType,
  isCoreError,
  type Attachment,
  type Calls,
} from '@foyer/shared-core/model';
import { authorize, worksFor, type Caller } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import type { LiveDatabase } from '../ports.ts';
import { checkFile, type CheckedFile } from '../files/check-file.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend, type Spending } from '../limits/limiter.ts';
import { contentDisposition } from './content-disposition.ts';

/** How long a link opens its file. */
const LINK_MS = 10 * 60_000;

/**
 * A link to one attachment that the caller may read. What is missing and what is not theirs is the same to a caller:
 * 'not-found'.
 */
export const fileLink: CallHandler<'fileLink'> = {
  schema: z.strictObject({ brand: keySchema, room: keySchema, message: keySchema }),
  async answer({ data, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const [caller, file, visitorId] = await Promise.all([
      authorize(claims, database, now),
      readFile(database, data),
      database.read(`${paths.room(data.brand, data.room)}/visitorId`),
    ]);
    if (file === null || !mayRead(caller, data.brand, visitorId)) throw new FunctionError('not-found');
    await spend(database, [spendingOf(caller)], now);
    await checkFile(data, file, ports);
    const files = await ports.files();
    const expiresAt = now + LINK_MS;
    const url = await files.signedLink(file.path, {
      expiresAt,
      type: file.type,
      disposition: contentDisposition(file),
    });
    return { url, expiresAt };
  },
};

/** The file of a message, null when there is none; only a file that lies where this very message's files lie. */
async function readFile(
  database: LiveDatabase,
  { brand, room, message: id }: Calls['fileLink']['request'],
): Promise<(Attachment & CheckedFile) | null> {
  const value = await database.read(paths.roomMessage(brand, room, id));
  if (value === null) return null;
  try {
    const message = readMessage(id, value);
    if (message.kind !== 'file') return null;
    const { file, by } = message;
    const isOwn = file.path === attachmentPath({ brand, by, room, message: id });
    return isOwn && isAttachmentType(file.type) ? { ...file, isVisitors: message.role === 'client' } : null;
  } catch (cause) {
    if (isCoreError(cause, 'bad-record')) return null;
    throw cause;
  }
}

function spendingOf({ kind, id }: Caller): Spending {
  return { limit: kind === 'visitor' ? callLimits.filesOfVisitor : callLimits.filesOfModerator, key: id };
}

function mayRead(caller: Caller, brand: string, visitorId: unknown): boolean {
  if (caller.kind === 'moderator') return worksFor(caller, brand);
  return caller.brand === brand && caller.id === visitorId;
}
