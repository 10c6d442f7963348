import { isCoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import { newId } from '../model/ids.ts';
import type { MessageId } from '../model/ids.ts';
import type { Platform, UploadFile } from '../platform.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import type { Courier } from './courier.ts';
import type { Destination, Draft, OutboxEntry } from './outbox-entry.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import type { Pacer } from './pacer.ts';

/** An entry and how far it is. Sent ones stay until the conversation shows them from the database. */
export interface OutboxItem {
  readonly entry: OutboxEntry;
  readonly state: 'queued' | 'sent' | 'failed';
  /** The uploaded share of a file, 0 to 1, while it is on its way. */
  readonly progress?: number;
}

export interface Outbox {
  /** In the order of writing. */
  readonly items: Readable<readonly OutboxItem[]>;
  add(to: Destination, draft: Draft, file?: UploadFile): void;
  retry(id: MessageId): void;
  /** Forgets an entry that was not sent, or whose file is still being uploaded. */
  discard(id: MessageId): void;
  /** Says that these stand in the database's list: what is not just being sent is dropped. */
  settle(ids: ReadonlySet<MessageId>): void;
  close(): void;
}

export interface OutboxOptions {
  readonly platform: Platform;
  readonly storage: OutboxStorage;
  readonly pacer: Pacer;
  readonly courier: Courier;
}

/** A refusal without a reason is the throttle, mostly another tab's; after this many it is something else. */
const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 300;
const LAST_PAUSE_MS = 5000;
/** After a link broke within an attempt. */
const BROKEN_PAUSE_MS = 2000;
const MOST_SENT_KEPT = 50;

interface Work {
  entry: OutboxEntry;
  state: 'queued' | 'sent' | 'failed';
  /** Found in storage at the start: another tab may be sending it as well. */
  readonly adopted: boolean;
  readonly file?: UploadFile;
  progress?: number;
  attempts: number;
  abortUpload?: () => void;
}

/**
 * Sends what is written, in order, one at a time; keeps it over reloads and lost links. Nothing is dropped unless it
 * is stored, discarded, or was sent by another tab.
 */
export function openOutbox(options: OutboxOptions): Outbox {
  const { platform, storage, courier } = options;
  const items = createStore<readonly OutboxItem[]>([]);
  let works: Work[] = [];
  let pumping = false;
  let closed = false;
  let lastWrittenAt = 0;

  function publish(): void {
    items.set(
      works.map(({ entry, state, progress }) => ({
        entry,
        state,
        ...(progress === undefined ? {} : { progress }),
      })),
    );
  }

  function change(work: Work, entry: OutboxEntry): void {
    work.entry = entry;
    storage.save(entry);
    publish();
  }

  function drop(work: Work): void {
    works = works.filter((other) => other !== work);
    storage.remove(work.entry.id);
    publish();
  }

  function fail(work: Work, reason: CoreErrorCode): void {
    work.state = 'failed';
    change(work, { ...work.entry, failed: reason });
  }

  function markSent(work: Work): void {
    work.state = 'sent';
    storage.remove(work.entry.id);
    const sent = works.filter((other) => other.state === 'sent');
    const surplus = new Set(sent.slice(0, Math.max(sent.length - MOST_SENT_KEPT, 0)));
    works = works.filter((other) => !surplus.has(other));
    publish();
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => platform.setTimeout(resolve, ms));
  }

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    try {
      for (let work = next(); work; work = next()) await attempt(work);
    } finally {
      pumping = false;
    }
  }

  /** The first entry that can go now. A file on its way to Storage holds up the files behind it, and no text. */
  function next(): Work | undefined {
    if (closed || !courier.ready.get()) return undefined;
    const queued = works.filter(({ state }) => state === 'queued');
    for (const work of queued) if (needsUpload(work)) void upload(work);
    const first = queued.find(({ state, entry }) => state === 'queued' && entry.draft.kind === 'file');
    return queued.find((work) => !needsUpload(work) && (work.entry.draft.kind === 'text' || work === first));
  }

  async function attempt(work: Work): Promise<void> {
    if (!takeUpOtherTabs(work)) return;
    try {
      const addressed = courier.address(
        work.entry,
        works.filter((other) => other !== work && other.state === 'queued').map((other) => other.entry),
      );
      if (addressed !== work.entry) change(work, addressed);
      const outcome = await options.pacer(() => courier.deliver(addressed));
      if (isClosed()) return;
      if (outcome.type === 'sent') markSent(work);
      else if (outcome.type === 'failed') fail(work, outcome.reason);
      else if (outcome.type === 'readdress') change(work, outcome.entry);
      else if (++work.attempts >= MOST_ATTEMPTS) fail(work, outcome.reason ?? 'refused');
      else await pause(Math.min(FIRST_PAUSE_MS * 2 ** work.attempts, LAST_PAUSE_MS));
    } catch (cause) {
      if (!isCoreError(cause)) throw cause;
      if (cause.code !== 'offline' && ++work.attempts >= MOST_ATTEMPTS) fail(work, cause.code);
      else await pause(BROKEN_PAUSE_MS);
    }
  }

  /** An await lies between this and the last look, so the compiler must not remember it. */
  function isClosed(): boolean {
    return closed;
  }

  /** Whether the entry is still to be sent here; takes over the room that another tab has chosen for it. */
  function takeUpOtherTabs(work: Work): boolean {
    const stored = storage.find(work.entry.id);
    if (stored) work.entry = stored;
    else if (work.adopted) {
      drop(work);
      return false;
    }
    return true;
  }

  function needsUpload({ entry }: Work): boolean {
    return entry.draft.kind === 'file' && entry.draft.file.path === undefined;
  }

  async function upload(work: Work): Promise<void> {
    if (work.progress !== undefined || work.entry.draft.kind !== 'file') return;
    const { draft } = work.entry;
    // The file itself does not survive a reload.
    if (!work.file) {
      fail(work, 'file-gone');
      return;
    }
    work.progress = 0;
    const addressed = courier.address(
      work.entry,
      works.filter((other) => other !== work && other.state === 'queued').map((other) => other.entry),
    );
    change(work, addressed);
    try {
      const running = courier.upload(addressed, work.file, (fraction) => {
        work.progress = fraction;
        publish();
      });
      work.abortUpload = () => running.abort();
      const path = await running.done;
      if (isClosed() || !works.includes(work)) return;
      delete work.progress;
      change(work, { ...work.entry, draft: { ...draft, file: { ...draft.file, path } } });
    } catch (cause) {
      if (isClosed() || !works.includes(work)) return;
      if (!isCoreError(cause)) throw cause;
      if (cause.code === 'offline') await pause(BROKEN_PAUSE_MS);
      delete work.progress;
      if (cause.code !== 'offline') fail(work, cause.code);
    }
    void pump();
  }

  for (const entry of storage.load()) {
    works.push({
      entry,
      state: entry.failed === undefined ? 'queued' : 'failed',
      adopted: true,
      attempts: 0,
    });
    lastWrittenAt = entry.writtenAt;
  }
  publish();
  const stop = courier.ready.subscribe((ready) => ready && void pump());
  void pump();

  return {
    items,
    add(to, draft, file) {
      lastWrittenAt = Math.max(platform.now(), lastWrittenAt + 1);
      const entry: OutboxEntry = { id: newId(platform.random), to, draft, writtenAt: lastWrittenAt };
      const work: Work = { entry, state: 'queued', adopted: false, attempts: 0, ...(file ? { file } : {}) };
      works.push(work);
      change(work, entry);
      void pump();
    },
    retry(id) {
      const work = works.find((one) => one.entry.id === id && one.state === 'failed');
      if (!work) return;
      const { failed: _, ...entry } = work.entry;
      work.state = 'queued';
      work.attempts = 0;
      change(work, entry);
      void pump();
    },
    discard(id) {
      const work = works.find((one) => one.entry.id === id);
      if (!work || (work.state !== 'failed' && !needsUpload(work))) return;
      work.abortUpload?.();
      drop(work);
    },
    settle(ids) {
      for (const work of works) if (work.state !== 'queued' && ids.has(work.entry.id)) drop(work);
    },
    close() {
      closed = true;
      stop();
      for (const work of works) if (work.progress !== undefined) work.abortUpload?.();
    },
  };
}
