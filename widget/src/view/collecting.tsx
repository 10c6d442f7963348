import type { OwnDataProgress } from '@foyer/shared-core';
import type { JSX } from 'preact';
import type { ChatWords } from '../strings/chat-words.ts';
import { fillText } from '../strings/fill-text.ts';

/** How far a download of one's own data has come, and the way out of it. */
export function Collecting({
  words,
  progress: { messages, share },
  cancel,
}: {
  readonly words: ChatWords;
  readonly progress: OwnDataProgress;
  readonly cancel: () => void;
}): JSX.Element {
  return (
    <div class="banner" data-tone="notice">
      <span role="status">{fillText(words.collected, { count: messages })}</span>
      <button type="button" class="text-button" onClick={cancel}>
        {words.endCancel}
      </button>
      <progress aria-label={words.downloadData} {...(share > 0 && { value: share })} />
    </div>
  );
}
