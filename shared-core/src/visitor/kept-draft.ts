import type { BrandId } from '../model/ids.ts';
import { maskCards } from '../model/mask-cards.ts';
import type { Platform } from '../platform.ts';

/** A text of the visitor's that is not sent: it survives a reload, in the browser and nowhere else, there without card numbers. */
export interface KeptDraft {
  get(): string;
  /** An empty text is forgotten. */
  set(text: string): void;
}

export function createKeptDraft(
  platform: Platform,
  brand: BrandId,
  what: 'draft' | 'draft-in' | 'form' | 'department' | 'operator',
): KeptDraft {
  const key = `foyer:${what}:${brand}`;
  return {
    get: () => platform.storage?.get(key) ?? '',
    set(text) {
      if (text === '') platform.storage?.remove(key);
      // It may lie there for long.
      else platform.storage?.set(key, maskCards(text));
    },
  };
}
