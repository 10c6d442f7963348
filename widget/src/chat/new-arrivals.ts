import type { ChatMessage } from '@foyer/shared-core';
import type { Room } from '@foyer/shared-core/model';

/**
 * Tells new messages from loaded ones. What a list holds of which nothing is known yet (the first one, another
 * conversation), and what later appears above the oldest known message, is history; what appears below that is new.
 * Each message is told once; whoever tells one by another way adds its id to `known`.
 */
export function createArrivals(
  known: Set<string>,
): (messages: readonly ChatMessage[]) => readonly ChatMessage[] {
  return (messages) => {
    const firstKnown = messages.findIndex((entry) => known.has(entry.message.id));
    const fresh = messages.filter((entry, index) => !known.has(entry.message.id) && index > firstKnown);
    const arrived = firstKnown < 0 ? fresh.filter((entry) => entry.delivery.state === 'queued') : fresh;
    for (const entry of messages) known.add(entry.message.id);
    return arrived;
  };
}

/**
 * Tells which rooms beside the shown one have a new message of somebody else. What a room's last message is when the room
 * is first seen is history. Each message is told once.
 */
export function createArrivalsElsewhere(
  known: Set<string>,
): (rooms: readonly Room[], shown: Room | null, me: string | null) => readonly Room[] {
  const seen = new Set<string>();

  return (rooms, shown, me) =>
    rooms.filter(({ id: room, lastMessage: { id, by } }) => {
      const isNew = seen.has(room) && room !== shown?.id && by !== me && !known.has(id);
      seen.add(room);
      if (room !== shown?.id) known.add(id);
      return isNew;
    });
}
