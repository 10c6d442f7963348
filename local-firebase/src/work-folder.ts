import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where files go: the folder that was asked for, or a temporary one that comes with the first file and goes at the end. */
export class WorkFolder {
  readonly #given: string | undefined;
  #made: Promise<string> | undefined;

  constructor(given: string | undefined) {
    this.#given = given;
  }

  /** Whether what is put here is there at the next start. */
  get isDurable(): boolean {
    return this.#given !== undefined;
  }

  /** The folder's path; it exists, for its owner only. */
  async path(): Promise<string> {
    this.#made ??= this.#make();
    return this.#made;
  }

  /** Takes a temporary folder away; one that was given stays. */
  async close(): Promise<void> {
    if (this.#given !== undefined || this.#made === undefined) return;
    await rm(await this.#made, { recursive: true, force: true });
    this.#made = undefined;
  }

  async #make(): Promise<string> {
    if (this.#given === undefined) return mkdtemp(join(tmpdir(), 'local-firebase-'));
    await mkdir(this.#given, { recursive: true, mode: 0o700 });
    return this.#given;
  }
}
