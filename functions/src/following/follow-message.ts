import type { MessageAddress } from '@foyer/shared-core/model';
import { awaitAnswer } from '../answers/awaited-answer.ts';
import { readable } from '../keeping/keep-message.ts';
import type { Ports } from '../ports.ts';

/** What follows from a new message beside its archiving. May be called for the same message again and again. */
export async function followMessage(address: MessageAddress, value: unknown, ports: Ports): Promise<void> {
  const message = readable(address.message, value);
  if ('reason' in message) return;
  if (message.role !== 'client' && message.kind !== 'event')
    await awaitAnswer(await ports.database(), address, ports.now());
}
