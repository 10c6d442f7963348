import { CoreError, isCoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import type { UploadFile } from '../platform.ts';
import type { UploadPort } from '../ports.ts';
import type { Readable } from '../store.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** How one attempt ended. */
export type Outcome =
  | { readonly type: 'sent' }
  | { readonly type: 'failed'; readonly reason: CoreErrorCode }
  /** It is certain that it is not stored; it goes elsewhere, as the changed entry says. */
  | { readonly type: 'readdress'; readonly entry: OutboxEntry }
  /** Refused without a reason that is known to last; `reason` is what it is if it lasts all the same. */
  | { readonly type: 'unclear'; readonly reason?: CoreErrorCode };

/** What an outbox needs to know of its sender: where things go, and how. */
export interface Courier {
  /** Whether sending makes sense now. */
  readonly ready: Readable<boolean>;
  /** Chooses the entry's place, if it has none yet; the others still waiting may have chosen already. */
  address(entry: OutboxEntry, others: readonly OutboxEntry[]): OutboxEntry;
  /** One attempt. Rejects with a `CoreError` when the link broke. */
  deliver(entry: OutboxEntry): Promise<Outcome>;
  /** Stores the entry's file; `done` gives its path. */
  upload(
    entry: OutboxEntry,
    file: UploadFile,
    onProgress: (fraction: number) => void,
  ): { readonly done: Promise<string>; abort(): void };
}

/**
 * Uploads under a path that nobody else can choose, again as often as it takes. Storage only ever creates: so a
 * refusal that follows a broken attempt means that the earlier attempt had arrived.
 */
export function createUploader(uploads: UploadPort) {
  const broken = new Set<string>();

  return function upload(
    path: string,
    file: UploadFile,
    onProgress: (fraction: number) => void,
  ): { readonly done: Promise<string>; abort(): void } {
    const running = uploads.upload(path, file, onProgress);

    async function finish(): Promise<string> {
      try {
        await running.done;
      } catch (cause) {
        const arrivedBefore = isCoreError(cause, 'refused') && broken.has(path);
        if (isCoreError(cause, 'offline')) broken.add(path);
        if (!arrivedBefore) {
          if (!(await isReadable(file))) throw new CoreError('file-gone', undefined, { cause });
          throw isCoreError(cause) ? cause : new CoreError('failed', undefined, { cause });
        }
      }
      broken.delete(path);
      return path;
    }

    return { done: finish(), abort: () => running.abort() };
  };
}

/** What a `Blob` has of this. */
interface Sliced {
  slice?(from: number, to: number): { arrayBuffer?(): Promise<unknown> };
}

/** A picked file is read when it is sent: it may have been changed or removed by then, which looks like a broken link. */
async function isReadable({ body }: UploadFile): Promise<boolean> {
  try {
    await (body as Sliced | undefined)?.slice?.(0, 1).arrayBuffer?.();
    return true;
  } catch {
    return false;
  }
}
