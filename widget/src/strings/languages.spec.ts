import { describe, expect, it } from 'vitest';
import { ar, arLauncher } from './ar.ts';
import { chooseLanguage, directionOf, languages, localeFor } from './choose-language.ts';
import { de, deLauncher } from './de.ts';
import { en, enLauncher } from './en.ts';
import { fillText } from './fill-text.ts';

const texts = { en: { ...en, ...enLauncher }, de: { ...de, ...deLauncher }, ar: { ...ar, ...arLauncher } };

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
  it('leave no text empty and have the places of the English ones', () => {
    const own = new Map(flat(texts[language]));
    for (const [key, english] of flat(texts.en)) {
      expect(own.get(key)?.trim(), key).toBeTruthy();
      expect(places(own.get(key)), key).toEqual(places(english));
    }
  });
});

describe('the language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [[null, '', 'ar'], 'ar'],
    [['fr', 'nl-BE', 'de'], 'de'],
    [['xx'], 'en'],
    [[], 'en'],
    [['DE'], 'de'],
  ] as const)('of the wishes %j is %s', (wishes, language) => {
    expect(chooseLanguage(wishes)).toBe(language);
  });

  it('keeps the region of the wish for dates', () => {
    expect(localeFor('en', [null, 'de', 'en-GB', 'en'])).toBe('en-GB');
    expect(localeFor('en', ['fr'])).toBe('en');
  });

  it('runs from the right where it is Arabic', () => {
    expect(languages.map(directionOf)).toEqual(['ltr', 'ltr', 'rtl']);
  });
});

describe('a text with places', () => {
  it('takes values as they are, placeholders and patterns in them included', () => {
    expect(fillText('{name} joined', { name: '$& {name}' })).toBe('$& {name} joined');
    expect(fillText('{toString} {name}', { name: 'Kim' })).toBe('{toString} Kim');
  });
});
