import { performAct } from '../conversation/perform-act.ts';
import { isSessionOver, readRoomIfAllowed } from '../conversation/stored-state.ts';
import { derive } from '../derive.ts';
import { CoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import { newId } from '../model/ids.ts';
import type { BrandId } from '../model/ids.ts';
import { limits } from '../model/limits.ts';
import { maskText } from '../model/masks.ts';
import { isOpen } from '../model/room.ts';
import type { Room } from '../model/room.ts';
import { closeRoomUpdate, rateRoomUpdate } from '../model/updates.ts';
import type { OutboxItem } from '../outbox/outbox.ts';
import type { Pacer } from '../outbox/pacer.ts';
import type { Platform } from '../platform.ts';
import type { Readable } from '../store.ts';
import type { VisitorLink } from './visitor-link.ts';

interface OwnRoomActsOptions {
  readonly platform: Platform;
  readonly link: VisitorLink;
  readonly brand: BrandId;
  readonly pacer: Pacer;
  readonly room: Readable<Room | null>;
  /** What was written into it and waits. */
  readonly items: Readable<readonly OutboxItem[]>;
  readonly masks: Readable<readonly string[] | null>;
  readonly hindrance: Readable<CoreError | null>;
}

/** What a visitor does to the room that is looked at, beside writing into it. Both reject with a `CoreError`. */
export interface OwnRoomActs {
  /** What was written before goes first; 'file-sending' while a file is on its way. */
  endRoom(): Promise<void>;
  /** Once, when it has ended. */
  rateRoom(score: number, comment?: string): Promise<void>;
}

/** Makes them; nothing is read or written before one is called. */
export function createOwnRoomActs(options: OwnRoomActsOptions): OwnRoomActs {
  const { platform, link, brand, pacer, room, items, masks, hindrance } = options;
  const { database, visitorId } = link;

  /** What is on its way, or has opened a room that is not known yet; nothing is while nothing can be sent. */
  const sending = derive(
    [items, room, database.connected, hindrance],
    (all, current, connected, reason): readonly OutboxItem[] =>
      connected && reason === null
        ? all.filter(({ state }) => state === 'queued' || (state === 'sent' && current === null))
        : [],
  );

  async function allIsSent(): Promise<void> {
    let stop: (() => void) | undefined;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (sending.get().length === 0) resolve();
      };
      stop = sending.subscribe(look);
      look();
    });
    stop?.();
  }

  /** Why nothing at all is written at present; null where that is not it. */
  async function whyNothing(): Promise<CoreErrorCode | 'unclear' | null> {
    const session = link.sessionId();
    if (session === null || (await isSessionOver(database, session))) {
      await link.renew();
      return 'unclear';
    }
    return hindrance.get()?.code ?? null;
  }

  async function whyNotClosed(current: Room): Promise<CoreErrorCode | 'done' | 'unclear'> {
    const reason = await whyNothing();
    if (reason !== null) return reason;
    const stored = await readRoomIfAllowed(database, brand, current.id);
    return stored && isOpen(stored) ? 'unclear' : 'done';
  }

  async function whyNotRated(current: Room): Promise<CoreErrorCode | 'done' | 'unclear'> {
    const reason = await whyNothing();
    if (reason !== null) return reason;
    const stored = await readRoomIfAllowed(database, brand, current.id);
    if (!stored) return 'not-found';
    return stored.rating ? 'done' : 'unclear';
  }

  return {
    async endRoom() {
      const shown = room.get();
      // Behind the end it would open another room; a file may take longer than somebody wants to wait for the end.
      if (sending.get().some(({ entry, state }) => state === 'queued' && entry.draft.kind === 'file'))
        throw new CoreError('file-sending');
      await allIsSent();
      const current = shown ?? room.get();
      if (!current && items.get().some(({ state }) => state === 'queued'))
        throw new CoreError(hindrance.get()?.code ?? 'offline');
      if (!current || !isOpen(current)) return;
      await performAct({
        platform,
        database,
        pacer,
        update: closeRoomUpdate({ brand, room: current.id }, newId(platform.random), {
          id: visitorId,
          role: 'client',
        }),
        explain: () => whyNotClosed(current),
      });
    },
    async rateRoom(score, comment) {
      const current = room.get();
      if (!current || isOpen(current) || current.rating) return;
      const said = maskText(comment?.trim().slice(0, limits.ratingComment) ?? '', masks.get() ?? []);
      await performAct({
        platform,
        database,
        pacer: (write) => write(),
        update: rateRoomUpdate(
          { brand, room: current.id },
          { score, ...(said === '' ? {} : { comment: said }) },
        ),
        explain: () => whyNotRated(current),
      });
    },
  };
}
