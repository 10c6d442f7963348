import type { JSX } from 'preact';
import { problemManner, problemText } from '../chat/problem-text.ts';
import { useReadable } from '../chat/use-readable.ts';
import { Icon } from './icon.tsx';
import type { PanelProps } from './panel-props.ts';

/** Says in plain words why the chat as a whole does not work at the moment, and offers the way out. */
export function Banner({ session, words }: PanelProps): JSX.Element | null {
  const trouble = useReadable(session.trouble);
  const connection = useReadable(session.chat.connection);
  const code = trouble ?? (connection === 'offline' ? 'offline' : null);
  if (code === null || code === 'room-closed') return null;
  const isOffline = code === 'offline';
  return (
    <div class="banner" data-tone={isOffline ? 'notice' : 'danger'} role="status">
      <Icon name={isOffline ? 'offline' : 'alert'} size={18} />
      <span>{problemText(words, code)}</span>
      {(problemManner(code).canRetry || trouble === 'offline') && (
        <button type="button" class="text-button" onClick={() => void session.start()}>
          {words.tryAgain}
        </button>
      )}
      {session.contact !== null && (
        <a class="text-button" href={session.contact} target="_blank" rel="noopener noreferrer">
          {words.contact}
        </a>
      )}
    </div>
  );
}
