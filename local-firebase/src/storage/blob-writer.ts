import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { refuse } from '../local-firebase-error.ts';
import { Crc32c } from './crc32c.ts';

/** Bytes on the disk, and what is known of them. */
export interface BlobFacts {
  /** File name in the blobs folder. */
  readonly blob: string;
  readonly size: number;
  /** In base64, as Cloud Storage writes them. */
  readonly md5Hash: string;
  readonly crc32c: string;
}

/**
 * Writes bytes to a new file as they come, hashing on the way; never more than a chunk is in memory. What was written
 * stays when a stream breaks off, so that the next one can go on from there.
 */
export class BlobWriter {
  /** File name in the blobs folder. */
  readonly blob: string;
  readonly #folder: string;
  readonly #md5 = createHash('md5');
  readonly #crc32c = new Crc32c();
  #size = 0;
  #file: WriteStream | undefined;

  constructor(folder: string, blob: string = randomUUID()) {
    this.#folder = folder;
    this.blob = blob;
  }

  /** Goes on with a file that a former process began; one that it never came to write begins empty. */
  static async reopen(folder: string, blob: string): Promise<BlobWriter> {
    const writer = new BlobWriter(folder, blob);
    try {
      for await (const chunk of createReadStream(writer.#path()) as AsyncIterable<Buffer>)
        writer.#count(chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return writer;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#size;
  }

  /** Appends everything that comes. Refuses 413 as soon as there would be more than `limit` bytes in all. */
  async append(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, limit = Infinity): Promise<void> {
    for await (const chunk of chunks) {
      if (this.#size + chunk.length > limit) throw refuse(413, 'Request body is longer than announced.');
      this.#file ??= this.#open();
      this.#count(chunk);
      if (!this.#file.write(chunk)) await once(this.#file, 'drain');
    }
  }

  /** Closes the file and tells what it holds. Nothing can be appended afterwards. */
  async finish(): Promise<BlobFacts> {
    this.#file ??= this.#open();
    await closeFile(this.#file);
    return {
      blob: this.blob,
      size: this.#size,
      md5Hash: this.#md5.digest('base64'),
      crc32c: this.#crc32c.digest(),
    };
  }

  /** Closes the file and leaves it where it is. */
  async release(): Promise<void> {
    if (this.#file !== undefined) await closeFile(this.#file);
  }

  /** Takes the file away. */
  async discard(): Promise<void> {
    await this.release();
    await rm(this.#path(), { force: true });
  }

  #count(chunk: Uint8Array): void {
    this.#size += chunk.length;
    this.#md5.update(chunk);
    this.#crc32c.update(chunk);
  }

  /** A file that has bytes already is one that was reopened. */
  #open(): WriteStream {
    return createWriteStream(this.#path(), { flags: this.#size > 0 ? 'a' : 'w', mode: 0o600, flush: true });
  }

  #path(): string {
    return join(this.#folder, this.blob);
  }
}

async function closeFile(file: WriteStream): Promise<void> {
  if (file.closed) return;
  const closed = once(file, 'close');
  file.end();
  await closed;
}
