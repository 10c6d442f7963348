import { isCoreError } from '@foyer/shared-core';
import type { ChatMessage } from '@foyer/shared-core';
import type { FileMessage } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fillText } from '../strings/fill-text.ts';
import { Icon } from './icon.tsx';
import type { PanelProps } from './panel-props.ts';

/** A file of the conversation: a picture where it is one and has arrived, else a chip with name and size. */
export function AttachmentView(
  props: PanelProps & { readonly message: FileMessage; readonly delivery: ChatMessage['delivery'] },
): JSX.Element {
  const { session, words, formats, message, delivery } = props;
  const { type, size } = message.file;
  // A direction-changing character would show `exe.png` where `gnp.exe` is meant.
  const name = message.file.name.replace(/[\p{Cc}\p{Cf}]/gu, '');
  const [picture, setPicture] = useState<string | null>(null);
  const [isBroken, setBroken] = useState(false);
  const [isBlocked, setBlocked] = useState(false);
  const box = useRef<HTMLButtonElement>(null);
  const isStored = delivery.state === 'sent';
  const wantsPicture = isStored && type.startsWith('image/') && !isBroken;

  useEffect(() => {
    const element = box.current;
    if (!wantsPicture || picture !== null || !element) return;
    // Each link is a function call: only for what comes into view.
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        watcher.disconnect();
        session.chat.fileLink(message).then(setPicture, giveUp);
      },
      { rootMargin: '200px' },
    );
    watcher.observe(element);
    return () => {
      watcher.disconnect();
    };
  }, [wantsPicture, picture, message.id]);

  function giveUp(cause: unknown): void {
    setBroken(true);
    setBlocked(isCoreError(cause, 'file-blocked'));
  }

  function open(): void {
    session.chat.fileLink(message).then(openLink, giveUp);
  }

  if (wantsPicture) {
    return (
      <button
        ref={box}
        type="button"
        class="picture"
        aria-label={fillText(words.openFile, { name })}
        onClick={open}
      >
        {picture !== null && (
          <img
            src={picture}
            alt={fillText(words.image, { name })}
            referrerpolicy="no-referrer"
            onError={() => {
              setBroken(true);
            }}
          />
        )}
      </button>
    );
  }
  const progress = delivery.state === 'queued' ? delivery.progress : undefined;
  return (
    <>
      <button type="button" class="bubble chip" disabled={!isStored} onClick={open}>
        <span class="chip-icon">
          <Icon name="file" size={22} />
        </span>
        <span class="chip-text">
          <span class="chip-name" dir="auto">
            {name}
          </span>
          <span class="chip-size">
            {progress === undefined
              ? formats.fileSize(size)
              : fillText(words.uploading, { percent: Math.round(progress * 100) })}
          </span>
          {progress !== undefined && <progress value={progress} max={1} aria-hidden="true" />}
          {isBroken && isStored && (isBlocked || !type.startsWith('image/')) && (
            <span>{isBlocked ? words.problems['file-blocked'] : words.fileUnavailable}</span>
          )}
        </span>
      </button>
      {progress !== undefined && (
        <button
          type="button"
          class="text-button"
          onClick={() => {
            session.chat.discard(message.id);
          }}
        >
          {words.endCancel}
        </button>
      )}
    </>
  );
}

/** Only a link the functions made can come here; it is opened without a way back to the page. */
function openLink(url: string): void {
  if (!/^https?:\/\//.test(url)) return;
  const link = document.createElement('a');
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.click();
}
