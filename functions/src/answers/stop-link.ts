import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BrandId, RoomId } from '@foyer/shared-core/model';
import { deskAddress } from '../desk/desk-address.ts';
import type { VisitorLanguage } from '../mail/visitor-language.ts';
import type { LiveDatabase } from '../ports.ts';
import { newSecret } from '../secrets.ts';

const SECRET_PATH = 'server/mail-stop-secret';

/** One conversation, whose answers go to somebody by mail. */
export interface StopOrder {
  readonly brand: BrandId;
  readonly room: RoomId;
}

/** Where it stands that a conversation's answers go to nobody by mail any more. */
export function stoppedPath({ brand, room }: StopOrder): string {
  return `server/stopped-answers/${brand}/${room}`;
}

/** The address that stops the mails about one conversation. Whoever has the mail has it, and nobody makes another. */
export async function stopLink(
  database: LiveDatabase,
  order: StopOrder,
  language: VisitorLanguage,
): Promise<string> {
  const link = new URL('/api/stopMails', deskAddress());
  link.search = new URLSearchParams({
    ...{ brand: order.brand, room: order.room, key: await keyOf(database, order), language },
  }).toString();
  return link.href;
}

/** Whether a key is that of the conversation; takes as long for every wrong one. */
export async function isStopKey(database: LiveDatabase, order: StopOrder, key: string): Promise<boolean> {
  const right = Buffer.from(await keyOf(database, order));
  const told = Buffer.from(key);
  return told.length === right.length && timingSafeEqual(told, right);
}

async function keyOf(database: LiveDatabase, { brand, room }: StopOrder): Promise<string> {
  return createHmac('sha256', await secret(database))
    .update(`${brand}\n${room}`)
    .digest('base64url');
}

/** Made once for the project, by whoever comes first. */
async function secret(database: LiveDatabase): Promise<string> {
  const stored = await database.read(SECRET_PATH);
  if (typeof stored === 'string') return stored;
  const { value } = await database.change(SECRET_PATH, (current) =>
    typeof current === 'string' ? undefined : newSecret(),
  );
  return String(value);
}
