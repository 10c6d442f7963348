import { plainText } from '@foyer/shared-core/model';
import type { Message } from '@foyer/shared-core/model';
import type { Strings } from '../strings/en';
import { fileLabel } from '../ui/file-label';

/** A message in plain words, for a line of its own or for a screen reader. `name` is its sender's. */
export function messageWords(message: Message, name: string, texts: Strings): string {
  switch (message.kind) {
    case 'text':
      return plainText(message.text);
    case 'file':
      return texts.inbox.file(fileLabel(message.file.name));
    case 'event': {
      const who = message.role === 'client' ? name : (message.name ?? texts.app.unknown);
      switch (message.event) {
        case 'joined':
          return texts.conversation.joined(who);
        case 'left':
          return texts.conversation.left(who);
        case 'closed':
          return texts.conversation.closedBy(who);
      }
    }
  }
}
