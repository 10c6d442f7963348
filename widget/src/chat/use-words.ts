import type { VisitorChat } from '@foyer/shared-core';
import type { Language } from '@foyer/shared-core/model';
import { useMemo } from 'preact/hooks';
import type { ChatWords } from '../strings/chat-words.ts';
import { overlay } from '../strings/load-words.ts';
import { useReadable } from './use-readable.ts';

/** The file's texts in a language, the brand's own words over them, and the page's over all. */
export function useWords(
  chat: VisitorChat,
  language: Language,
  texts: ChatWords,
  told: Readonly<Record<string, string>>,
): ChatWords {
  const own = useReadable(useMemo(() => chat.ownWords(language), [language]));
  const welcome = useReadable(chat.profile)?.welcome;
  return useMemo(
    // The welcome is one for all languages: own words for the same place in this one say it better.
    () => overlay(overlay(overlay(texts, { emptyText: welcome }), own), told),
    [welcome, own, told, texts],
  );
}
