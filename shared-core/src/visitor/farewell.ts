import type { BrandId } from '../model/ids.ts';
import type { Platform } from '../platform.ts';

/** A word between the tabs of a browser: its visitor has logged out, or erased everything. */
export interface Farewell {
  say(): void;
  stop(): void;
}

/**
 * `heard` is called when another tab has said it. The word is a key that is stored and taken away again: that alone,
 * because a session that is no longer stored may also be one that the page may not keep.
 */
export function createFarewell(platform: Platform, brand: BrandId, heard: () => void): Farewell {
  const key = `foyer:gone:${brand}`;
  const stop = platform.watchStorage((changed, value) => {
    if (changed === key && value !== null) heard();
  });
  return {
    say() {
      platform.storage?.set(key, '1');
      platform.storage?.remove(key);
    },
    stop,
  };
}
