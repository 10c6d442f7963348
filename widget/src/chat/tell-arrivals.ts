import type { ChatMessage, Readable, VisitorChat } from '@foyer/shared-core';
import type { ChatHost } from '../chat-contract.ts';
import type { Chime } from './chime.ts';
import { createArrivals, createArrivalsElsewhere } from './new-arrivals.ts';

interface ArrivalsOptions {
  readonly chat: VisitorChat;
  readonly messages: Readable<readonly ChatMessage[]>;
  readonly host: ChatHost;
  readonly chime: Chime;
  /** Whether the visitor has the conversation before their eyes. */
  readonly isSeen: () => boolean;
  /** Hears the newest that have arrived; null for one in another conversation. */
  readonly tell: (arrived: readonly (ChatMessage | null)[]) => void;
}

/** Tells the page, and by a tone the visitor, of messages that have just arrived. Returns what stops it. */
export function tellArrivals({
  chat,
  messages,
  host,
  chime,
  isSeen,
  tell,
}: ArrivalsOptions): readonly (() => void)[] {
  const known = new Set<string>();
  const newArrivals = createArrivals(known);
  const newElsewhere = createArrivalsElsewhere(known);

  function tellHere(): void {
    const arrived = newArrivals(messages.get());
    for (const { message, mine } of arrived) {
      host.emit('message', { direction: mine ? 'out' : 'in', id: message.id, kind: message.kind });
      if (!mine && message.kind !== 'event' && host.options.features.sound && !isSeen())
        chime.ring(message.id);
    }
    if (arrived.length > 0) tell(arrived);
  }

  function tellElsewhere(): void {
    const rooms = newElsewhere(chat.newestRooms.get(), chat.room.get(), chat.visitorId.get());
    for (const {
      lastMessage: { id, kind },
    } of rooms) {
      host.emit('message', { direction: 'in', id, kind });
      if (kind === 'event') continue;
      if (host.options.features.sound) chime.ring(id);
      tell([null]);
    }
  }

  const stops = [messages.subscribe(tellHere), chat.newestRooms.subscribe(tellElsewhere)];
  tellHere();
  tellElsewhere();
  return stops;
}
