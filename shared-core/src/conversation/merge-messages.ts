import type { Message } from '../model/message.ts';
import type { Room } from '../model/room.ts';
import type { OutboxItem } from '../outbox/outbox.ts';
import type { Sender } from '../model/updates.ts';
import type { ChatMessage, Delivery } from './chat-message.ts';

/** What a conversation is made of. */
export interface ConversationParts {
  readonly rows: readonly Message[];
  readonly items: readonly OutboxItem[];
  readonly me: Sender;
  readonly room: Room | null;
  /** How many messages the other side has read. */
  readonly seenCount: number;
}

/** What is stored, and behind it what is still on its way; nothing twice. */
export function mergeMessages({
  rows,
  items,
  me,
  room,
  seenCount,
}: ConversationParts): readonly ChatMessage[] {
  const stored = new Set(rows.map((row) => row.id));
  const lastSeen = lastSeenIndex(rows, room, seenCount);
  return [
    ...rows.map((message, index): ChatMessage => {
      // In a visitor's room every visitor's message is one's own: also those from before the website knew who it was.
      const mine = message.by === me.id || (me.role === 'client' && message.role === 'client');
      return { message, mine, delivery: { state: 'sent' }, seen: mine && index <= lastSeen };
    }),
    ...items
      .filter(({ entry }) => !stored.has(entry.id))
      .map((item): ChatMessage => ({
        message: pendingMessage(item, me),
        mine: true,
        delivery: deliveryOf(item),
        seen: false,
      })),
  ];
}

/**
 * Read counts say how many, not which: they are counted back from the message that the room names as its last. Rows
 * newer than that are not counted yet, and so never flash as seen.
 */
function lastSeenIndex(rows: readonly Message[], room: Room | null, seenCount: number): number {
  const anchor = rows.findLastIndex((row) => row.id === room?.lastMessage.id);
  if (!room || anchor < 0) return -1;
  return Math.min(anchor, anchor - (room.messageCount - seenCount));
}

function pendingMessage({ entry }: OutboxItem, me: Sender): Message {
  const base = {
    id: entry.id,
    by: me.id,
    role: me.role,
    ...(me.name === undefined ? {} : { name: me.name }),
    at: entry.writtenAt,
  };
  return entry.draft.kind === 'text'
    ? { ...base, kind: 'text', text: entry.draft.text }
    : { ...base, kind: 'file', file: { path: '', ...entry.draft.file } };
}

/** The delivery state of an entry of the outbox. */
export function deliveryOf({ entry, state, progress }: OutboxItem): Delivery {
  switch (state) {
    case 'sent':
      return { state };
    case 'failed':
      return { state, reason: entry.failed ?? 'failed' };
    case 'queued':
      return progress === undefined ? { state } : { state, progress };
  }
}
