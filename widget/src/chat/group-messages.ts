import type { ChatMessage } from '@foyer/shared-core';

/** One line of the conversation as it is drawn. */
export type ConversationItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'event'; readonly key: string; readonly entry: ChatMessage }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly mine: boolean;
      /** Name of a moderator; absent for the visitor. */
      readonly name?: string;
      readonly entries: readonly [ChatMessage, ...ChatMessage[]];
    };

/** Messages of one sender this close together stand as one group, in milliseconds. */
const GROUP_WITHIN_MS = 5 * 60_000;

/**
 * Puts messages (oldest first) under day separators and into groups of one sender. `dayOf` names the local day of a
 * time, so that the time zone is the caller's.
 */
export function groupMessages(
  messages: readonly ChatMessage[],
  dayOf: (at: number) => string,
): readonly ConversationItem[] {
  const items: ConversationItem[] = [];
  let day: string | null = null;
  let group: [ChatMessage, ...ChatMessage[]] | null = null;

  for (const entry of messages) {
    const { message } = entry;
    const thisDay = dayOf(message.at);
    if (thisDay !== day) {
      day = thisDay;
      group = null;
      items.push({ kind: 'day', key: `day-${thisDay}-${message.id}`, at: message.at });
    }
    if (message.kind === 'event') {
      group = null;
      items.push({ kind: 'event', key: message.id, entry });
    } else if (group && belongs(entry, group)) {
      group.push(entry);
    } else {
      group = [entry];
      items.push({
        kind: 'group',
        key: message.id,
        mine: entry.mine,
        ...(message.name === undefined ? {} : { name: message.name }),
        entries: group,
      });
    }
  }
  return items;
}

function belongs(entry: ChatMessage, group: readonly ChatMessage[]): boolean {
  const last = group.at(-1);
  return (
    last !== undefined &&
    last.mine === entry.mine &&
    last.message.by === entry.message.by &&
    // What failed carries its own line of text and buttons, which are of nothing above it.
    entry.delivery.state !== 'failed' &&
    last.delivery.state !== 'failed' &&
    Math.abs(entry.message.at - last.message.at) < GROUP_WITHIN_MS
  );
}
