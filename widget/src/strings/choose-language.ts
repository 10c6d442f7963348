import { languages } from '@foyer/shared-core/model';
import type { Language } from '@foyer/shared-core/model';
import type { Direction } from '../options.ts';

const rightToLeft: readonly Language[] = ['ar', 'he'];

/**
 * The first of the wanted language tags that the widget speaks (`de-AT` is German), else English. The page's own
 * wish comes first, then the page's language, then the browser's.
 */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const tag of wanted) {
    const primary = primaryOf(tag);
    const known = languages.find((language) => language === primary);
    if (known) return known;
  }
  return 'en';
}

/** The first wish in this language, region and all (`en-GB`): the region decides how times and numbers read. */
export function localeFor(language: Language, wanted: readonly (string | null | undefined)[]): string {
  return wanted.find((tag) => primaryOf(tag) === language) ?? language;
}

export function directionOf(language: Language): Direction {
  return rightToLeft.includes(language) ? 'rtl' : 'ltr';
}

function primaryOf(tag: string | null | undefined): string | undefined {
  return tag?.split('-')[0]?.toLowerCase();
}
