import { plainText } from '@foyer/shared-core/model';
import { isCoreError } from '@foyer/shared-core';
import type { CoreErrorCode, OwnConversation } from '@foyer/shared-core';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { problemText } from '../chat/problem-text.ts';
import { useReadable } from '../chat/use-readable.ts';
import { Avatar } from './avatar.tsx';
import type { PanelProps } from './panel-props.ts';

/** All conversations of the visitor; takes the place of the one that was shown. */
export function ConversationList(props: PanelProps): JSX.Element {
  const { session, words } = props;
  const all = useReadable(session.chat.conversations);
  const [problem, setProblem] = useState<CoreErrorCode | null>(null);
  const place = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => place.current?.focus(), []);

  function go(move: Promise<void>): void {
    move.catch((cause: unknown) => setProblem(isCoreError(cause) ? cause.code : 'failed'));
  }

  return (
    <div class="rooms">
      <div ref={place} class="list" role="region" aria-labelledby="title" tabIndex={-1}>
        {all && <Rows {...props} all={all} choose={(id) => go(session.openConversation(id))} />}
      </div>
      {problem && (
        <p class="refusal" role="alert">
          {problemText(words, problem)}
        </p>
      )}
      <button type="button" class="main-button" onClick={() => go(session.newConversation())}>
        {words.rooms.begin}
      </button>
    </div>
  );
}

function Rows({
  all,
  choose,
  ...props
}: PanelProps & {
  readonly all: NonNullable<ReturnType<PanelProps['session']['chat']['conversations']['get']>>;
  readonly choose: (id: string) => void;
}): JSX.Element {
  const { words } = props;
  const rows = useReadable(all.rows);
  const hasMore = useReadable(all.hasMore);
  if (rows?.length === 0) return <p class="none">{words.rooms.none}</p>;
  return (
    <ul aria-busy={!rows}>
      {rows?.map((row) => (
        <li key={row.room.id}>
          <Row {...props} row={row} choose={choose} />
        </li>
      ))}
      {hasMore && (
        <li>
          <button type="button" class="text-button" onClick={() => all.more()}>
            {words.rooms.more}
          </button>
        </li>
      )}
    </ul>
  );
}

function Row({
  session,
  words,
  formats,
  row: { room, excerpt, unread },
  choose,
}: PanelProps & {
  readonly row: OwnConversation;
  readonly choose: (id: string) => void;
}): JSX.Element {
  const name = room.assignee?.name ?? session.chat.profile.get()?.name ?? '';
  const { at } = room.lastMessage;
  const now = Date.now();
  return (
    <button type="button" class="room" onClick={() => choose(room.id)}>
      <Avatar name={name} src={room.assignee?.avatar} size="medium" />
      <span>
        <b dir="auto">{plainText(excerpt) || words.conversation}</b>
        <small>
          {formats.dayKey(at) === formats.dayKey(now) ? formats.time(at) : formats.day(at, now)}
          {' · '}
          {room.openAt === undefined ? words.rooms.ended : words.rooms.open}
        </small>
      </span>
      {unread > 0 && (
        <i class="dot">
          <span class="hidden">{words.rooms.unread}</span>
        </i>
      )}
    </button>
  );
}
