import type { ChatMessage } from '@foyer/shared-core';
import { plainText } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useReadable } from '../chat/use-readable.ts';
import { fillText } from '../strings/fill-text.ts';
import type { PanelProps } from './panel-props.ts';
import { useQueueText } from './queue-notice.tsx';

/** Long enough for every screen reader to have taken note, in milliseconds. */
const STAYS_MS = 4000;

/**
 * Reads each new message of the other side out once. The list itself is silent: it also changes when older messages
 * are loaded, when a delivery state moves, and when it is drawn for the first time. What has been read out goes
 * away again, so that nobody comes upon it a second time.
 */
export function Announcer(props: PanelProps): JSX.Element {
  const { session, words } = props;
  const queue = useQueueText(props);
  // Moving up is for the eyes: a queue that speaks at each step keeps nobody calm.
  const [place, setPlace] = useState('');
  const isQueued = queue !== '';
  useEffect(() => {
    setPlace(queue);
    const timer = setTimeout(() => {
      setPlace('');
    }, STAYS_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isQueued]);

  const arrivals = useReadable(session.arrivals);
  const [spoken, setSpoken] = useState<readonly (ChatMessage | null)[]>([]);

  useEffect(() => {
    setSpoken(arrivals.filter((entry) => !entry?.mine));
    const timer = setTimeout(() => {
      setSpoken([]);
    }, STAYS_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [arrivals]);

  return (
    <div class="hidden" aria-live="polite">
      {place !== '' && <p>{place}</p>}
      {spoken.map((entry) => {
        if (!entry) return <p>{words.rooms.elsewhere}</p>;
        const { message } = entry;
        const name = message.name ?? words.someone;
        return (
          <p key={message.id}>
            {message.kind === 'event'
              ? fillText(words[message.event], { name })
              : `${name}: ${message.kind === 'text' ? plainText(message.text) : message.file.name}`}
          </p>
        );
      })}
    </div>
  );
}
