import type { MessageAddress } from '@foyer/shared-core/model';
import { awaitAnswer } from '../answers/awaited-answer.ts';
import { readable } from '../keeping/keep-message.ts';
import type { Ports } from '../ports.ts';
import { followRoom } from '../queue/follow-room.ts';

/** What follows from a new message beside its archiving. May be called for the same message again and again. */
export async function followMessage(address: MessageAddress, value: unknown, ports: Ports): Promise<void> {
  const message = readable(address.message, value);
  if ('reason' in message) return;
  const database = await ports.database();
  // A visitor's first words open a room, and an event changes who answers it.
  if (message.role === 'client' || message.kind === 'event') await followRoom(database, address, ports.now());
  else await awaitAnswer(database, address, ports.now());
}
