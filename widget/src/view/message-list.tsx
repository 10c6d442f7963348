import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { groupMessages } from '../chat/group-messages.ts';
import { useReadable } from '../chat/use-readable.ts';
import { fillText } from '../strings/fill-text.ts';
import { Icon } from './icon.tsx';
import { MessageGroup, newestOwn } from './message-group.tsx';
import type { PanelProps } from './panel-props.ts';
import { Typing } from './typing.tsx';
import { useScroll } from './use-scroll.ts';
import { Welcome } from './welcome.tsx';

/** The conversation: oldest above, kept at the newest unless the visitor reads further up. */
export function MessageList(props: PanelProps): JSX.Element {
  const { session, words, formats } = props;
  const { chat } = session;
  const messages = useReadable(session.messages);
  const hasOlder = useReadable(chat.hasOlder);
  const isStarting = useReadable(session.isStarting);
  const isTyping = useReadable(chat.operatorTyping);
  const room = useReadable(chat.room);
  const items = useMemo(() => groupMessages(messages, (at) => formats.dayKey(at)), [messages, formats]);
  const newest = useMemo(() => newestOwn(messages), [messages]);
  const scroll = useScroll(session, messages, isTyping);
  const [today, setToday] = useState(0);
  // Undone with the widget: other effects are undone after the next painting.
  useLayoutEffect(() => {
    const now = new Date();
    const timer = setTimeout(setToday, new Date(now).setHours(24, 0, 0, 0) - Number(now), Number(now));
    return () => {
      clearTimeout(timer);
    };
  }, [today]);

  return (
    <div class="conversation">
      <div
        ref={scroll.list}
        class="list"
        role="log"
        aria-live="off"
        aria-label={words.conversation}
        aria-busy={isStarting}
        tabIndex={0}
      >
        <div ref={scroll.content} class="content">
          {hasOlder ? (
            <button ref={scroll.earlier} type="button" class="text-button earlier" onClick={scroll.loadOlder}>
              {words.earlier}
            </button>
          ) : (
            <Welcome session={session} words={words} formats={formats} isEmpty={messages.length === 0} />
          )}
          {items.map((item) => {
            switch (item.kind) {
              case 'day':
                return (
                  <p key={item.key} class="day">
                    {formats.day(item.at, Date.now())}
                  </p>
                );
              case 'event': {
                const { message } = item.entry;
                const name = message.name ?? (item.entry.mine ? words.you : words.someone);
                return (
                  <p key={item.key} class="event">
                    <span dir="auto">
                      {message.kind === 'event' && fillText(words[message.event], { name })}
                    </span>
                    {' · '}
                    <time dateTime={new Date(message.at).toISOString()}>{formats.time(message.at)}</time>
                  </p>
                );
              }
              case 'group': {
                const by = item.entries[0].message.by;
                return (
                  <MessageGroup
                    {...props}
                    key={item.key}
                    group={item}
                    avatar={room?.assignee?.id === by ? room.assignee.avatar : undefined}
                    isNewestOwn={item.entries.at(-1)?.message.id === newest}
                  />
                );
              }
            }
          })}
          {isTyping && <Typing words={words} assignee={room?.assignee} />}
        </div>
      </div>
      {scroll.hasNewBelow && (
        <button type="button" class="latest" onClick={scroll.toLatest}>
          <Icon name="down" size={16} /> {words.latest}
        </button>
      )}
    </div>
  );
}
