import { randomUUID } from 'node:crypto';
import { refuse } from '../local-firebase-error.ts';
import type { BlobWriter } from './blob-writer.ts';
import type { ChangedSettings } from './object-settings.ts';

/** An upload that comes in pieces. */
export interface ResumableUpload {
  readonly id: string;
  readonly bucket: string;
  readonly name: string;
  readonly given: ChangedSettings;
  /** The size that was announced, in bytes. */
  readonly announcedSize: number | undefined;
  /** The Authorization header of the first request: who uploads is settled then. */
  readonly authorization: string | undefined;
  readonly ifGenerationMatch: number | undefined;
  readonly writer: BlobWriter;
  /** 'busy' while a piece is being read. */
  state: 'active' | 'busy' | 'final' | 'cancelled';
}

/** The uploads under way, by the id in their URL. */
export class ResumableUploads {
  readonly #uploads = new Map<string, ResumableUpload>();

  start(upload: Omit<ResumableUpload, 'id' | 'state'>): ResumableUpload {
    const started: ResumableUpload = { ...upload, id: randomUUID(), state: 'active' };
    this.#uploads.set(started.id, started);
    return started;
  }

  /** Refuses 404 when there is no such upload. */
  get(id: string): ResumableUpload {
    const upload = this.#uploads.get(id);
    if (upload === undefined) throw refuse(404, 'Not Found');
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

  /** Ends an upload before its end and takes its bytes away. */
  async cancel(upload: ResumableUpload): Promise<void> {
    if (upload.state === 'final') throw refuse(400, 'Upload is already finalized.');
    upload.state = 'cancelled';
    await upload.writer.discard();
  }

  async clear(): Promise<void> {
    const unfinished = [...this.#uploads.values()].filter(({ state }) => state === 'active');
    this.#uploads.clear();
    await Promise.all(unfinished.map(({ writer }) => writer.discard()));
  }
}
