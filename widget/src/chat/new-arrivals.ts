import type { ChatMessage } from '@foyer/shared-core';

/**
 * Tells new messages from loaded ones. What a list holds of which nothing is known yet (the first one, another
 * conversation), and what later appears above the oldest known message, is history; what appears below that is new.
 * Each message is told once.
 */
export function createArrivals(): (messages: readonly ChatMessage[]) => readonly ChatMessage[] {
  const known = new Set<string>();

  return (messages) => {
    const firstKnown = messages.findIndex((entry) => known.has(entry.message.id));
    const fresh = messages.filter((entry, index) => !known.has(entry.message.id) && index > firstKnown);
    const arrived = firstKnown < 0 ? fresh.filter((entry) => entry.delivery.state === 'queued') : fresh;
    for (const entry of messages) known.add(entry.message.id);
    return arrived;
  };
}
