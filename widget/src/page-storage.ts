import type { KeyValueStorage } from '@foyer/shared-core';
import type { Options } from './options.ts';

/**
 * The browser's storage as far as settings, the page's consent and the browser allow it. What may not be stored lives as
 * long as the page, so that whoever uses this need not know.
 */
export interface PageStorage extends KeyValueStorage {
  /** What may be done from now on: what waited for it is stored, what may no longer stand there is taken out. */
  allow(options: Pick<Options, 'storage' | 'consent'>): void;
  /** `kept`, or why nothing is. */
  state(): 'kept' | 'blocked' | 'off';
  /** Removes all that this brand has stored in this browser, now or earlier, and what waits to be. */
  wipe(): void;
}

/** Keys are `foyer:<what>:<brand>` and so on. With `perTab`, what is kept is kept for this tab alone. */
export function createPageStorage(page: Window, brand: string, perTab: boolean): PageStorage {
  const memory = new Map<string, string>();
  let kept: Storage | null = null;
  let isWanted = false;

  function own(area: Storage | null): string[] {
    return attempt([], () => Object.keys(area ?? {}).filter((key) => isOf(brand, key)));
  }

  /** What is stored moves into memory, where this page goes on with it. */
  function takeOut(area: Storage | null): void {
    for (const key of own(area)) {
      if (area === kept) memory.set(key, get(key) ?? '');
      attempt(undefined, () => area?.removeItem(key));
    }
  }

  function get(key: string): string | null {
    return memory.get(key) ?? attempt(null, () => kept?.getItem(key) ?? null);
  }

  function set(key: string, value: string): void {
    const isStored = attempt(false, () => (kept?.setItem(key, value), kept !== null));
    if (isStored) memory.delete(key);
    else memory.set(key, value);
  }

  function clean(): void {
    for (const isTab of [false, true]) {
      const area = areaOf(page, isTab);
      for (const key of own(area)) attempt(undefined, () => area?.removeItem(key));
    }
  }

  return {
    get,
    set,
    wipe() {
      memory.clear();
      clean();
    },
    remove(key) {
      memory.delete(key);
      attempt(undefined, () => kept?.removeItem(key));
    },
    keys: (prefix) => [...new Set([...memory.keys(), ...own(kept)])].filter((key) => key.startsWith(prefix)),
    allow({ storage, consent }) {
      isWanted = consent === 'granted' && storage !== 'none';
      const next = isWanted ? areaOf(page, perTab || storage === 'session') : null;
      if (next !== kept) takeOut(kept);
      kept = next;
      if (consent === 'denied') clean();
      if (kept) for (const [key, value] of [...memory]) set(key, value);
    },
    state: () => (kept ? 'kept' : isWanted ? 'blocked' : 'off'),
  };
}

function isOf(brand: string, key: string): boolean {
  const [foyer, , owner] = key.split(':');
  return foyer === 'foyer' && owner === brand;
}

/** Where the browser blocks storage, already reading the property throws. */
function areaOf(page: Window, isTab: boolean): Storage | null {
  return attempt(null, () => (isTab ? page.sessionStorage : page.localStorage));
}

/** A full or withdrawn storage is a storage that forgets: never an error. */
function attempt<T>(fallback: T, run: () => T): T {
  try {
    return run();
  } catch {
    return fallback;
  }
}
