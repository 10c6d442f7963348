import { CoreError } from './errors.ts';
import { limits } from './limits.ts';
import { compact, RecordReader } from './read-record.ts';

export const fieldKinds = ['text', 'email', 'phone', 'select', 'department', 'checkbox'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** One question of the form before the chat. */
export interface FormField {
  /** `f0` … `f9`: stays with the question when it is moved or worded anew. */
  readonly id: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly required: boolean;
  /** What can be chosen, of a `select`; of a `department`, the names of departments. */
  readonly options: readonly string[];
  /** Asked only if another field was answered this way; a ticked checkbox is `true`. */
  readonly showIf?: { readonly field: string; readonly equals: string };
}

/** What a brand asks before the first message. */
export interface PreChat {
  readonly fields: readonly FormField[];
  /** Must be agreed to; empty where nothing has to be. */
  readonly consent: string;
  /** Where to read more about it. */
  readonly consentLink?: string;
}

/** What a visitor has written, by field. */
export type Answers = Readonly<Record<string, string>>;

/** Reads the forms as the profile stores them: JSON in one text. Throws `bad-record`. */
export function readPreChat(text: string): PreChat {
  const form = new RecordReader('forms', parsed(text)).record('preChat');
  const fields = form.raw('fields');
  if (!Array.isArray(fields) || fields.length > limits.formFields) wrong('fields');
  const consentLink = form.optionalText('consentLink');
  if (consentLink !== undefined && !/^https?:\/\//.test(consentLink)) wrong('consentLink');
  return compact<PreChat>({
    fields: fields.map((field: unknown, at) => readField(at, field)),
    consent: form.text('consent'),
    consentLink,
  });
}

function readField(at: number, value: unknown): FormField {
  const field = new RecordReader(`forms.${at}`, value);
  const condition = field.has('showIf') ? field.record('showIf') : null;
  const options = field.raw('options') ?? [];
  const areTexts = Array.isArray(options) && options.every((option) => typeof option === 'string');
  const id = field.text('id');
  if (!areTexts || !/^f\d$/.test(id)) wrong(String(at));
  return compact<FormField>({
    id,
    kind: field.oneOf('kind', fieldKinds),
    label: field.text('label'),
    required: field.flag('required'),
    options,
    showIf: condition ? { field: condition.text('field'), equals: condition.text('equals') } : undefined,
  });
}

/** The fields to ask, given what has been answered. What depends on a field that is not asked is not asked either. */
export function askedFields(fields: readonly FormField[], answers: Answers): readonly FormField[] {
  const asked: FormField[] = [];
  for (const field of fields) {
    const { showIf } = field;
    const isAsked =
      !showIf || (asked.some(({ id }) => id === showIf.field) && answers[showIf.field] === showIf.equals);
    if (isAsked) asked.push(field);
  }
  return asked;
}

/** Whom the visitor has chosen; undefined where nobody is asked for. */
export function chosenDepartment(fields: readonly FormField[], answers: Answers): string | undefined {
  const field = askedFields(fields, answers).find(({ kind }) => kind === 'department');
  return field?.options.find((option) => option === answers[field.id]);
}

/** What is wrong with an answer; null when nothing is. */
export function answerProblem(
  { kind, required }: Pick<FormField, 'kind' | 'required'>,
  answer = '',
): 'missing' | 'email' | 'phone' | 'long' | null {
  const text = answer.trim();
  if (text === '') return required ? 'missing' : null;
  if (text.length > limits.answer) return 'long';
  if (kind === 'email') return isEmail(text) ? null : 'email';
  return kind === 'phone' && !/^\+?[\d\s()/.-]{4,30}$/.test(text) ? 'phone' : null;
}

/** Good enough to write to: whether it is somebody's, only a mail can tell. */
export function isEmail(text: string): boolean {
  return text.length <= limits.email && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wrong(field: string): never {
  throw new CoreError('bad-record', `forms.${field} is malformed`);
}
