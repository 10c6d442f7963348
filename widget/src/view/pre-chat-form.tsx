import { answerProblem, askedFields, chosenDepartment } from '@foyer/shared-core/model';
import type { Answers, PreChat } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { givenAnswers, standingAnswers } from '../chat/given-answers.ts';
import { useReadable } from '../chat/use-readable.ts';
import { FormRow } from './form-row.tsx';
import type { PanelProps } from './panel-props.ts';

/** Where the agreement stands among the answers; no field has this id. */
const CONSENT = 'consent';

/** What a brand asks before the first message. A field says what is wrong with it once one has tried to go on. */
export function PreChatForm({
  session: { chat, forms, emit, prechat },
  words,
  formats,
  form: { fields, consent, consentLink },
  takeFocus,
  done,
}: PanelProps & {
  readonly form: PreChat;
  readonly takeFocus: boolean;
  readonly done: () => void;
}): JSX.Element {
  const { answers: written, hasFailed } = useReadable(forms);
  const answers: Answers = {
    ...givenAnswers(fields, prechat),
    ...standingAnswers(fields, written),
    // What was agreed to is kept: another text is to be agreed to anew.
    [CONSENT]: written[CONSENT] === consent ? 'true' : '',
  };
  const [isTried, setTried] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const asked = askedFields(fields, answers);
  const rows =
    consent === ''
      ? asked
      : [...asked, { id: CONSENT, kind: 'checkbox', label: consent, required: true, options: [] } as const];

  useLayoutEffect(() => {
    if (takeFocus) element.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);

  /** The form is left at once; where its answers are refused it comes back as it was. */
  async function submit(): Promise<void> {
    setTried(true);
    const wrong = rows.find((row) => answerProblem(row, answers[row.id]));
    if (wrong) {
      element.current?.querySelector<HTMLElement>(`[name="${wrong.id}"]`)?.focus();
      return;
    }
    const told = Object.fromEntries(asked.map(({ id }) => [id, answers[id] ?? '']));
    const address = asked.find(({ kind, id }) => kind === 'email' && told[id])?.id;
    const email = address === undefined ? undefined : told[address]?.trim();
    const department = chosenDepartment(fields, answers);
    // Where the form does not ask, the page may have said.
    if (department !== undefined) chat.department.set(department);
    done();
    forms.change({ isSent: true, hasFailed: false, ...(email !== undefined && { email }) });
    try {
      await chat.tell({
        answers: told,
        consent: consent !== '',
        ...(email !== undefined && { email, locale: formats.locale }),
      });
      emit('prechatSubmit', department === undefined ? {} : { department });
      if (email !== undefined) emit('emailSupplied', {});
    } catch {
      forms.change({ isSent: false, hasFailed: true });
    }
  }

  return (
    <form
      ref={element}
      class="ask"
      noValidate
      aria-label={words.forms.title}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {rows.map((row) => (
        <FormRow
          key={row.id}
          field={row}
          words={words}
          value={answers[row.id] ?? ''}
          problem={isTried ? answerProblem(row, answers[row.id]) : null}
          {...(row.id === CONSENT && { link: consentLink })}
          change={(value) => {
            const kept = row.id === CONSENT && value !== '' ? consent : value;
            forms.change({ answers: { ...forms.get().answers, [row.id]: kept } });
          }}
        />
      ))}
      {hasFailed && (
        <p class="wrong" role="alert">
          {words.problems.failed}
        </p>
      )}
      <button type="submit" class="main-button">
        {words.forms.start}
      </button>
    </form>
  );
}
