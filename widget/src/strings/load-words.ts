import type { ChatWords } from './chat-words.ts';
import type { Language } from '@foyer/shared-core/model';
import { en } from './en.ts';

/** Where the build puts the texts of each language beside the script. */
function wordsAddress(origin: string, language: Language): string {
  return `${origin}/foyer/${language}.json`;
}

/**
 * The panel's texts in a language. English is part of the file; every other language is data that is fetched when the
 * chat is opened, from where the script came from. Rejects when it cannot be had.
 */
export async function loadWords(origin: string, language: Language): Promise<ChatWords> {
  if (language === 'en') return en;
  const response = await fetch(wordsAddress(origin, language), { credentials: 'omit' });
  if (!response.ok) throw new Error(`the texts in ${language} answered ${response.status}`);
  return overlay(en, await response.json());
}

/**
 * The texts of `base`, each replaced where `told` has a text of the same name: a file that is older or newer than the
 * script leaves English gaps, never empty ones, and adds nothing.
 */
export function overlay<Words extends object>(base: Words, told: unknown): Words {
  const source = typeof told === 'object' && told !== null ? (told as Readonly<Record<string, unknown>>) : {};
  const entries = Object.entries(base).map(([name, text]: [string, unknown]) => {
    const other = Object.hasOwn(source, name) ? source[name] : undefined;
    if (typeof text === 'object' && text !== null) return [name, overlay(text, other)];
    return [name, typeof other === 'string' && other !== '' ? other : text];
  });
  return Object.fromEntries(entries) as Words;
}
