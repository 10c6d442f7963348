import type { ChatMessage } from '@foyer/shared-core';
import type { MessageId } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import type { ConversationItem } from '../chat/group-messages.ts';
import { problemText } from '../chat/problem-text.ts';
import { AttachmentView } from './attachment.tsx';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { MessageText } from './message-text.tsx';
import type { PanelProps } from './panel-props.ts';

type Group = Extract<ConversationItem, { kind: 'group' }>;

/** Messages one person sent in a row, with one line below that says when and what became of the last. */
export function MessageGroup(
  props: PanelProps & {
    readonly group: Group;
    readonly avatar: string | undefined;
    readonly isNewestOwn: boolean;
  },
): JSX.Element {
  const { session, words, formats, group, avatar, isNewestOwn } = props;
  const last = group.entries.at(-1) ?? group.entries[0];
  const name = group.name ?? words.someone;
  return (
    <div class="group" data-mine={group.mine}>
      {!group.mine && <Avatar name={name} src={avatar} size="small" />}
      <div class="bubbles">
        <span class={group.mine ? 'hidden' : 'sender'} dir="auto">
          {group.mine ? words.you : name}
        </span>
        {group.entries.map((entry) => (
          <div key={entry.message.id} class="entry" data-delivery={entry.delivery.state}>
            <Content session={session} words={words} formats={formats} entry={entry} />
          </div>
        ))}
        {last.delivery.state === 'failed' ? (
          <Failed
            words={words}
            reason={problemText(words, last.delivery.reason, session.chat.profile.get()?.files)}
            retry={
              last.delivery.reason !== 'file-gone' &&
              (() => {
                session.chat.retry(last.message.id);
              })
            }
            discard={() => {
              session.chat.discard(last.message.id);
            }}
          />
        ) : (
          <p class="meta">
            <time dateTime={new Date(last.message.at).toISOString()}>{formats.time(last.message.at)}</time>
            {group.mine && (isNewestOwn || last.delivery.state === 'queued') && (
              <span class={last.delivery.state === 'queued' ? 'state late' : 'state'}>
                {last.delivery.state === 'queued' ? words.sending : last.seen ? words.seen : words.sent}
              </span>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

function Content({ entry, ...rest }: PanelProps & { readonly entry: ChatMessage }): JSX.Element | null {
  const { message } = entry;
  switch (message.kind) {
    case 'text':
      return <MessageText text={message.text} />;
    case 'file':
      return <AttachmentView {...rest} message={message} delivery={entry.delivery} />;
    case 'event':
      return null;
  }
}

function Failed({
  words,
  reason,
  retry,
  discard,
}: {
  readonly words: PanelProps['words'];
  readonly reason: string;
  /** False where that cannot help. */
  readonly retry: false | (() => void);
  readonly discard: () => void;
}): JSX.Element {
  return (
    <div class="failed" role="alert">
      <p>
        <Icon name="alert" size={14} />
        <span>
          <strong>{words.notSent}</strong> {reason}
        </span>
      </p>
      {retry && (
        <button type="button" class="text-button" onClick={retry}>
          {words.retry}
        </button>
      )}
      <button type="button" class="text-button" onClick={discard}>
        {words.discard}
      </button>
    </div>
  );
}

/** The own message nearest the end that was sent: the only one that says `Sent` or `Seen`. */
export function newestOwn(messages: readonly ChatMessage[]): MessageId | null {
  return (
    messages.findLast(
      ({ mine, message, delivery }) => mine && message.kind !== 'event' && delivery.state !== 'failed',
    )?.message.id ?? null
  );
}
