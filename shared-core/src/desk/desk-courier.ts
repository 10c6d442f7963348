import { isSessionOver, isStored, readIfAllowed, readRoomIfAllowed } from '../conversation/stored-state.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import { directTeamRoomId } from '../model/ids.ts';
import type { BrandId, ModeratorId, RoomId, TeamRoomId } from '../model/ids.ts';
import type { MessageContent } from '../model/message.ts';
import { attachmentPath, paths } from '../model/paths.ts';
import { isOpen } from '../model/room.ts';
import { openTeamRoomUpdate, sendUpdate, teamMessageUpdate } from '../model/updates.ts';
import type { Sender } from '../model/updates.ts';
import { createUploader } from '../outbox/courier.ts';
import type { Courier, Outcome } from '../outbox/courier.ts';
import type { OutboxEntry } from '../outbox/outbox-entry.ts';
import { derive } from '../derive.ts';
import type { DeskLink } from './desk-link.ts';
import type { Me } from './desk.ts';

/** Delivers a moderator's messages, to visitors and to colleagues. */
export function createDeskCourier(link: DeskLink): Courier {
  const { database, claims } = link;
  const upload = createUploader(link.uploads);
  const openTeamRooms = new Set<TeamRoomId>();

  async function deliverToRoom(entry: OutboxEntry, to: { brand: BrandId; room: RoomId }): Promise<Outcome> {
    const sender = senderOf(link.me.get());
    const content = entry.draft as MessageContent;
    if (!(await isRefused(database.update(sendUpdate(to, entry.id, sender, content)))))
      return { type: 'sent' };
    const { id, draft } = entry;
    if (await isStored(database, { ...to, id, by: sender.id, draft })) return { type: 'sent' };
    const reason = await whyRefused(link, to);
    return reason === null ? { type: 'unclear' } : { type: 'failed', reason };
  }

  async function deliverToColleague(entry: OutboxEntry, colleague: ModeratorId): Promise<Outcome> {
    const id = directTeamRoomId(claims.id, colleague);
    await openTeamRoom(id, colleague);
    const text = entry.draft.kind === 'text' ? entry.draft.text : '';
    if (!(await isRefused(database.update(teamMessageUpdate(id, entry.id, claims.id, text)))))
      return { type: 'sent' };
    if ((await readIfAllowed(database, paths.teamMessage(id, entry.id))) !== null) return { type: 'sent' };
    openTeamRooms.delete(id);
    if (await isSessionOver(database, claims.sid)) return { type: 'failed', reason: 'session-ended' };
    return { type: 'unclear' };
  }

  /** A refusal is the colleague having been faster; whether the room stands shows at the message. */
  async function openTeamRoom(id: TeamRoomId, colleague: ModeratorId): Promise<void> {
    if (openTeamRooms.has(id)) return;
    if ((await readIfAllowed(database, paths.teamRoom(id))) === null)
      await isRefused(database.update(openTeamRoomUpdate(id, [claims.id, colleague])));
    openTeamRooms.add(id);
  }

  return {
    ready: derive([database.connected, link.me], (connected, me) => connected && me !== undefined),
    address: (entry) => entry,
    deliver(entry) {
      if (entry.to.kind === 'team') return deliverToColleague(entry, entry.to.colleague);
      return deliverToRoom(entry, roomOf(entry));
    },
    upload(entry, file, onProgress) {
      return upload(attachmentPath({ ...roomOf(entry), by: claims.id, message: entry.id }), file, onProgress);
    },
  };
}

/** Why the rules refuse a message of this moderator into the room; null when it was no more than the throttle. */
export async function whyRefused(
  link: DeskLink,
  to: { readonly brand: BrandId; readonly room: RoomId },
): Promise<CoreErrorCode | null> {
  const { database, claims } = link;
  if (await isSessionOver(database, claims.sid)) return 'session-ended';
  const room = await readRoomIfAllowed(database, to.brand, to.room);
  if (!room) return 'refused';
  if (!isOpen(room)) return 'room-closed';
  return room.assignee?.id === claims.id ? null : 'not-assignee';
}

/** A moderator as the sender of a message; the rules compare the name with the live record. Throws `not-signed-in`. */
export function senderOf(me: Me | undefined): Sender {
  if (!me) throw new CoreError('not-signed-in');
  return { id: me.id, role: me.role, name: me.name };
}

async function isRefused(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return false;
  } catch (cause) {
    if (isCoreError(cause, 'refused')) return true;
    throw cause;
  }
}

function roomOf(entry: OutboxEntry): { readonly brand: BrandId; readonly room: RoomId } {
  if (entry.to.kind !== 'room' || entry.to.room === undefined)
    throw new CoreError('bad-input', 'a moderator writes into a room that is known');
  return { brand: entry.to.brand, room: entry.to.room };
}
