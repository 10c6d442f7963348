import { describe, expect, it } from 'vitest';
import { answerProblem, askedFields, readPreChat } from './pre-chat.ts';
import type { FormField, PreChat } from './pre-chat.ts';

const base = { kind: 'text', required: false, options: [] } as const;
const fields: readonly FormField[] = [
  { ...base, id: 'f0', label: 'Topic', kind: 'select', required: true, options: ['Order', 'Other'] },
  { ...base, id: 'f1', label: 'Order number', showIf: { field: 'f0', equals: 'Order' } },
  { ...base, id: 'f2', label: 'Still unpaid?', kind: 'checkbox', showIf: { field: 'f1', equals: '7' } },
];
const form: PreChat = { fields, consent: 'I agree', consentLink: 'https://acme.test/privacy' };
const idsOf = (asked: readonly FormField[]): string[] => asked.map(({ id }) => id);

describe('a form before the chat', () => {
  it('is read as it was written', () => {
    expect(readPreChat(JSON.stringify({ preChat: form }))).toEqual(form);
  });

  it.each([
    ['no JSON', 'x'],
    ['another form', '{}'],
    ['more than ten fields', JSON.stringify({ preChat: { ...form, fields: Array(11).fill(fields[0]) } })],
    [
      'a kind nobody knows',
      JSON.stringify({ preChat: { ...form, fields: [{ ...fields[0], kind: 'html' }] } }),
    ],
    ['an id that is none', JSON.stringify({ preChat: { ...form, fields: [{ ...fields[0], id: 'f10' }] } })],
    ['a link that runs', JSON.stringify({ preChat: { ...form, consentLink: 'javascript:alert(1)' } })],
  ])('is refused with %s', (_, text) => {
    expect(() => readPreChat(text)).toThrow(expect.objectContaining({ code: 'bad-record' }));
  });

  it('asks what depends on an answer only after that answer', () => {
    expect(idsOf(askedFields(fields, {}))).toEqual(['f0']);
    expect(idsOf(askedFields(fields, { f0: 'Order', f1: '7' }))).toEqual(['f0', 'f1', 'f2']);
    expect(idsOf(askedFields(fields, { f0: 'Other', f1: '7' }))).toEqual(['f0']);
  });
});

it.each([
  ['text', true, ' ', 'missing'],
  ['text', false, '', null],
  ['text', false, 'x'.repeat(501), 'long'],
  ['email', true, 'ada@acme.test', null],
  ['email', true, 'ada@acme', 'email'],
  ['email', false, '', null],
  ['phone', true, '+49 (0)30 1234', null],
  ['phone', true, 'call me', 'phone'],
  ['checkbox', true, '', 'missing'],
] as const)('an answer to %s (required: %s) %j: %s', (kind, required, answer, problem) => {
  expect(answerProblem({ kind, required }, answer)).toBe(problem);
});
