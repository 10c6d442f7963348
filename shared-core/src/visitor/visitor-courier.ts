import { isStored, readIfAllowed, readRoomIfAllowed, isSessionOver } from '../conversation/stored-state.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import type { BrandId, RoomId, SessionId, VisitorId } from '../model/ids.ts';
import type { MessageContent } from '../model/message.ts';
import { attachmentPath, paths } from '../model/paths.ts';
import { readBrandProfile } from '../model/people.ts';
import { isOpen } from '../model/room.ts';
import { openRoomUpdate, sendUpdate } from '../model/updates.ts';
import type { RoomWishes } from '../model/updates.ts';
import { createUploader } from '../outbox/courier.ts';
import type { Courier, Outcome } from '../outbox/courier.ts';
import type { OutboxEntry } from '../outbox/outbox-entry.ts';
import type { DatabasePort, UploadPort } from '../ports.ts';
import type { Readable, Writable } from '../store.ts';
import { pickCurrentRoom } from './current-room.ts';
import { isPassing } from './visitor-link.ts';
import type { OwnRooms } from './current-room.ts';

export interface VisitorCourierOptions {
  readonly brand: BrandId;
  readonly visitorId: VisitorId;
  readonly database: DatabasePort;
  readonly uploads: UploadPort;
  readonly ready: Readable<boolean>;
  readonly rooms: () => OwnRooms;
  /** Where the courier notes which rooms it is just opening. */
  readonly unopened: Writable<ReadonlySet<RoomId>>;
  /** Whom a new room is for. */
  readonly wishes: () => RoomWishes;
  /** Hides in a text what must not leave the browser. */
  readonly mask: (text: string) => string;
  readonly session: () => SessionId | null;
  /** Why nothing can be sent at present, if it is known already. */
  readonly hindrance: () => CoreErrorCode | null;
  /** Signs in anew. Rejects with a `CoreError`. */
  readonly renewSession: () => Promise<void>;
  /** A room takes no more messages, and what was meant for it goes elsewhere. */
  readonly leave: (room: RoomId) => void;
}

/** Delivers a visitor's messages into the current room, opening one where there is none that is open. */
export function createVisitorCourier(options: VisitorCourierOptions): Courier {
  const { brand, visitorId, database, unopened } = options;
  const uploadFile = createUploader(options.uploads);
  /** Rooms beyond the newest that have turned out to exist. */
  const found = new Set<RoomId>();

  function setUnopened(room: RoomId, opening: boolean): void {
    const next = new Set(unopened.get());
    if (opening) next.add(room);
    else next.delete(room);
    unopened.set(next);
  }

  async function send(room: RoomId, entry: OutboxEntry): Promise<void> {
    const content = entry.draft as MessageContent;
    if (isKnown(room)) {
      await database.update(
        sendUpdate({ brand, room }, entry.id, { id: visitorId, role: 'client' }, content),
      );
      return;
    }
    setUnopened(room, true);
    try {
      const visitor = { id: visitorId, ...options.wishes() };
      await database.update(openRoomUpdate({ brand, room }, entry.id, visitor, content));
    } finally {
      setUnopened(room, false);
    }
  }

  /** The rules say no and not why: the nodes that decide are read one after the other. */
  async function explain(room: RoomId, entry: OutboxEntry): Promise<Outcome> {
    const { id, draft } = entry;
    if (await isStored(database, { brand, room, id, by: visitorId, draft })) return { type: 'sent' };
    const session = options.session();
    if (session === null || (await isSessionOver(database, session))) {
      await options.renewSession();
      return { type: 'unclear' };
    }
    const until = await readIfAllowed(database, `${paths.ban(brand, visitorId)}/until`);
    if (typeof until === 'number' && until > database.serverNow())
      return { type: 'failed', reason: 'banned' };
    const profile = await readIfAllowed(database, paths.profile(brand));
    if (profile === null || !readBrandProfile(brand, profile).live)
      return { type: 'failed', reason: 'brand-closed' };
    const state = await readRoomIfAllowed(database, brand, room);
    // A room that is gone or closed takes no message any more; one that was not opened yet may just be throttled.
    if (state ? !isOpen(state) : isKnown(room)) {
      options.leave(room);
      return { type: 'readdress', entry: withoutRoom(entry) };
    }
    if (state) found.add(room);
    // Of what refuses a new room only haste is left, which passes, or that too many were opened.
    return state ? { type: 'unclear' } : { type: 'unclear', reason: 'too-many-rooms' };
  }

  function isKnown(room: RoomId): boolean {
    return found.has(room) || options.rooms()?.some(({ id }) => id === room) === true;
  }

  return {
    ready: options.ready,
    address(written, others) {
      // Here at the latest: what was written before the brand's patterns were known has waited for them.
      const entry = masked(written);
      if (entry.to.kind !== 'room' || entry.to.room !== undefined) return entry;
      const current = pickCurrentRoom(options.rooms());
      // The first message's key names the room it opens: two tabs that send the same message open the same room.
      const ownKey: string = entry.id;
      const room = current && isOpen(current) ? current.id : (plannedRoom(others) ?? ownKey);
      return { ...entry, to: { ...entry.to, room } };
    },
    async deliver(entry) {
      const hindrance = options.hindrance();
      if (hindrance !== null) return { type: 'failed', reason: hindrance };
      const room = roomOf(entry);
      try {
        await send(room, entry);
        return { type: 'sent' };
      } catch (cause) {
        if (!isCoreError(cause, 'refused')) throw cause;
      }
      try {
        return await explain(room, entry);
      } catch (cause) {
        // A sign-in that is refused for good says more than the refused message.
        if (isCoreError(cause) && !isPassing(cause)) return { type: 'failed', reason: cause.code };
        throw cause;
      }
    },
    upload(entry, file, onProgress) {
      const path = attachmentPath({ brand, by: visitorId, room: roomOf(entry), message: entry.id });
      return uploadFile(path, file, onProgress);
    },
  };

  function masked(entry: OutboxEntry): OutboxEntry {
    const { draft } = entry;
    const written = draft.kind === 'text' ? draft.text : draft.file.name;
    const text = options.mask(written);
    if (text === written) return entry;
    if (draft.kind === 'text') return { ...entry, draft: { kind: 'text', text } };
    return { ...entry, draft: { kind: 'file', file: { ...draft.file, name: text } } };
  }

  function plannedRoom(others: readonly OutboxEntry[]): RoomId | undefined {
    const closed = new Set(
      options
        .rooms()
        ?.filter((room) => !isOpen(room))
        .map(({ id }) => id),
    );
    return others
      .map(({ to }) => (to.kind === 'room' ? to.room : undefined))
      .find((room) => room !== undefined && !closed.has(room));
  }
}

function roomOf(entry: OutboxEntry): RoomId {
  if (entry.to.kind !== 'room' || entry.to.room === undefined)
    throw new CoreError('bad-input', 'a visitor writes into rooms only');
  return entry.to.room;
}

/** A file's path names its room, so the file goes up again for another one. */
function withoutRoom(entry: OutboxEntry): OutboxEntry {
  const { to, draft } = entry;
  if (to.kind !== 'room') return entry;
  const { room: _, ...anyRoom } = to;
  if (draft.kind === 'text') return { ...entry, to: anyRoom };
  const { path: __, ...file } = draft.file;
  return { ...entry, to: anyRoom, draft: { kind: 'file', file } };
}
