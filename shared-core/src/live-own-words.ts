import { live } from './live.ts';
import type { Live } from './live.ts';
import type { BrandId } from './model/ids.ts';
import type { Language } from './model/languages.ts';
import { readOwnWords } from './model/own-words.ts';
import type { OwnWords } from './model/own-words.ts';
import { paths } from './model/paths.ts';
import type { Platform } from './platform.ts';
import type { DatabasePort } from './ports.ts';

/** What a brand says in one language in place of the widget's texts; null before the server has answered. */
export function liveOwnWords(
  platform: Platform,
  database: DatabasePort,
  brand: BrandId,
  language: Language,
): Live<OwnWords | null> {
  return live<OwnWords | null>({
    platform,
    database,
    query: { path: paths.words(brand, language) },
    initial: null,
    read: readOwnWords,
  });
}
