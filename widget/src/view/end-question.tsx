import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatWords } from '../strings/chat-words.ts';

/** Asks before the conversation is ended. */
export function EndQuestion({
  words,
  end,
  done,
}: {
  readonly words: ChatWords;
  readonly end: () => Promise<void>;
  readonly done: () => void;
}): JSX.Element {
  const cancel = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'asking' | 'ending' | 'failed'>('asking');

  useEffect(() => {
    cancel.current?.focus();
  }, []);

  return (
    <div class="question" role="alertdialog" aria-labelledby="end-question">
      <p id="end-question">{state === 'failed' ? words.problems.failed : words.endQuestion}</p>
      <div class="question-buttons">
        <button ref={cancel} type="button" class="plain-button" onClick={done}>
          {words.endCancel}
        </button>
        <button
          type="button"
          class="danger-button"
          disabled={state === 'ending'}
          onClick={() => {
            setState('ending');
            end().then(done, () => {
              setState('failed');
            });
          }}
        >
          {words.endConfirm}
        </button>
      </div>
    </div>
  );
}
