import { languages } from '@foyer/shared-core/model';
import type { Language } from '@foyer/shared-core/model';

/** The languages of the widget, in which visitors get their mails, too. */
export type VisitorLanguage = Language;

/** The language of a tag that the widget told; English where there is none of ours. */
export function visitorLanguage(tag: string): VisitorLanguage {
  const language = languageOf(tag);
  return languages.find((known) => known === language) ?? 'en';
}

/** Which way a language reads. */
export function directionOf(language: VisitorLanguage): 'ltr' | 'rtl' {
  return language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
}

/** Old names have new ones: `iw` is Hebrew. */
function languageOf(tag: string): string {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return '';
  }
}
