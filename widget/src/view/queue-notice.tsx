import type { JSX } from 'preact';
import { useReadable } from '../chat/use-readable.ts';
import { fillText } from '../strings/fill-text.ts';
import type { PanelProps } from './panel-props.ts';

/** Where a conversation stands that nobody answers yet; nothing where nobody is there to answer. */
export function QueueNotice(props: PanelProps): JSX.Element | null {
  const text = useQueueText(props);
  return text === '' ? null : <p class="queue">{text}</p>;
}

/** What there is to say of the queue; empty for nothing. */
export function useQueueText({ session: { chat }, words, formats }: PanelProps): string {
  const place = useReadable(chat.queue);
  const away = useReadable(chat.away);
  if (!place || away) return '';
  const { position, waitSeconds } = place;
  const where =
    position === 1 ? words.queue.next : fillText(words.queue.place, { position: String(position) });
  return waitSeconds === undefined
    ? where
    : `${where} ${fillText(words.queue.wait, { time: formats.minutes(waitSeconds) })}`;
}
