import type { Answers, FormField } from '@foyer/shared-core/model';

/**
 * What the page knows of the visitor's answers, by a field's id, label or kind. A box is the visitor's own to tick, and
 * what cannot be chosen is no answer.
 */
export function givenAnswers(fields: readonly FormField[], given: Answers): Answers {
  const known = new Map(Object.entries(given));
  const answers = fields.flatMap(({ id, label, kind, options }) => {
    const answer = known.get(id) ?? known.get(label) ?? known.get(kind);
    const isOne = answer !== undefined && (options.length === 0 || options.includes(answer));
    return isOne && kind !== 'checkbox' ? [[id, answer] as const] : [];
  });
  return Object.fromEntries(answers);
}
