import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { problemManner } from '../chat/problem-text.ts';
import { useReadable } from '../chat/use-readable.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import type { PanelProps } from './panel-props.ts';

/** Who is on the other side: the brand, and once somebody has taken the conversation, that person. */
export function Header({
  session,
  words,
  close,
  askToEnd,
}: PanelProps & { readonly close: () => void; readonly askToEnd?: () => void }): JSX.Element {
  const { chat } = session;
  const profile = useReadable(chat.profile);
  const room = useReadable(chat.room);
  const connection = useReadable(chat.connection);
  const isStarting = useReadable(session.isStarting);
  const trouble = useReadable(session.trouble);
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
    <header class="header">
      <Avatar name={operator?.name ?? profile?.name ?? ''} src={operator?.avatar} size="medium" />
      <div class="header-text">
        <h2 id="title" dir="auto">
          {operator?.name ?? brandName}
        </h2>
        <p dir="auto">{state ?? (operator ? brandName : isMute ? '' : words.subtitle)}</p>
      </div>
      {askToEnd && <Menu label={words.menu} action={words.endChat} act={askToEnd} />}
      <button type="button" class="icon-button" aria-label={words.close} onClick={close}>
        <Icon name="minimise" size={22} />
      </button>
    </header>
  );
}

function Menu({
  label,
  action,
  act,
}: {
  readonly label: string;
  readonly action: string;
  readonly act: () => void;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: Event): void => {
      if (menu.current && !event.composedPath().includes(menu.current)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
    };
  }, [isOpen]);

  return (
    <div
      ref={menu}
      class="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        toggle.current?.focus();
      }}
    >
      <button
        ref={toggle}
        type="button"
        class="icon-button"
        aria-label={label}
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <Icon name="more" size={22} />
      </button>
      {isOpen && (
        <div class="menu-list">
          <button
            type="button"
            onClick={() => {
              setOpen(false);
              act();
            }}
          >
            {action}
          </button>
        </div>
      )}
    </div>
  );
}
