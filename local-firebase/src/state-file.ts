import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Keeps a JSON file up to date with what is in memory. Every write replaces the whole file at once (temporary file,
 * fsync, rename), so that a crash leaves the old state or the new one. Changes during a write share the next write.
 */
export class StateFile {
  readonly #path: string;
  readonly #read: () => unknown;
  readonly #failed: (error: unknown) => void;
  #isDirty = false;
  #writing: Promise<void> | undefined;
  /** Who wants to hear of the end of the write that takes their change along. */
  #waiting: (() => void)[] = [];

  /** `read` gives the state to write; it is called when a write begins. `failed` hears of each one that did not work. */
  constructor(path: string, read: () => unknown, failed: (error: unknown) => void) {
    this.#path = path;
    this.#read = read;
    this.#failed = failed;
  }

  /** To be called after every change. Returns at once. */
  changed(): void {
    this.#isDirty = true;
    this.#writing ??= this.#writeWhileDirty();
  }

  /** Resolves when everything that changed so far is on the disk, or has failed to get there. */
  async flush(): Promise<void> {
    if (this.#writing !== undefined) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async #writeWhileDirty(): Promise<void> {
    try {
      // A turn of the event loop: many changes of one request become one write.
      await new Promise<void>((resolve) => setImmediate(resolve));
      while (this.#isDirty) {
        this.#isDirty = false;
        const waiting = this.#waiting.splice(0);
        try {
          await writeFileAtomically(this.#path, JSON.stringify(this.#read()));
        } finally {
          for (const resolve of waiting) resolve();
        }
      }
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#writing = undefined;
      for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }
}

/** Writes `content` so that the file is either the old or the new one, readable by its owner only. */
export async function writeFileAtomically(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
