/** The languages that visitors are spoken to in. */
export const languages = ['en', 'de', 'fr', 'es', 'pt', 'uk', 'pl', 'ar', 'he', 'ja'] as const;
export type Language = (typeof languages)[number];
