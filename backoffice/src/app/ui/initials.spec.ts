import { describe, expect, it } from 'vitest';
import { initials } from './initials';

describe('initials', () => {
  it('takes the first letters of the first and the last word', () => {
    expect(initials('Ada Byron Lovelace')).toBe('AL');
  });

  it('takes one letter of one word', () => {
    expect(initials('ada')).toBe('A');
  });

  it('keeps a letter whole that is made of several code units', () => {
    expect(initials('𝒜da')).toBe('𝒜');
  });

  it('skips words without letters or digits', () => {
    expect(initials('<img> 😀 Bob')).toBe('<B');
  });

  it('gives a question mark for a name without letters', () => {
    expect(initials('  …')).toBe('?');
  });
});
