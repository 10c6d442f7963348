import { describe, expect, it } from 'vitest';
import { readOwnWords, storedOwnWords } from './own-words.ts';

describe('the own words of a brand', () => {
  it.each([undefined, null, 7, '', 'null', '"title"', '12', '{"title"', { title: 'Ask' }])(
    'are none where %j is stored',
    (stored) => {
      expect(readOwnWords(stored)).toEqual({});
    },
  );

  it('are read as they were stored', () => {
    const words = { title: 'Ask us', forms: { title: 'Vor dem Gespräch' } };
    expect(readOwnWords(storedOwnWords(words))).toEqual(words);
  });

  it('are stored as an empty text where there are none', () => {
    expect(storedOwnWords({})).toBe('');
  });
});
