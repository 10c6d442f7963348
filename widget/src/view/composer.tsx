import { attachmentTypes, kindOf, limits, sentFileKinds } from '@foyer/shared-core/model';
import type { JSX, TargetedEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useReadable } from '../chat/use-readable.ts';
import { fillText } from '../strings/fill-text.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { Icon } from './icon.tsx';
import type { PanelProps } from './panel-props.ts';

/** Tallest the text field grows, in pixels; then it scrolls. */
const TALLEST = 132;

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line, an input method's Enter does neither. */
export function Composer({
  session,
  words,
  sendFiles,
}: PanelProps & { readonly sendFiles: ((files: readonly File[]) => void) | null }): JSX.Element {
  const { chat } = session;
  const text = useReadable(chat.draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const over = text.trim().length - limits.messageText;
  const visit = useReadable(session.visit);
  const isErasing = useReadable(session.isErasing);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    setHeld(false);
  }, [visit]);
  const canSend = text.trim() !== '' && over <= 0 && !isHeld;

  const kinds = useReadable(chat.profile)?.files.kinds ?? sentFileKinds;
  const types = attachmentTypes.filter((type) => kinds.includes(kindOf(type)));
  const takesPictures = kinds.includes('image');

  const prefill = useReadable(session.prefill);
  useEffect(() => {
    if (!prefill) return;
    chat.draft.show(prefill.text);
    // Once: the field may come and go.
    session.prefill.set(null);
  }, [prefill]);

  function fitText(): void {
    const element = field.current;
    if (!element) return;
    // Measuring makes the browser lay the whole page out; an empty field is one line high by itself.
    element.style.height = element.value === '' ? '' : 'auto';
    if (element.value === '') return;
    element.style.height = `${Math.min(element.scrollHeight, TALLEST)}px`;
    element.style.overflowY = element.scrollHeight > TALLEST ? 'auto' : 'hidden';
  }
  useLayoutEffect(fitText, [text]);
  // What reaches beyond the widget goes with it at once: other effects are undone after the next painting.
  useLayoutEffect(() => {
    addEventListener('resize', fitText);
    return () => {
      removeEventListener('resize', fitText);
    };
  }, []);

  function sendText(): void {
    if (!canSend) return;
    const screened = session.screen(text.trim());
    if (typeof screened === 'string') {
      finish(screened);
      return;
    }
    // Until the page has answered, the text is the draft it was, which is stored.
    setHeld(true);
    field.current?.focus();
    void screened.then((answer) => {
      // Whoever went to another conversation meanwhile finds it as the draft of this one.
      if (session.visit.get() !== visit) return;
      setHeld(false);
      if (answer !== null) finish(answer);
    });
  }

  function finish(final: string): void {
    chat.send(final);
    chat.setTyping(false);
    chat.draft.set('');
    field.current?.focus();
  }

  const fileInput = {
    type: 'file',
    hidden: true,
    tabIndex: -1,
    onChange: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
      sendFiles?.([...(currentTarget.files ?? [])]);
      // Otherwise the same file cannot be picked again.
      currentTarget.value = '';
    },
  } as const;

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        sendText();
      }}
    >
      {sendFiles && (
        <>
          <button
            type="button"
            class="icon-button attach"
            aria-label={words.attach}
            title={words.attach}
            onClick={() => picker.current?.click()}
          >
            <Icon name="attach" size={21} />
          </button>
          {takesPictures && (
            <button
              type="button"
              class="icon-button attach camera"
              aria-label={words.camera}
              title={words.camera}
              onClick={() => camera.current?.click()}
            >
              <Icon name="camera" size={21} />
            </button>
          )}
          <input {...fileInput} ref={picker} multiple accept={types.join(',')} />
          <input {...fileInput} ref={camera} accept="image/jpeg" capture="environment" />
        </>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          value={text}
          readOnly={isHeld || isErasing}
          // An empty field runs the way of its placeholder.
          {...(text !== '' && { dir: 'auto' })}
          placeholder={words.placeholder}
          aria-label={words.placeholder}
          aria-invalid={over > 0}
          enterkeyhint="send"
          onInput={(event) => {
            const { value } = event.currentTarget;
            chat.draft.set(value);
            chat.setTyping(value.trim() !== '');
          }}
          onBlur={() => {
            chat.setTyping(false);
          }}
          onKeyDown={(event) => {
            // Safari ends a composition before the keydown of its Enter; only the old code 229 still tells.
            // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer says the same
            const isComposing = event.isComposing || event.keyCode === 229;
            if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
            event.preventDefault();
            if (!event.repeat) sendText();
          }}
        />
        {session.features.emoji && (
          <EmojiPicker
            words={words.emoji}
            recent={session.recentEmoji}
            insert={(emoji) => {
              const element = field.current;
              if (!element) return;
              element.setRangeText(emoji, element.selectionStart, element.selectionEnd, 'end');
              chat.draft.set(element.value);
              element.focus();
            }}
          />
        )}
        {over > 0 && (
          <p class="too-long" role="alert">
            {fillText(words.tooLong, { over })}
          </p>
        )}
      </div>
      <button type="submit" class="send" aria-label={words.send} title={words.send} disabled={!canSend}>
        <Icon name="send" size={20} />
      </button>
    </form>
  );
}
