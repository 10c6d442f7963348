import type { ChatMessage } from '@foyer/shared-core';
import type { EventMessage } from '@foyer/shared-core/model';
import { daysBetween } from '../ui/relative-time';

/** Messages of one sender within this time stand together under one name. */
const TOGETHER_MS = 5 * 60_000;

export type MessageBlock =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'event'; readonly key: string; readonly message: EventMessage }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly side: 'visitor' | 'team';
      readonly by: string;
      readonly name: string | undefined;
      readonly messages: readonly ChatMessage[];
    };

type Group = Extract<MessageBlock, { kind: 'group' }>;

/**
 * Divides a conversation, in its order, into what the eye sees as one: a line per day, a line per event, and runs of
 * messages of one sender. Keys stay the same while messages are added at either end.
 */
export function groupMessages(messages: readonly ChatMessage[]): MessageBlock[] {
  const blocks: MessageBlock[] = [];
  let group: { block: Group; messages: ChatMessage[]; lastAt: number } | undefined;
  let previousAt: number | undefined;
  for (const entry of messages) {
    const { message } = entry;
    if (previousAt === undefined || daysBetween(previousAt, message.at) !== 0) {
      blocks.push({ kind: 'day', key: `day ${message.id}`, at: message.at });
      group = undefined;
    }
    previousAt = message.at;
    if (message.kind === 'event') {
      blocks.push({ kind: 'event', key: message.id, message });
      group = undefined;
    } else if (group?.block.by === message.by && message.at - group.lastAt < TOGETHER_MS) {
      group.messages.push(entry);
      group.lastAt = message.at;
    } else {
      const run = [entry];
      const block: Group = {
        kind: 'group',
        key: message.id,
        side: message.role === 'client' ? 'visitor' : 'team',
        by: message.by,
        name: message.name,
        messages: run,
      };
      blocks.push(block);
      group = { block, messages: run, lastAt: message.at };
    }
  }
  return blocks;
}
