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
  if (!profile) {
    return <div class="welcome">{isStarting && <Skeleton />}</div>;
  }
  return (
    <div class="welcome" data-empty={isEmpty}>
      <Avatar name={profile.name} size="large" />
      <h3 dir="auto">{isEmpty ? words.emptyTitle : profile.name}</h3>
      <p dir="auto">{profile.welcome === '' ? words.emptyText : profile.welcome}</p>
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
