import type { Answers, FormField } from '@foyer/shared-core/model';

/**
 * What the page knows of the visitor's answers, by a field's id, label or kind. A box is the visitor's own to tick, and
 * what cannot be chosen is no answer.
 */
export function givenAnswers(fields: readonly FormField[], given: Answers): Answers {
  const known = new Map(Object.entries(given));
  const answers = fields.flatMap((field) => {
    const { id, label, kind } = field;
    const answer = known.get(id) ?? known.get(label) ?? known.get(kind);
    return answer !== undefined && kind !== 'checkbox' && canAnswer(field, answer)
      ? [[id, answer] as const]
      : [];
  });
  return Object.fromEntries(answers);
}

/** What the visitor has written, without what the form has meanwhile ceased to offer: nobody sees that it is there. */
export function standingAnswers(fields: readonly FormField[], written: Answers): Answers {
  const gone = fields.filter((field) => !canAnswer(field, written[field.id] ?? ''));
  return { ...written, ...Object.fromEntries(gone.map(({ id }) => [id, ''])) };
}

function canAnswer({ kind, options }: FormField, answer: string): boolean {
  if (answer === '') return true;
  return kind === 'checkbox' ? answer === 'true' : options.length === 0 || options.includes(answer);
}
