import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatWords } from '../strings/chat-words.ts';
import { keepFocusInside } from './keep-focus-inside.ts';

/** What is asked before something that cannot be undone. */
export interface Asked {
  readonly text: string;
  readonly confirm: string;
  readonly act: () => Promise<void>;
}

/** Asks once, over the rest of the panel. The focus stays inside, and is first on the way back. */
export function Question({
  words,
  asked,
  done,
}: {
  readonly words: ChatWords;
  readonly asked: Asked;
  readonly done: () => void;
}): JSX.Element {
  const cancel = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'asking' | 'acting' | 'failed'>('asking');

  useEffect(() => {
    cancel.current?.focus();
  }, []);

  return (
    <div
      class="question"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="question"
      onKeyDown={(event) => {
        if (event.key !== 'Tab') return;
        event.stopPropagation();
        keepFocusInside(event);
      }}
    >
      <p id="question">{state === 'failed' ? words.problems.failed : asked.text}</p>
      <div class="question-buttons">
        <button ref={cancel} type="button" class="plain-button" onClick={done}>
          {words.endCancel}
        </button>
        <button
          type="button"
          class="danger-button"
          disabled={state === 'acting'}
          onClick={() => {
            setState('acting');
            asked.act().then(done, () => {
              setState('failed');
            });
          }}
        >
          {asked.confirm}
        </button>
      </div>
    </div>
  );
}
