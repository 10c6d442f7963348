import type { BrandId, VisitorId } from '../model/ids.ts';
import { maskText } from '../model/masks.ts';
import { paths } from '../model/paths.ts';
import type { BrandProfile } from '../model/people.ts';
import type { Answers } from '../model/pre-chat.ts';
import { SERVER_TIME } from '../model/updates.ts';
import type { Update } from '../model/updates.ts';

/** What a visitor says about themselves in a form. It proves nothing. */
export interface SelfTold {
  /** By field; what is blank is left out. */
  readonly answers?: Answers;
  /** The visitor agreed to what the brand wants agreed to. */
  readonly consent?: boolean;
  /** Where to answer when the visitor is gone. */
  readonly email?: string;
  /** The language tag in which to write there. */
  readonly locale?: string;
}

/**
 * Hides what must not leave the browser in what was written freely. What was asked for as an address, a number or a choice
 * is the answer to that question.
 */
export function maskedAnswers(told: SelfTold, profile: BrandProfile | null): SelfTold {
  if (!told.answers) return told;
  const asked = new Map(profile?.preChat?.fields.map(({ id, kind }) => [id, kind]));
  const answers = Object.entries(told.answers).map(([field, answer]) =>
    (asked.get(field) ?? 'text') === 'text'
      ? [field, maskText(answer, profile?.masks ?? [])]
      : [field, answer],
  );
  return { ...told, answers: Object.fromEntries(answers) as Answers };
}

/** The update that stores it; whatever was told before of the same kind is replaced. */
export function selfToldUpdate(
  brand: BrandId,
  visitor: VisitorId,
  { answers, consent, email, locale }: SelfTold,
): Update {
  const fields = Object.entries(answers ?? {})
    .map(([field, answer]) => [field, answer.trim()] as const)
    .filter(([, answer]) => answer !== '');
  return {
    ...(answers && {
      [paths.userAnswers(brand, visitor)]: {
        ...Object.fromEntries(fields),
        ...(consent && { consent }),
        at: SERVER_TIME,
      },
    }),
    ...(email !== undefined && {
      [paths.userContact(brand, visitor)]: { email, ...(locale && { locale }), at: SERVER_TIME },
    }),
  };
}
