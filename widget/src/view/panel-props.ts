import type { ChatSession } from '../chat/chat-session.ts';
import type { Formats } from '../chat/formats.ts';
import type { ChatWords } from '../strings/chat-words.ts';

/** What every larger view of the panel gets. */
export interface PanelProps {
  readonly session: ChatSession;
  readonly words: ChatWords;
  readonly formats: Formats;
}
