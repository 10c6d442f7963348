import type { VisitorChat } from '@foyer/shared-core';
import type { Room } from '@foyer/shared-core/model';
import type { Emit } from '../event-hub.ts';

/** Tells the page what becomes of messages, conversations, operators and the connection. Returns what stops it. */
export function tellEvents(chat: VisitorChat, emit: Emit): readonly (() => void)[] {
  const states = new Map<string, string>();
  let before: Room | null = chat.room.get();
  let hasWritten = false;
  let connection: string = 'idle';
  let queue = '';

  function tellMessages(): void {
    for (const { message, mine, delivery, seen } of chat.messages.get()) {
      if (!mine) continue;
      const state = delivery.state === 'sent' && seen ? 'seen' : delivery.state;
      const last = states.get(message.id);
      if (state === last) continue;
      states.set(message.id, state);
      hasWritten ||= state === 'queued' && chat.room.get()?.openAt === undefined;
      // What is stored when it is first seen was written on an earlier page.
      if (last === undefined && delivery.state === 'sent') continue;
      // It may be stored and seen in one moment.
      if (message.kind === 'file' && delivery.state === 'sent' && last !== 'sent') {
        const { name, size, type } = message.file;
        emit('fileUpload', { name, size, type });
      }
      const reason = delivery.state === 'failed' ? { reason: delivery.reason } : {};
      emit('messageState', { id: message.id, state, ...reason });
    }
  }

  function tellRoom(): void {
    const room = chat.room.get();
    if (room && room.id === before?.id) {
      if (before.openAt !== undefined && room.openAt === undefined)
        emit('conversationEnded', { id: room.id });
      if (room.assignee?.id !== before.assignee?.id) {
        if (before.assignee) emit('operator', { state: 'left', name: before.assignee.name });
        if (room.assignee) emit('operator', { state: 'joined', name: room.assignee.name });
      }
    } else if (room?.openAt !== undefined && hasWritten) {
      hasWritten = false;
      emit('conversationStarted', { id: room.id });
    }
    before = room;
  }

  function tellTyping(): void {
    if (chat.operatorTyping.get())
      emit('operator', { state: 'typing', name: chat.room.get()?.assignee?.name ?? '' });
  }

  function tellConnection(): void {
    const state = chat.connection.get();
    if (state !== connection) emit('connection', { state });
    connection = state;
  }

  function tellQueue(): void {
    const place = chat.away.get() ? null : chat.queue.get();
    // Hours are looked at anew every minute.
    const next = place ? `${place.position} ${place.waitSeconds}` : '';
    if (place && next !== queue) emit('queue', place);
    queue = next;
  }

  tellMessages();
  tellConnection();
  return [
    chat.messages.subscribe(tellMessages),
    chat.room.subscribe(tellRoom),
    chat.operatorTyping.subscribe(tellTyping),
    chat.connection.subscribe(tellConnection),
    chat.queue.subscribe(tellQueue),
    // Who waits while nobody is there stands in the queue when somebody comes.
    chat.away.subscribe(tellQueue),
  ];
}
