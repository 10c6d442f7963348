import type { wordsEn } from './words-en';

export const wordsDe: typeof wordsEn = {
  words: {
    title: 'Texte',
    heading: 'Eigene Worte des Chats',
    lead: 'Sagen Sie es auf Ihre Art: Was Sie hier schreiben, steht an Stelle des Chat-Textes, sofort, auch in offenen Chats. Ein leeres Feld lässt den Text des Chats stehen. Worte für emptyText ersetzen die Begrüßung in ihrer Sprache; was eine Seite selbst festlegt (messages), ersetzt beides.',
    language: 'Sprache der Besucher',
    unsavedIn: (language: string) => `${language} (nicht gespeichert)`,
    search: 'Suchen',
    ownOnly: 'Nur eigene Worte',
    count: (own: number, all: number) => `Eigene Worte: ${own} von ${all} ${all === 1 ? 'Text' : 'Texten'}`,
    none: 'Kein Text passt dazu.',
    reset: (text: string) => `Zurück zum Text des Chats: ${text}`,
    failed: 'Die Texte des Chats konnten nicht geladen werden.',
    missing: (places: string) => `Behalten Sie ${places}: Der Chat füllt es dort aus.`,
    unknown: (places: string) => `Lassen Sie ${places} weg: Dort wird nichts ausgefüllt.`,
    tooLong: 'Alle eigenen Worte einer Sprache sind zusammen zu lang. Kürzen Sie einige.',
    groups: {
      '': 'Unterhaltung',
      fileKinds: 'Arten von Dateien',
      emoji: 'Emoji',
      rooms: 'Liste der Unterhaltungen',
      forms: 'Formulare und Abwesenheit',
      queue: 'Warteschlange',
      problems: 'Wenn etwas nicht stimmt',
    },
  },
};
