import {
  paths,
  readLiveMark,
  type BrandId,
  type LiveMark,
  type Message,
  type RoomId,
} from '@foyer/shared-core/model';
import { orNull, readable } from '../keeping/keep-message.ts';
import type { LiveDatabase } from '../ports.ts';
import { mailedPath, type AwaitedAnswer, type MailedUpTo } from './awaited-answer.ts';

/** Most messages that are looked through for one mail; what is beyond them follows in the next one. */
const MOST_AT_ONCE = 200;

/** What moderators have said in a room and the visitor has neither read nor got by mail, oldest first. */
export async function unreadAnswers(
  database: LiveDatabase,
  { brand, room, visitor }: Pick<AwaitedAnswer, 'brand' | 'room' | 'visitor'>,
): Promise<readonly Message[]> {
  const [mailed, mark] = await Promise.all([
    database.read(mailedPath(brand, room)) as Promise<MailedUpTo | null>,
    database.read(`${paths.roomLive(brand, room)}/${visitor}`),
  ]);
  const read = orNull<LiveMark>(mark, readLiveMark)?.read?.at ?? 0;
  const answers = await answersFrom(database, { brand, room }, Math.max(mailed?.at ?? 0, read));
  return answers.filter(({ id, at }) => at > read && id !== mailed?.message);
}

/** What moderators have said in a room from a moment of server time on. */
export async function answersFrom(
  database: LiveDatabase,
  { brand, room }: { readonly brand: BrandId; readonly room: RoomId },
  from: number,
): Promise<readonly Message[]> {
  const children = await database.list(paths.roomMessages(brand, room), {
    ...{ by: 'at', from: { value: from }, limit: MOST_AT_ONCE },
  });
  return children
    .map(([id, value]) => readable(id, value))
    .filter((message): message is Message => !('reason' in message))
    .filter(({ role, kind }) => role !== 'client' && kind !== 'event');
}
