import type { KeyValueStorage, Platform } from '@foyer/shared-core';

const wordOf = (brand: string): string => `foyer:withdrawn:${brand}`;

/** Says to the browser's other tabs that the visitor has taken consent back: a word that is stored and taken away at once. */
export function tellWithdrawal(storage: KeyValueStorage, brand: string): void {
  storage.set(wordOf(brand), '1');
  storage.remove(wordOf(brand));
}

/** Calls `heard` when another tab has said so. Returns what stops that. */
export function hearWithdrawal(platform: Platform, brand: string, heard: () => void): () => void {
  return platform.watchStorage((key, value) => {
    if (key === wordOf(brand) && value !== null) heard();
  });
}
