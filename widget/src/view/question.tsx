import { isCoreError } from '@foyer/shared-core';
import type { CoreErrorCode } from '@foyer/shared-core';
import { isEmail } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { problemText } from '../chat/problem-text.ts';
import type { ChatWords } from '../strings/chat-words.ts';
import { keepFocusInside } from './keep-focus-inside.ts';

/** What is asked before something that cannot be undone, or that needs an address. */
export interface Asked {
  readonly text: string;
  readonly confirm: string;
  /** What the field for an e-mail address is called, where one is wanted. */
  readonly field?: string;
  readonly act: (email: string) => Promise<void>;
  /** What is said when it is done; without it the question goes. */
  readonly done?: (email: string) => string;
}

/** Asks once, over the rest of the panel. The focus stays inside, and is first on the way back. */
export function Question({
  words,
  asked,
  isFinal,
  done,
}: {
  readonly words: ChatWords;
  readonly asked: Asked;
  /** It is too late to go back. */
  readonly isFinal: boolean;
  readonly done: () => void;
}): JSX.Element {
  const first = useRef<HTMLFormElement>(null);
  const [email, setEmail] = useState('');
  const [state, setState] = useState<'asking' | 'acting' | 'done' | 'email' | CoreErrorCode>('asking');
  const isDone = state === 'done';
  const problem =
    state === 'email'
      ? words.forms.email
      : state === 'asking' || state === 'acting' || isDone
        ? null
        : problemText(words, state === 'offline' ? 'not-signed-in' : state);

  // At once: whoever is quick with the keys has chosen a button before the next painting.
  useLayoutEffect(() => {
    first.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [isDone, problem]);

  function confirm(): void {
    if (state === 'acting') return;
    if (asked.field !== undefined && !isEmail(email)) {
      setState('email');
      return;
    }
    setState('acting');
    asked.act(email).then(
      () => {
        if (asked.done) setState('done');
        else done();
      },
      (cause: unknown) => {
        setState(isCoreError(cause) ? cause.code : 'failed');
      },
    );
  }

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
      <form
        ref={first}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <p id="question">
          {isDone ? asked.done?.(email) : asked.field === undefined ? (problem ?? asked.text) : asked.text}
        </p>
        {asked.field !== undefined && !isDone && (
          <div class="row">
            <label for="question-email">{asked.field}</label>
            <input
              id="question-email"
              type="email"
              autocomplete="email"
              dir="ltr"
              aria-invalid={problem !== null}
              aria-describedby="question-problem"
              value={email}
              onInput={({ currentTarget }) => {
                setEmail(currentTarget.value.trim());
              }}
            />
            <p id="question-problem" class="wrong" role="alert">
              {problem}
            </p>
          </div>
        )}
        <div class="question-buttons">
          <button type="button" class="plain-button" disabled={isFinal} onClick={done}>
            {isDone ? words.rooms.ok : words.endCancel}
          </button>
          {!isDone && (
            <button
              type="submit"
              class={asked.field === undefined ? 'danger-button' : 'main-button'}
              // A button that is disabled loses the focus to the page.
              aria-disabled={state === 'acting'}
            >
              {asked.confirm}
            </button>
          )}
        </div>
      </form>
    </div>
  );
}
