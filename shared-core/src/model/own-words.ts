import { jsonRecord } from './json-record.ts';

/** What a brand says in place of the widget's texts, by their names; texts of a group stand in a record of their own. */
export type OwnWords = Readonly<Record<string, unknown>>;

/** Reads a brand's own words; what cannot be read is none. Who uses them looks at each text by itself. */
export function readOwnWords(stored: unknown): OwnWords {
  return typeof stored === 'string' ? jsonRecord(stored) : {};
}

/** As `readOwnWords` finds it; empty where there are none. */
export function storedOwnWords(words: OwnWords): string {
  return Object.keys(words).length === 0 ? '' : JSON.stringify(words);
}
