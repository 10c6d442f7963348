import type { JSX } from 'preact';
import { useReadable } from '../chat/use-readable.ts';
import type { PanelProps } from './panel-props.ts';

/** Says how to go on where a conversation has ended. */
export function ClosedNote({ session, words }: PanelProps): JSX.Element {
  const isEarlier = useReadable(session.chat.isEarlier);
  return (
    <p class="closed-note">
      {isEarlier ? words.problems['room-closed'] : words.closedNote}
      {isEarlier && (
        <button type="button" class="main-button" onClick={() => void session.newConversation()}>
          {words.rooms.begin}
        </button>
      )}
    </p>
  );
}
