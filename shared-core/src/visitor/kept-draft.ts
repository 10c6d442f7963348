import type { BrandId } from '../model/ids.ts';
import type { Platform } from '../platform.ts';

/** A text of the visitor's that is not sent: it survives a reload, in the browser and nowhere else. */
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
      else platform.storage?.set(key, text);
    },
  };
}
