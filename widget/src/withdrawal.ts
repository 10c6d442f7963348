import type { KeyValueStorage } from '@foyer/shared-core';

const wordOf = (brand: string): string => `foyer:withdrawn:${brand}`;

/** Says to the browser's other tabs that the visitor has taken consent back: a word that is stored and taken away at once. */
export function tellWithdrawal(storage: KeyValueStorage, brand: string): void {
  storage.set(wordOf(brand), '1');
  storage.remove(wordOf(brand));
}

/** Calls `heard` when another tab has said so, until `signal` is aborted. */
export function hearWithdrawal(page: Window, brand: string, signal: AbortSignal, heard: () => void): void {
  const hear = ({ key, newValue }: StorageEvent): void => {
    if (key === wordOf(brand) && newValue !== null) heard();
  };
  page.addEventListener('storage', hear, { signal });
}
