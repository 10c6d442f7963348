import { describe, expect, it } from 'vitest';
import { addedField, movedField, preChatDraft, readPreChatDraft, withoutField } from './pre-chat-draft';

const base = { kind: 'text', required: false, options: [] } as const;
const fields = [
  { ...base, id: 'f0', label: 'Topic' },
  { ...base, id: 'f2', label: 'Order', showIf: { field: 'f0', equals: 'x' } },
];
const draft = { isOn: true, fields, consent: '', consentLink: '' };

describe('the form before the chat in the editor', () => {
  it('gives a new field an id of its own, up to ten', () => {
    expect(addedField(fields)?.id).toBe('f1');
    const ten = Array.from({ length: 10 }, (_, at) => ({ ...base, id: `f${at}`, label: 'x' }));
    expect(addedField(ten)).toBeNull();
  });

  it('never lets a field depend on a later or a removed one', () => {
    expect(movedField(fields, 1, 0).map(({ id, showIf }) => [id, showIf])).toEqual([
      ['f2', undefined],
      ['f0', undefined],
    ]);
    expect(withoutField(fields, 0)[0]?.showIf).toBeUndefined();
    expect(movedField(fields, 0, -1)).toEqual(fields);
  });

  it('is read as it stands, and comes back as it was stored', () => {
    const { preChat } = readPreChatDraft({ ...draft, consent: ' Yes ', consentLink: 'https://a.test' });
    expect(preChat).toEqual({ fields, consent: 'Yes', consentLink: 'https://a.test' });
    expect(readPreChatDraft(preChatDraft(preChat ?? undefined)).preChat).toEqual(preChat);
    expect(readPreChatDraft({ ...draft, isOn: false })).toEqual({ preChat: null, problem: null });
  });

  it.each([
    [{ fields: [{ ...base, id: 'f0', label: ' ' }] }, 'labelMissing'],
    [{ fields: [{ ...base, id: 'f0', label: 'x', kind: 'select', options: [' '] }] }, 'optionsMissing'],
    [{ consentLink: 'javascript:alert(1)' }, 'consentLinkWrong'],
    [{ consent: 'x'.repeat(8000) }, 'tooLong'],
  ] as const)('names what is wrong: %j', (change, problem) => {
    expect(readPreChatDraft({ ...draft, ...change })).toMatchObject({ preChat: null, problem });
  });
});
