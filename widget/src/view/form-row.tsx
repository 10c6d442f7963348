import { limits } from '@foyer/shared-core/model';
import type { FormField } from '@foyer/shared-core/model';
import type { JSX } from 'preact';
import type { ChatWords } from '../strings/chat-words.ts';
import { fillText } from '../strings/fill-text.ts';

const types = { email: 'email', phone: 'tel' } as const;
const completions = { text: undefined, email: 'email', phone: 'tel' } as const;

/** One question with its label, and what is wrong with its answer. */
export function FormRow({
  field: { id, kind, label, required, options },
  words,
  value,
  problem,
  link,
  change,
}: {
  readonly field: FormField;
  readonly words: ChatWords;
  readonly value: string;
  readonly problem: 'missing' | 'email' | 'phone' | 'long' | null;
  readonly link?: string | undefined;
  readonly change: (value: string) => void;
}): JSX.Element {
  const shared = {
    id: `ask-${id}`,
    name: id,
    'aria-required': required,
    'aria-invalid': problem !== null,
    ...(problem && { 'aria-describedby': `ask-${id}-problem` }),
  };
  // Only a type with a list would need more.
  const type = (kind === 'email' || kind === 'phone' ? types[kind] : 'text') as 'text';
  const isBox = kind === 'checkbox';
  const control = isBox ? (
    <input
      {...shared}
      type="checkbox"
      checked={value === 'true'}
      onChange={(event) => {
        change(event.currentTarget.checked ? 'true' : '');
      }}
    />
  ) : kind === 'select' || kind === 'department' ? (
    <select
      {...shared}
      value={value}
      onChange={(event) => {
        change(event.currentTarget.value);
      }}
    >
      <option value="">{words.forms.choose}</option>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  ) : (
    <input
      {...shared}
      type={type}
      autocomplete={completions[kind]}
      value={value}
      dir="auto"
      onInput={(event) => {
        change(event.currentTarget.value);
      }}
    />
  );
  return (
    <div class={isBox ? 'row box' : 'row'}>
      {isBox && control}
      <label for={shared.id} dir="auto">
        {label}
        {!required && !isBox && <i> ({words.forms.optional})</i>}
      </label>
      {link !== undefined && (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {words.forms.more}
        </a>
      )}
      {!isBox && control}
      {problem && (
        <p id={`ask-${id}-problem`} class="wrong">
          {problem === 'missing' && isBox
            ? words.forms.consent
            : fillText(words.forms[problem], { limit: limits.answer })}
        </p>
      )}
    </div>
  );
}
