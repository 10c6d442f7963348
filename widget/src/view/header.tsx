import type { JSX } from 'preact';
import { problemManner } from '../chat/problem-text.ts';
import { useReadable } from '../chat/use-readable.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Menu, type MenuItem } from './menu.tsx';
import type { PanelProps } from './panel-props.ts';

/** Who is on the other side: the brand, and once somebody has taken the conversation, that person. */
export function Header({
  session,
  words,
  close,
  items,
}: PanelProps & { readonly close: () => void; readonly items: readonly MenuItem[] }): JSX.Element {
  const { chat } = session;
  const profile = useReadable(chat.profile);
  const room = useReadable(chat.room);
  const connection = useReadable(chat.connection);
  const isStarting = useReadable(session.isStarting);
  const trouble = useReadable(session.trouble);
  const isListing = useReadable(session.isListing);
  const isFirst = useReadable(chat.isFirst);
  const promise = useReadable(chat.away) === null ? words.subtitle : words.subtitleAway;
  const hasNews = useReadable(chat.unreadElsewhere) > 0;
  const operator = room?.openAt === undefined ? undefined : room.assignee;
  const isMute = trouble !== null && problemManner(trouble).isFinal;
  const brandName = profile?.name ?? words.title;

  const state =
    isStarting || connection === 'connecting'
      ? words.connecting
      : connection === 'offline' && trouble === null
        ? words.reconnecting
        : null;
  return (
    <div class="header">
      {!isMute && (isListing || isFirst === false) && (
        <button
          type="button"
          class="icon-button back"
          aria-label={
            isListing
              ? words.conversation
              : hasNews
                ? `${words.rooms.title}, ${words.rooms.unread}`
                : words.rooms.title
          }
          onClick={() => session.isListing.set(!isListing)}
        >
          <Icon name="back" size={22} />
          {hasNews && !isListing && <i class="dot" />}
        </button>
      )}
      {!isListing && (
        <Avatar name={operator?.name ?? profile?.name ?? ''} src={operator?.avatar} size="medium" />
      )}
      <div class="header-text">
        <h2 id="title" dir="auto">
          {isListing ? words.rooms.title : (operator?.name ?? brandName)}
        </h2>
        <p dir="auto">{state ?? (operator || isListing ? brandName : isMute ? '' : promise)}</p>
      </div>
      {items.length > 0 && !isListing && <Menu label={words.menu} items={items} />}
      <button type="button" class="icon-button" aria-label={words.close} onClick={close}>
        <Icon name="minimise" size={22} />
      </button>
    </div>
  );
}
