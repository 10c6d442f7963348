import type { Language } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { problemManner, problemText } from '../chat/problem-text.ts';
import { useReadable } from '../chat/use-readable.ts';
import { useWords } from '../chat/use-words.ts';
import type { ChatWords } from '../strings/chat-words.ts';
import { Away } from './away.tsx';
import { Announcer } from './announcer.tsx';
import { Banner } from './banner.tsx';
import { ClosedNote } from './closed-note.tsx';
import { Collecting } from './collecting.tsx';
import { Composer } from './composer.tsx';
import { ConversationList } from './conversation-list.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useFullScreen } from './use-full-screen.ts';
import { Header } from './header.tsx';
import { Icon } from './icon.tsx';
import { keepFocusInside } from './keep-focus-inside.ts';
import { MessageList } from './message-list.tsx';
import { MuteNotice } from './mute-notice.tsx';
import { PreChatForm } from './pre-chat-form.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { PictureTray } from './picture-tray.tsx';
import type { PanelProps } from './panel-props.ts';
import { Question, type Asked } from './question.tsx';
import { QueueNotice } from './queue-notice.tsx';
import { Rating } from './rating.tsx';
import { useMenuItems } from './use-menu-items.ts';
import { useOwnData } from './use-own-data.ts';
import { useSendFiles } from './use-send-files.ts';

/** The whole chat: a dialog that leaves the page usable, except where it fills the screen. */
export function Panel({
  session,
  language,
  texts,
  told,
  formats,
  isInline,
  close,
}: Omit<PanelProps, 'words'> & {
  readonly language: Language;
  /** The file's own in this language. */
  readonly texts: ChatWords;
  /** What the page says in place of single ones. */
  readonly told: Readonly<Record<string, string>>;
  readonly isInline: boolean;
  readonly close: () => void;
}): JSX.Element {
  const { chat } = session;
  const words = useWords(chat, language, texts, told);
  const isShown = useReadable(session.shown);
  const trouble = useReadable(session.trouble);
  const isStarting = useReadable(session.isStarting);
  const connection = useReadable(chat.connection);
  const room = useReadable(chat.room);
  const hasMessages = useReadable(chat.messages).length > 0;
  const panel = useRef<HTMLDivElement>(null);
  const isFullScreen = useFullScreen(panel) && !isInline;
  useKeptFocus(panel);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { refusals, refuse, sendFiles, clearRefusals, pictures, dropPicture, sendPictures } =
    useSendFiles(session);
  const { isSent } = useReadable(session.forms);
  const profile = useReadable(chat.profile);
  const isAsking = useReadable(chat.isFirst) === true && !isSent && profile?.preChat !== undefined;
  const isClosed = room !== null && room.openAt === undefined;
  const isMute = trouble !== null && problemManner(trouble).isFinal;
  const isErasing = useReadable(session.isErasing);
  const isListing = useReadable(session.isListing);
  const visit = useReadable(session.visit);
  const canWrite = useReadable(chat.isEarlier) ? false : !isMute;
  const maySendFiles =
    session.features.upload && profile?.files.count !== 0 && profile?.files.kinds.length !== 0;
  const isDropping = useFileDrop(
    panel,
    !canWrite || isListing || isAsking || isErasing || !maySendFiles ? null : sendFiles,
  );

  /** The question goes, and with it the button that had the focus. */
  function stopAsking(): void {
    if (session.isErasing.get()) return;
    setAsked(null);
    panel.current?.querySelector('textarea')?.focus();
  }

  // The form is gone by now, and with it the button that had the focus.
  const focusField = useRef(false);
  useLayoutEffect(() => {
    if (!isAsking && focusField.current) panel.current?.querySelector('textarea')?.focus();
    focusField.current = false;
  }, [isAsking]);

  useEffect(() => {
    if (isClosed) setAsked(null);
  }, [isClosed]);

  const { progress, download, cancel } = useOwnData(session, refuse);
  const items = useMenuItems({ session, words, formats }, { ask: setAsked, refuse, download });
  const announcer = <Announcer session={session} words={words} formats={formats} />;
  return (
    <>
      <div
        ref={panel}
        class="panel"
        role="dialog"
        aria-labelledby="title"
        aria-modal={isFullScreen}
        aria-busy={isStarting || connection === 'connecting'}
        tabIndex={-1}
        inert={!isShown}
        data-shown={isShown}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.isComposing) {
            if (asked) stopAsking();
            else if (isListing) {
              panel.current?.querySelector<HTMLElement>('.back')?.focus();
              session.isListing.set(false);
            } else close();
          } else if (event.key === 'Tab' && isFullScreen) keepFocusInside(event);
        }}
      >
        <Header session={session} words={words} formats={formats} close={close} items={items} />
        {(!isMute || hasMessages) && <Banner session={session} words={words} formats={formats} />}
        {isListing && !isMute && <ConversationList session={session} words={words} formats={formats} />}
        {isMute && !hasMessages ? (
          <MuteNotice words={words} reason={trouble} />
        ) : (
          <MessageList key={visit} session={session} words={words} formats={formats} />
        )}
        {asked && <Question words={words} asked={asked} isFinal={isErasing} done={stopAsking} />}
        {isClosed && !isMute && <Rating key={room.id} session={session} words={words} formats={formats} />}
        {isClosed && !isMute && <ClosedNote session={session} words={words} formats={formats} />}
        {refusals.length > 0 && (
          <p class="refusal" role="alert">
            <Icon name="alert" size={16} />
            <span>
              {refusals.map(({ code, names }) => (
                <span key={code}>
                  {names.length > 0 && <bdi>{names.join(', ')}:</bdi>}{' '}
                  {problemText(words, code, profile?.files)}
                </span>
              ))}
            </span>
            <button type="button" class="icon-button small" aria-label={words.close} onClick={clearRefusals}>
              <Icon name="close" size={14} />
            </button>
          </p>
        )}
        {progress && <Collecting words={words} progress={progress} cancel={cancel} />}
        {canWrite && pictures.length > 0 && (
          <PictureTray
            words={words}
            pictures={pictures}
            drop={dropPicture}
            send={(makeSmall) => void sendPictures(makeSmall)}
          />
        )}
        {canWrite && <QueueNotice session={session} words={words} formats={formats} />}
        {canWrite && <Away session={session} words={words} formats={formats} isAsking={isAsking} />}
        {canWrite &&
          (isAsking ? (
            <PreChatForm
              session={session}
              words={words}
              formats={formats}
              form={profile.preChat}
              takeFocus={isFieldFocused(panel.current)}
              done={() => {
                focusField.current = true;
              }}
            />
          ) : (
            <Composer
              session={session}
              words={words}
              formats={formats}
              sendFiles={maySendFiles ? sendFiles : null}
            />
          ))}
        {isDropping && (
          <div class="drop" aria-hidden="true">
            <Icon name="upload" size={34} />
            <span>{words.drop}</span>
          </div>
        )}
        {isFullScreen && announcer}
      </div>
      {/* A modal dialog silences what stands outside it; any other keeps it from being found twice. */}
      {!isFullScreen && announcer}
    </>
  );
}

/** Whoever was about to write goes on in the form. */
function isFieldFocused(panel: HTMLElement | null): boolean {
  return (panel?.getRootNode() as ShadowRoot | undefined)?.activeElement?.tagName === 'TEXTAREA';
}
