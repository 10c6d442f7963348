import { expect, it } from 'vitest';

import { limits } from '../model/limits.ts';
import { fileDraft, textDraft } from './check-draft.ts';

const file = { name: 'cat.png', type: 'image/png', size: 10, body: null };

it.each(['', ' ', '\n\t '])('refuses the blank text %j', (text) => {
  expect(() => textDraft(text)).toThrow(expect.objectContaining({ code: 'bad-input' }));
});

it('takes a text of exactly the longest length, and no longer one', () => {
  const longest = 'x'.repeat(limits.messageText);
  expect(textDraft(longest)).toEqual({ kind: 'text', text: longest });
  expect(() => textDraft(longest + 'x')).toThrow(expect.objectContaining({ code: 'bad-input' }));
});

it.each([
  ['a script', { ...file, type: 'text/html' }, 'file-type'],
  ['a drawing with scripts in it', { ...file, type: 'image/svg+xml' }, 'file-type'],
  ['a file one byte too large', { ...file, size: limits.fileBytes + 1 }, 'file-too-large'],
  ['an empty file', { ...file, size: 0 }, 'file-empty'],
])('refuses %s', (_, bad, code) => {
  expect(() => fileDraft(bad)).toThrow(expect.objectContaining({ code }));
});

it('keeps the end of a name that is too long, and whole characters', () => {
  const name = `😀${'x'.repeat(limits.fileName - 5)}.png`;
  const draft = fileDraft({ ...file, name });
  expect(draft).toMatchObject({ file: { name: `${'x'.repeat(limits.fileName - 5)}.png` } });
});

it('names a file that has no name', () => {
  expect(fileDraft({ ...file, name: '' })).toMatchObject({ file: { name: 'file' } });
});
