import { languages } from '@foyer/shared-core/model';
import type { Language } from '@foyer/shared-core/model';
import { describe, expect, it } from 'vitest';
import { ar } from './ar.ts';
import type { ChatWords } from './chat-words.ts';
import { chooseLanguage, directionOf, localeFor } from './choose-language.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fillText } from './fill-text.ts';
import { fr } from './fr.ts';
import { he } from './he.ts';
import { ja } from './ja.ts';
import { launcherWords } from './launcher-words.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { uk } from './uk.ts';

const texts: Readonly<Record<Language, ChatWords>> = { en, de, fr, es, pt, uk, pl, ar, he, ja };

function flat(words: object): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[key, value] as [string, string]]
      : flat(value as object).map(([name, text]): [string, string] => [`${key}.${name}`, text]),
  );
}

function places(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

describe.each(languages)('the texts in %s', (language) => {
  it('name the launcher', () => {
    expect(flat(launcherWords[language]).map(([, text]) => text.trim())).not.toContain('');
    expect(places(launcherWords[language].unread)).toEqual(['{count}']);
  });

  it('leave no text empty and have the places of the English ones', () => {
    const own = new Map(flat(texts[language]));
    for (const [key, english] of flat(texts.en)) {
      expect(own.get(key)?.trim(), key).toBeTruthy();
      expect(places(own.get(key)), key).toEqual(places(english));
    }
  });
});

describe('the texts', () => {
  it.each([
    ['de', /\b(du|dich|dir|dein\w*)\b/i],
    ['es', /\b(su|sus|le|usted|cuéntenos)\b/i],
  ] as const)('address a visitor in %s in one way', (language, other) => {
    expect(flat(texts[language]).filter(([, text]) => other.test(text))).toEqual([]);
  });

  it('count characters in words that suit one of them, too', () => {
    const after = languages.filter((language) => /^\{over\} \p{L}+(s|es)\b/u.test(texts[language].tooLong));
    expect(after).toEqual([]);
  });
});

describe('the language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [[null, '', 'ar'], 'ar'],
    [['nl-BE', 'fr-CA', 'de'], 'fr'],
    [['xx'], 'en'],
    [[], 'en'],
    [['DE'], 'de'],
  ] as const)('of the wishes %j is %s', (wishes, language) => {
    expect(chooseLanguage(wishes)).toBe(language);
  });

  it('keeps the region of the wish for dates', () => {
    expect(localeFor('en', [null, 'de', 'en-GB', 'en'])).toBe('en-GB');
    expect(localeFor('en', ['nl'])).toBe('en');
  });

  it('runs from the right where it is Arabic or Hebrew', () => {
    expect(languages.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar', 'he']);
  });
});

describe('a text with places', () => {
  it('takes values as they are, placeholders and patterns in them included', () => {
    expect(fillText('{name} joined', { name: '$& {name}' })).toBe('$& {name} joined');
    expect(fillText('{toString} {name}', { name: 'Kim' })).toBe('{toString} Kim');
  });
});
