import { limits, type FormField, type PreChat } from '@foyer/shared-core/model';

/** The form before the chat as it stands in the editor. */
export interface PreChatDraft {
  readonly isOn: boolean;
  readonly fields: readonly FormField[];
  readonly consent: string;
  readonly consentLink: string;
}

export type PreChatProblem =
  'labelMissing' | 'optionsMissing' | 'departmentWrong' | 'consentLinkWrong' | 'tooLong';

/** As departments are named where operators are: a key of the database. */
const DEPARTMENT = /^[^.#$/[\]\p{Cc}]{1,80}$/u;

export function preChatDraft(form: PreChat | undefined): PreChatDraft {
  return {
    isOn: form !== undefined,
    fields: form?.fields ?? [],
    consent: form?.consent ?? '',
    consentLink: form?.consentLink ?? '',
  };
}

/** A further field; its id is one that no other field has. Null when there are as many as can be. */
export function addedField(fields: readonly FormField[]): FormField | null {
  const ids = Array.from({ length: limits.formFields }, (_, at) => `f${at}`);
  const id = ids.find((free) => fields.every((field) => field.id !== free));
  return id === undefined ? null : { id, kind: 'text', label: '', required: false, options: [] };
}

/** The fields with one of them a step further up or down. What depends on a field that now comes later is always asked. */
export function movedField(fields: readonly FormField[], from: number, to: number): readonly FormField[] {
  const [one, other] = [fields[from], fields[to]];
  if (!one || !other) return fields;
  return withoutForward(fields.with(from, other).with(to, one));
}

export function withoutField(fields: readonly FormField[], at: number): readonly FormField[] {
  return withoutForward(fields.filter((_, index) => index !== at));
}

function withoutForward(fields: readonly FormField[]): readonly FormField[] {
  return fields.map(({ showIf, ...field }, at) =>
    showIf && fields.slice(0, at).some(({ id }) => id === showIf.field) ? { ...field, showIf } : field,
  );
}

/** What a draft says; null where it says that nothing is asked. */
export function readPreChatDraft(draft: PreChatDraft): {
  readonly preChat: PreChat | null;
  readonly problem: PreChatProblem | null;
  /** In which field the problem stands. */
  readonly at?: number;
} {
  const fields = draft.fields.map((field) => ({
    ...field,
    label: field.label.trim(),
    options: isChoice(field) ? field.options.map((option) => option.trim()).filter(Boolean) : [],
  }));
  const consent = draft.consent.trim();
  const consentLink = draft.consentLink.trim();
  if (!draft.isOn || (fields.length === 0 && consent === '')) return { preChat: null, problem: null };
  const unnamed = fields.findIndex(({ label }) => label === '');
  if (unnamed >= 0) return { preChat: null, problem: 'labelMissing', at: unnamed };
  const empty = fields.findIndex((field) => isChoice(field) && field.options.length === 0);
  if (empty >= 0) return { preChat: null, problem: 'optionsMissing', at: empty };
  const unfit = fields.findIndex(
    ({ kind, options }) => kind === 'department' && !options.every((option) => DEPARTMENT.test(option)),
  );
  if (unfit >= 0) return { preChat: null, problem: 'departmentWrong', at: unfit };
  if (consentLink !== '' && !/^https?:\/\//.test(consentLink))
    return { preChat: null, problem: 'consentLinkWrong' };
  const preChat = { fields, consent, ...(consentLink === '' ? {} : { consentLink }) };
  const isLong = JSON.stringify({ preChat }).length > limits.forms;
  return isLong ? { preChat: null, problem: 'tooLong' } : { preChat, problem: null };
}

function isChoice({ kind }: FormField): boolean {
  return kind === 'select' || kind === 'department';
}
