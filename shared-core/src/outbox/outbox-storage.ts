import type { KeyValueStorage } from '../platform.ts';
import { isCoreError } from '../model/errors.ts';
import { readOutboxEntry } from './outbox-entry.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** Keeps the entries of one sender between page loads, each under a key of its own, so that tabs never overwrite each other's. */
export interface OutboxStorage {
  /** Everything stored, in the order of writing. Broken entries are removed. */
  load(): readonly OutboxEntry[];
  /** The stored state of one entry, which another tab may have changed; null when it is not stored. */
  find(id: string): OutboxEntry | null;
  save(entry: OutboxEntry): void;
  remove(id: string): void;
}

/** Hands all that waits over to another sender, or throws it away when there is none. */
export function moveOutbox(storage: KeyValueStorage | null, from: string, to: string | null): void {
  const prefix = `foyer:outbox:${from}:`;
  for (const key of storage?.keys(prefix) ?? []) {
    const stored = storage?.get(key) ?? null;
    if (to !== null && stored !== null)
      storage?.set(`foyer:outbox:${to}:${key.slice(prefix.length)}`, stored);
    storage?.remove(key);
  }
}

/** `owner` tells senders apart: brand and visitor, or the moderator. */
export function openOutboxStorage(storage: KeyValueStorage | null, owner: string): OutboxStorage {
  const prefix = `foyer:outbox:${owner}:`;

  function find(id: string): OutboxEntry | null {
    const stored = storage?.get(prefix + id) ?? null;
    if (stored === null) return null;
    try {
      return readOutboxEntry(stored);
    } catch (cause) {
      if (!isCoreError(cause)) throw cause;
      storage?.remove(prefix + id);
      return null;
    }
  }

  return {
    find,
    load: () =>
      (storage?.keys(prefix) ?? [])
        .map((key) => find(key.slice(prefix.length)))
        .filter((entry) => entry !== null)
        .sort((a, b) => a.writtenAt - b.writtenAt),
    save: (entry) => storage?.set(prefix + entry.id, JSON.stringify(entry)),
    remove: (id) => storage?.remove(prefix + id),
  };
}
