import { plainText } from '@foyer/shared-core/model';
import type { LastMessage } from '@foyer/shared-core/model';
import type { Strings } from '../strings/en';
import { fileLabel } from '../ui/file-label';

/** The last message of a room as one line of a list. */
export function lastWords(message: LastMessage, texts: Strings): string {
  switch (message.kind) {
    case 'text':
      return plainText(message.text);
    case 'file':
      return texts.inbox.file(fileLabel(message.text));
    case 'event':
      return eventWords(message.text, texts);
  }
}

function eventWords(event: string, texts: Strings): string {
  switch (event) {
    case 'joined':
      return texts.inbox.eventJoined;
    case 'left':
      return texts.inbox.eventLeft;
    case 'closed':
      return texts.inbox.eventClosed;
    default:
      return event;
  }
}
