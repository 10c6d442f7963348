import type { JSX } from 'preact';
import { useReadable } from '../chat/use-readable.ts';
import { fillText } from '../strings/fill-text.ts';
import type { PanelProps } from './panel-props.ts';

/**
 * Reads each new message of the other side out once. The list itself is silent: it also changes when older messages
 * are loaded, when a delivery state moves, and when it is drawn for the first time.
 */
export function Announcer({ session, words }: PanelProps): JSX.Element {
  const arrivals = useReadable(session.arrivals);
  return (
    <div class="hidden" aria-live="polite">
      {arrivals
        .filter(({ mine }) => !mine)
        .map(({ message }) => {
          const name = message.name ?? words.someone;
          return (
            <p key={message.id}>
              {message.kind === 'event'
                ? fillText(words[message.event], { name })
                : `${name}: ${message.kind === 'text' ? message.text : message.file.name}`}
            </p>
          );
        })}
    </div>
  );
}
