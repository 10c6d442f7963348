import { expect } from 'vitest';

import type { VisitorChat } from '../visitor/visitor-chat.ts';
import { eventually } from './eventually.ts';

/** Every message as one line: what it says, and what became of it. */
export function shown(chat: VisitorChat): readonly string[] {
  return chat.messages.get().map(({ message, delivery }) => {
    const text =
      message.kind === 'text' ? message.text : message.kind === 'file' ? message.file.name : message.event;
    return `${text} ${delivery.state === 'failed' ? delivery.reason : delivery.state}`;
  });
}

/** Waits until exactly these lines are shown. */
export async function shows(chat: VisitorChat, expected: readonly string[]): Promise<void> {
  await eventually(chat.messages, () => JSON.stringify(shown(chat)) === JSON.stringify(expected)).catch(
    () => {
      expect(shown(chat)).toEqual(expected);
    },
  );
}
