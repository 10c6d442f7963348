import { StorageRulesRefusal } from './refusal.ts';

/** What RE2 has and JavaScript reads differently, or JavaScript has and RE2 does not. */
const NOT_SUPPORTED: readonly (readonly [RegExp, string])[] = [
  [/^(?:\\.|[^\\])*?\(\?(?:<?[=!])/s, 'lookaround, which RE2 does not have'],
  [/^(?:\\.|[^\\])*?\(\?(?!:)/s, 'groups with flags or names'],
  [/^(?:\\.|[^\\])*?\\[1-9]/s, 'backreferences, which RE2 does not have'],
  [/^(?:\\.|[^\\])*?\\[pPAzQEC]/s, 'the escapes \\p \\P \\A \\z \\Q \\E \\C'],
  [/\[\[:/, 'character classes such as [[:alpha:]]'],
];
const IGNORE_CASE = '(?i)';

/**
 * Turns a regular expression of the rules language, which is RE2's, into a JavaScript one. Patterns that the two would
 * read differently are refused with the place of the literal.
 */
export function translateRe2(pattern: string, offset: number): RegExp {
  const ignoresCase = pattern.startsWith(IGNORE_CASE);
  const body = ignoresCase ? pattern.slice(IGNORE_CASE.length) : pattern;
  for (const [found, what] of NOT_SUPPORTED) {
    if (found.test(body))
      throw new StorageRulesRefusal(offset, `This regular expression uses ${what}: not supported.`);
  }
  try {
    return new RegExp(body, ignoresCase ? 'i' : '');
  } catch {
    throw new StorageRulesRefusal(offset, 'This is not a regular expression.');
  }
}

/** The same pattern for the whole of a string, as `matches()` wants it. */
export function wholeString(pattern: RegExp): RegExp {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags);
}
