import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { refuse } from '../local-firebase-error.ts';
import { writeFileAtomically } from '../state-file.ts';
import type { BlobWriter } from './blob-writer.ts';
import type { ChangedSettings } from './object-settings.ts';
import type { ObjectStore } from './object-store.ts';
import type { StorageCaller } from './storage-access.ts';

/** What is settled about an upload when it begins. */
interface UploadTerms {
  readonly id: string;
  readonly bucket: string;
  readonly name: string;
  readonly given: ChangedSettings;
  /** The size that was announced, in bytes. */
  readonly announcedSize: number | undefined;
  /** Who uploads: whoever sent the first request. */
  readonly caller: StorageCaller;
  readonly ifGenerationMatch: number | undefined;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
}

/** An upload that comes in pieces. */
export interface ResumableUpload extends UploadTerms {
  readonly writer: BlobWriter;
  /** 'busy' while a piece is being read. */
  state: 'active' | 'busy' | 'final' | 'cancelled';
}

/** An upload as it lies on the disk, beside the bytes received so far. */
interface UploadRecord extends UploadTerms {
  readonly blob: string;
}

/** Life of an upload's URL, in milliseconds: a week, as cloud.google.com/storage/docs/resumable-uploads says. */
const LIFETIME_MS = 7 * 24 * 3_600_000;

/** The uploads under way, by the id in their URL. */
export class ResumableUploads {
  readonly #uploads = new Map<string, ResumableUpload>();
  readonly #clock: Clock;
  /** Where records lie; undefined where uploads need not outlive this process. */
  readonly #folder: string | undefined;

  private constructor(clock: Clock, folder: string | undefined) {
    this.#clock = clock;
    this.#folder = folder;
  }

  /** With a folder, uploads that a former process left unfinished go on where their bytes end. */
  static async open(clock: Clock, store: ObjectStore, folder: string | undefined): Promise<ResumableUploads> {
    const uploads = new ResumableUploads(clock, folder);
    if (folder !== undefined) await uploads.#load(folder, store);
    return uploads;
  }

  /** The files that hold the bytes of unfinished uploads. */
  blobs(): ReadonlySet<string> {
    return new Set([...this.#uploads.values()].map(({ writer }) => writer.blob));
  }

  /** Begins an upload; with a folder it is on the disk when this resolves. */
  async start(upload: Omit<ResumableUpload, 'id' | 'state' | 'begunAt'>): Promise<ResumableUpload> {
    const started: ResumableUpload = {
      ...upload,
      id: randomUUID(),
      begunAt: this.#clock.now(),
      state: 'active',
    };
    this.#uploads.set(started.id, started);
    if (this.#folder !== undefined) {
      const { writer, state: _state, ...terms } = started;
      const record: UploadRecord = { ...terms, blob: writer.blob };
      await writeFileAtomically(recordPath(this.#folder, started.id), JSON.stringify(record));
    }
    return started;
  }

  /** Refuses 404 when there is no such upload, or none any more. */
  get(id: string): ResumableUpload {
    const upload = this.#uploads.get(id);
    if (upload === undefined || this.#isOver(upload)) throw refuse(404, 'Not Found');
    return upload;
  }

  /** Appends a piece at `offset`. Refuses 400 when the upload is over, busy, or not at that offset. */
  async append(upload: ResumableUpload, offset: number, piece: AsyncIterable<Uint8Array>): Promise<void> {
    if (upload.state !== 'active') throw refuse(400, 'Upload is not active.');
    if (offset !== upload.writer.size) throw refuse(400, 'Upload offset does not match what was received.');
    upload.state = 'busy';
    try {
      await upload.writer.append(piece, upload.announcedSize);
    } finally {
      upload.state = 'active';
    }
  }

  /** Ends an upload with `commit`, whose refusal is final too. Refuses 400 when the upload is over or busy. */
  async finish<Result>(upload: ResumableUpload, commit: () => Promise<Result>): Promise<Result> {
    if (upload.state !== 'active') throw refuse(400, 'Upload is not active.');
    upload.state = 'final';
    try {
      return await commit();
    } finally {
      await this.#forget(upload.id);
    }
  }

  /** Ends an upload before its end and takes its bytes away. */
  async cancel(upload: ResumableUpload): Promise<void> {
    if (upload.state === 'final') throw refuse(400, 'Upload is already finalized.');
    upload.state = 'cancelled';
    await upload.writer.discard();
    await this.#forget(upload.id);
  }

  /** Ends all uploads and takes their bytes away. */
  async clear(): Promise<void> {
    const unfinished = [...this.#uploads.values()].filter(({ state }) => state === 'active');
    this.#uploads.clear();
    for (const { id, writer } of unfinished) {
      await writer.discard();
      await this.#forget(id);
    }
  }

  /** Lets go of the files at the end of the process; what is on the disk stays for the next one. */
  async close(): Promise<void> {
    if (this.#folder === undefined) await this.clear();
    else for (const { writer } of this.#uploads.values()) await writer.release();
  }

  async #load(folder: string, store: ObjectStore): Promise<void> {
    await mkdir(folder, { recursive: true });
    for (const file of await readdir(folder)) {
      if (!file.endsWith('.json')) continue;
      const record = JSON.parse(await readFile(join(folder, file), 'utf8')) as UploadRecord;
      // A process that ended between storing an object and forgetting its upload left the record of a finished one.
      if (this.#isOver(record) || store.holds(record.blob)) {
        await this.#forget(record.id);
        continue;
      }
      const { blob, ...terms } = record;
      this.#uploads.set(record.id, {
        // JSON has no undefined: what was unsaid is absent.
        ...{ announcedSize: undefined, ifGenerationMatch: undefined },
        ...terms,
        writer: await store.reopen(blob),
        state: 'active',
      });
    }
  }

  #isOver({ begunAt }: UploadTerms): boolean {
    return this.#clock.now() - begunAt > LIFETIME_MS;
  }

  async #forget(id: string): Promise<void> {
    if (this.#folder !== undefined) await rm(recordPath(this.#folder, id), { force: true });
  }
}

function recordPath(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}
