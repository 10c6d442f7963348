import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { nodeFromJson, nodeToText } from '../tree/json.ts';
import { TreeNode } from '../tree/node.ts';
import { parsePath, pathText } from './path.ts';
import type { Change } from './push.ts';
import { snapshotLines, SnapshotReader } from './snapshot-lines.ts';
import { openForAppending, readLines, StoreFiles } from './store-files.ts';

/**
 * When a write reaches the disk itself. It reaches the operating system before it is acknowledged in any case, so a
 * killed process loses nothing; this bounds what a power cut may lose.
 */
export type Durability = 'every-write' | { readonly intervalMs: number };

/** A log this short is not worth a snapshot. */
const LOG_MIN_BYTES = 4 * 1024 * 1024;
/** A log is replayed at start; beyond this part of the snapshot's length a new snapshot is cheaper. */
const LOG_PART_OF_SNAPSHOT = 0.25;
const WRITE_CHARACTERS = 1024 * 1024;

/** The data of one namespace in a folder: an append-only log, and snapshots that keep it short. */
export class Store {
  readonly #files: StoreFiles;
  readonly #durability: Durability;
  #root: TreeNode;
  #generation: number;
  #log: number;
  #logBytes: number;
  #snapshotBytes: number;
  #pending = '';
  #syncTimer: NodeJS.Timeout | undefined;
  #snapshotting: Promise<void> | undefined;

  /** Reads what the folder holds (nothing yet, perhaps). Cuts off the half line that a killed process left behind. */
  constructor(folder: string, durability: Durability) {
    mkdirSync(folder, { recursive: true });
    this.#files = new StoreFiles(folder);
    this.#durability = durability;
    const base = this.#files.snapshots().at(-1) ?? 0;
    [this.#root, this.#snapshotBytes] = this.#readSnapshot(base);
    const logs = this.#files.logs().filter((generation) => generation >= base);
    let bytes = 0;
    for (const generation of logs) bytes = this.#replay(this.#files.log(generation));
    this.#generation = logs.at(-1) ?? base;
    this.#log = openForAppending(this.#files.log(this.#generation), bytes);
    this.#logBytes = bytes;
    this.#files.removeBefore(base);
  }

  /** The data as it was found, later as it was last appended to. */
  get root(): TreeNode {
    return this.#root;
  }

  /** Takes a commit down; `flush` must follow before anybody is told of it. */
  append(changes: readonly Change[], after: TreeNode): void {
    this.#root = after;
    const records = changes.map(
      (change) => `[${JSON.stringify(pathText(change.path))},${nodeToText(change.after)}]`,
    );
    this.#pending += `[${records.join(',')}]\n`;
  }

  /**
   * Hands what was appended to the operating system, and to the disk as the durability asks. Throws what the system
   * throws (a full disk); everything is kept for the next call then.
   */
  flush(): void {
    this.#writeOut();
    const tolerated = Math.max(LOG_MIN_BYTES, this.#snapshotBytes * LOG_PART_OF_SNAPSHOT);
    if (this.#logBytes > tolerated) this.#startSnapshot();
  }

  #writeOut(): void {
    if (this.#pending === '') return;
    const bytes = Buffer.from(this.#pending);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#log, bytes, at);
      if (this.#durability === 'every-write') fdatasyncSync(this.#log);
      else this.#syncSoon(this.#durability.intervalMs);
    } catch (error) {
      // Half a line in the middle of a log would take all that follows with it.
      ftruncateSync(this.#log, this.#logBytes);
      throw error;
    }
    this.#pending = '';
    this.#logBytes += bytes.length;
  }

  /** Resolves when no snapshot is being written any more. */
  async settled(): Promise<void> {
    await this.#snapshotting;
  }

  /** Writes everything out and lets go of the files. */
  async close(): Promise<void> {
    this.#writeOut();
    await this.settled();
    clearTimeout(this.#syncTimer);
    fdatasyncSync(this.#log);
    closeSync(this.#log);
    this.#log = -1;
  }

  #syncSoon(delayMs: number): void {
    this.#syncTimer ??= setTimeout(() => {
      this.#syncTimer = undefined;
      // The next flush syncs what this one could not; the log itself is already with the operating system.
      fdatasync(this.#log, () => undefined);
    }, delayMs).unref();
  }

  #readSnapshot(generation: number): [TreeNode, number] {
    if (generation === 0) return [TreeNode.empty, 0];
    const reader = new SnapshotReader();
    const bytes = readLines(this.#files.snapshot(generation), (line) => reader.add(line));
    return [reader.result(), bytes];
  }

  #replay(file: string): number {
    return readLines(file, (line) => {
      for (const [path, json] of JSON.parse(line) as [string, unknown][]) {
        this.#root = this.#root.with(parsePath(path), nodeFromJson(json));
      }
    });
  }

  #startSnapshot(): void {
    if (this.#snapshotting !== undefined) return;
    fdatasyncSync(this.#log);
    const next = openForAppending(this.#files.log(this.#generation + 1), 0);
    closeSync(this.#log);
    this.#generation++;
    this.#log = next;
    this.#logBytes = 0;
    const done = (): void => {
      this.#snapshotting = undefined;
    };
    // A snapshot that fails (a full disk) costs nothing but time: the logs go on, and the next one is tried later.
    this.#snapshotting = this.#writeSnapshot(this.#root, this.#generation).then(done, done);
  }

  /** Writes one version of the data while newer ones come about: versions share, but never change. */
  async #writeSnapshot(root: TreeNode, generation: number): Promise<void> {
    const file = this.#files.snapshot(generation);
    const unfinished = `${file}.unfinished`;
    const handle = await open(unfinished, 'w');
    let bytes = 0;
    try {
      let text = '';
      for (const line of snapshotLines(root)) {
        text += line;
        if (text.length < WRITE_CHARACTERS) continue;
        bytes += (await handle.write(text)).bytesWritten;
        text = '';
        await nextTurn();
      }
      bytes += (await handle.write(text)).bytesWritten;
      await handle.sync();
    } finally {
      await handle.close();
    }
    renameSync(unfinished, file);
    this.#snapshotBytes = bytes;
    this.#files.removeBefore(generation);
  }
}
