import type { JSX } from 'preact';
import { useReadable } from '../chat/use-readable.ts';
import { Avatar } from './avatar.tsx';
import type { PanelProps } from './panel-props.ts';

/** The head of a conversation: the brand and what it wants to say first. Blank lines stand in while connecting. */
export function Welcome({
  session,
  words,
  isEmpty,
}: PanelProps & { readonly isEmpty: boolean }): JSX.Element {
  const profile = useReadable(session.chat.profile);
  const isStarting = useReadable(session.isStarting);
  const trouble = useReadable(session.trouble);
  const connection = useReadable(session.chat.connection);
  const { chat } = session;
  const room = useReadable(chat.room);
  const isFirst = useReadable(chat.isFirst);
  const isSignedIn = useReadable(chat.visitorId) !== null;
  const isEmptySoFar = useReadable(chat.messages).length === 0;
  // Nobody is to think that a conversation is gone, not for a moment; without a connection it can take its time.
  const isLoading = isEmptySoFar && ((isFirst === undefined && isSignedIn) || room !== null);
  if (isLoading || (!profile && (isStarting || trouble !== null || connection !== 'idle'))) {
    return <div class="welcome">{(isStarting || isLoading) && <Skeleton />}</div>;
  }
  // The page shows the panel, and nothing is asked of the network before the visitor touches it.
  const name = profile?.name ?? '';
  return (
    <div class="welcome" data-empty={isEmpty}>
      <Avatar name={name} size="large" />
      <h3 dir="auto">{isEmpty || name === '' ? words.emptyTitle : name}</h3>
      <p dir="auto">{session.greeting || words.emptyText}</p>
    </div>
  );
}

function Skeleton(): JSX.Element {
  return (
    <div class="skeleton" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
