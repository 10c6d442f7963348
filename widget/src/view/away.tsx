import { answerProblem } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useReadable } from '../chat/use-readable.ts';
import { fillText } from '../strings/fill-text.ts';
import { FormRow } from './form-row.tsx';
import type { PanelProps } from './panel-props.ts';

/** Says that nobody answers just now and when somebody will, and asks where to answer. One can write all the same. */
export function Away({
  session: { chat, forms, emit },
  words,
  formats,
  isAsking,
}: PanelProps & {
  /** The form before the chat is open: one form at a time. */
  readonly isAsking: boolean;
}): JSX.Element | null {
  const away = useReadable(chat.away);
  const room = useReadable(chat.room);
  const { email } = useReadable(forms);
  const [address, setAddress] = useState('');
  const [isTried, setTried] = useState(false);
  // Whoever is still there goes on with the conversation.
  if (away === null || (room?.openAt !== undefined && room.assignee && !away.isEmpty)) return null;
  const field = {
    id: 'email',
    kind: 'email',
    label: words.forms.address,
    required: true,
    options: [],
  } as const;
  const problem = answerProblem(field, address);

  function submit(): void {
    setTried(true);
    if (problem) return;
    forms.change({ email: address.trim() });
    // Refused, it is asked for again with what was written.
    chat.tell({ email: address.trim(), locale: formats.locale }).then(
      () => {
        emit('offlineSubmit', {});
        emit('emailSupplied', {});
      },
      () => {
        forms.change({ email: '' });
      },
    );
  }

  return (
    <section class="away">
      <p role="status">
        {words.forms.away}{' '}
        {away.opensAt > 0 && (
          <b dir="auto">{fillText(words.forms.back, { when: formats.moment(away.opensAt, Date.now()) })}</b>
        )}{' '}
        {email !== '' && <span dir="auto">{fillText(words.forms.kept, { email })}</span>}
      </p>
      {email === '' && !isAsking && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <p>{words.forms.leave}</p>
          <FormRow
            field={field}
            words={words}
            value={address}
            problem={isTried ? problem : null}
            change={setAddress}
          />
          <button type="submit" class="main-button">
            {words.forms.save}
          </button>
        </form>
      )}
    </section>
  );
}
