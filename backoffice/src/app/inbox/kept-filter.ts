import { NO_FILTER, readScope, type RoomFilter } from './room-filter';

const STORED = 'foyer:inbox-filter';

/** The filter of the inbox, kept for as long as the tab is. Where nothing can be stored, the inbox begins with all. */
export const keptFilter = {
  keep(filter: RoomFilter): void {
    try {
      sessionStorage.setItem(STORED, JSON.stringify(filter));
    } catch {
      // The address has it all the same.
    }
  },

  read(): RoomFilter {
    try {
      const stored = JSON.parse(sessionStorage.getItem(STORED) ?? '{}') as Partial<Record<string, unknown>>;
      return {
        scope: readScope(textOf(stored['scope']) ?? undefined),
        brand: textOf(stored['brand']),
        department: textOf(stored['department']),
      };
    } catch {
      return NO_FILTER;
    }
  },
};

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
