import {
  attachmentPath,
  isAttachmentType,
  paths,
  type BrandId,
  type OwnConversation,
  type OwnMessage,
  type RoomId,
  type VisitorId,
} from '@foyer/shared-core/model';
import type { KeptConversation, KeptMessage } from '../archive/archive.ts';
import { contentDisposition } from '../desk/content-disposition.ts';
import { isFunctionError } from '../errors/function-error.ts';
import { checkFile, type CheckedFile } from '../files/check-file.ts';
import { orNull, readable } from '../keeping/keep-message.ts';
import type { Ports } from '../ports.ts';

/** How long a link in somebody's own data opens its file. */
const LINK_MS = 60 * 60_000;

/** Behind one message of one room; at its beginning with time 0. */
export interface Place {
  readonly room: RoomId;
  readonly at: number;
  readonly id: string;
}

interface Asked {
  readonly caller: { readonly id: VisitorId; readonly brand: BrandId };
  readonly from: Place;
  /** What the archive has of the room. */
  readonly kept: KeptConversation | null;
  readonly messages: number;
  readonly files: number;
}

/** What fits of one conversation: from the database, or from the archive where the database has it no more. */
export async function readPiece(
  ports: Ports,
  { caller, from, kept, messages: most, files }: Asked,
): Promise<{ readonly conversation: OwnConversation; readonly next: Place | null } | null> {
  const { brand, id: visitor } = caller;
  const { room } = from;
  const [database, archive] = await Promise.all([ports.database(), ports.archive()]);
  const record = (await database.read(paths.room(brand, room))) as Readonly<Record<string, unknown>> | null;
  if (record !== null && record['visitorId'] !== visitor) return null;
  const limit = most + 1;
  const about = record ?? (kept === null ? null : { ...kept });
  if (about === null) return null;
  const found =
    record === null
      ? await archive.messagesOf({ brand, room, after: from, limit })
      : await liveMessages(ports, brand, { ...from, limit });
  const shown: OwnMessage[] = [];
  let filesLeft = files;
  let last: KeptMessage | undefined;
  for (const message of found.slice(0, most)) {
    if (message.file !== undefined && filesLeft === 0) break;
    if (message.file !== undefined) filesLeft -= 1;
    shown.push(await ownMessage(ports, { brand, room, visitor }, message));
    last = message;
  }
  const next =
    shown.length < found.length ? { room, at: last?.at ?? from.at, id: last?.id ?? from.id } : null;
  return { conversation: { id: room, about, messages: shown }, next };
}

async function liveMessages(
  ports: Ports,
  brand: BrandId,
  { room, at, id, limit }: Place & { readonly limit: number },
): Promise<readonly KeptMessage[]> {
  const database = await ports.database();
  const from = { value: at, ...(id === '' ? {} : { key: id }) };
  const rows = await database.list(paths.roomMessages(brand, room), { by: 'at', from, limit: limit + 1 });
  return rows
    .filter(([key]) => key !== id)
    .slice(0, limit)
    .map(([key, value]) => orNull(value, (record) => asKept(key, record)))
    .filter((message) => message !== null);
}

function asKept(id: string, value: unknown): KeptMessage | null {
  const message = readable(id, value);
  if ('reason' in message) return null;
  const { at, role, name } = message;
  return {
    ...{ id, at, role },
    ...(name === undefined ? {} : { name }),
    ...(message.kind === 'text' ? { text: message.text } : {}),
    ...(message.kind === 'event' ? { event: message.event } : {}),
    ...(message.kind === 'file' ? { file: message.file } : {}),
  };
}

async function ownMessage(
  ports: Ports,
  place: { readonly brand: BrandId; readonly room: RoomId; readonly visitor: VisitorId },
  { id, at, role, name, text, event, file }: KeptMessage,
): Promise<OwnMessage> {
  return {
    ...{ id, at, from: role === 'client' ? 'you' : (name ?? role) },
    ...(text === undefined ? {} : { text }),
    ...(event === undefined ? {} : { event }),
    ...(file === undefined
      ? {}
      : {
          file: {
            ...{ name: file.name, type: file.type, size: file.size },
            ...(await linkTo(ports, { ...place, message: id }, { ...file, isVisitors: role === 'client' })),
          },
        }),
  };
}

/** Nothing for a file that was blocked, or is not there any more. */
async function linkTo(
  ports: Ports,
  { brand, room, message }: { readonly brand: BrandId; readonly room: RoomId; readonly message: string },
  file: NonNullable<KeptMessage['file']> & CheckedFile,
): Promise<{ readonly link?: string; readonly until?: number }> {
  const [, , by = ''] = file.path.split('/');
  const isOwn = file.path === attachmentPath({ brand, by, room, message }) && isAttachmentType(file.type);
  if (!isOwn) return {};
  try {
    await checkFile({ brand, room, message }, file, ports);
  } catch (cause) {
    if (isFunctionError(cause, 'file-blocked') || isFunctionError(cause, 'not-found')) return {};
    throw cause;
  }
  const files = await ports.files();
  const until = ports.now() + LINK_MS;
  const link = await files.signedLink(file.path, {
    expiresAt: until,
    type: file.type,
    disposition: contentDisposition(file),
  });
  return { link, until };
}
