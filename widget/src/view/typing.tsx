import type { Room } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import type { ChatWords } from '../strings/chat-words.ts';
import { fillText } from '../strings/fill-text.ts';
import { Avatar } from './avatar.tsx';

/** Three dots while the other side writes. */
export function Typing({
  words,
  assignee,
}: {
  readonly words: ChatWords;
  readonly assignee: Room['assignee'];
}): JSX.Element {
  const name = assignee?.name ?? words.someone;
  return (
    <div class="group typing" data-mine={false}>
      <Avatar name={name} src={assignee?.avatar} size="small" />
      <p class="bubble dots">
        <span class="hidden">{fillText(words.typing, { name })}</span>
        <i />
        <i />
        <i />
      </p>
    </div>
  );
}
