import type { Clock } from '../clock.ts';
import type { ObjectStore } from './object-store.ts';
import type { ResumableUploads } from './resumable-uploads.ts';
import type { StorageAccess } from './storage-access.ts';

/** What the routes of Storage work on. */
export interface StorageParts {
  readonly store: ObjectStore;
  readonly access: StorageAccess;
  readonly uploads: ResumableUploads;
  readonly clock: Clock;
  /** Download tokens that an object gets when a client uploads it. */
  readonly tokensOfNewObject: () => readonly string[];
}
