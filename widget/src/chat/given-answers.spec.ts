import type { FormField } from '@foyer/shared-core/model';
import { expect, it } from 'vitest';
import { givenAnswers, standingAnswers } from './given-answers.ts';

const base = { label: 'x', required: true, options: [] } as const;
const fields: readonly FormField[] = [
  { ...base, id: 'f0', kind: 'select', label: 'Topic', options: ['An order', 'Other'] },
  { ...base, id: 'f1', kind: 'checkbox', label: 'Urgent' },
  { ...base, id: 'f2', kind: 'text', label: 'Order number' },
];

it('takes what a page knows by id, label or kind, but no choice that is not offered and no box', () => {
  expect(givenAnswers(fields, { f0: 'Other', 'Order number': '4711', Urgent: 'true' })).toEqual({
    f0: 'Other',
    f2: '4711',
  });
  expect(givenAnswers(fields, { Topic: 'A tent' })).toEqual({});
});

it('drops what was chosen and is no longer offered, and keeps the rest', () => {
  const written = { f0: 'A tent', f1: 'true', f2: '4711', consent: 'true' };
  expect(standingAnswers(fields, written)).toEqual({ ...written, f0: '' });
  // The field was one for a text before.
  expect(standingAnswers(fields, { f0: 'Other', f1: 'soon' })).toEqual({ f0: 'Other', f1: '' });
  expect(standingAnswers(fields, {})).toEqual({});
});
