import type { CoreErrorCode } from '@foyer/shared-core';
import type { JSX } from 'preact';
import { problemText } from '../chat/problem-text.ts';
import type { ChatWords } from '../strings/chat-words.ts';
import { Icon } from './icon.tsx';

/** Stands in for the conversation where there is none and none can be begun. */
export function MuteNotice({
  words,
  reason,
}: {
  readonly words: ChatWords;
  readonly reason: CoreErrorCode;
}): JSX.Element {
  return (
    <div class="mute" role="status">
      <Icon name="chat" size={40} />
      <p>{problemText(words, reason)}</p>
    </div>
  );
}
