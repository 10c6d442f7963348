import { closeSync, fstatSync, ftruncateSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const READ_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 10;

/**
 * The files of one namespace. `snapshot-N` holds all data at some moment, `log-N` every write since; a higher N is
 * later. A snapshot has its final name only when it is complete.
 */
export class StoreFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  snapshot(generation: number): string {
    return join(this.#folder, `snapshot-${generation}.jsonl`);
  }

  log(generation: number): string {
    return join(this.#folder, `log-${generation}.jsonl`);
  }

  snapshots(): number[] {
    return this.#generations('snapshot');
  }

  logs(): number[] {
    return this.#generations('log');
  }

  /** Removes what a complete snapshot of this generation makes superfluous, and snapshots that were never finished. */
  removeBefore(generation: number): void {
    for (const older of this.snapshots()) if (older < generation) rmSync(this.snapshot(older));
    for (const older of this.logs()) if (older < generation) rmSync(this.log(older));
    for (const name of readdirSync(this.#folder))
      if (name.endsWith('.unfinished')) rmSync(join(this.#folder, name));
  }

  #generations(kind: 'snapshot' | 'log'): number[] {
    return readdirSync(this.#folder)
      .flatMap((name) => {
        const match = new RegExp(`^${kind}-(\\d+)\\.jsonl$`).exec(name);
        return match === null ? [] : [Number(match[1])];
      })
      .sort((a, b) => a - b);
  }
}

/** Calls `use` with each complete line of a file, without its line feed, and returns how many bytes they take. */
export function readLines(file: string, use: (line: string) => void): number {
  const handle = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let rest: Buffer = Buffer.alloc(0);
  let complete = 0;
  try {
    for (let count = readSync(handle, buffer); count > 0; count = readSync(handle, buffer)) {
      const data =
        rest.length === 0 ? buffer.subarray(0, count) : Buffer.concat([rest, buffer.subarray(0, count)]);
      let start = 0;
      for (let end = data.indexOf(LINE_FEED); end >= 0; end = data.indexOf(LINE_FEED, start)) {
        use(data.toString('utf8', start, end));
        start = end + 1;
      }
      complete += start;
      rest = Buffer.from(data.subarray(start));
    }
  } finally {
    closeSync(handle);
  }
  return complete;
}

/** Opens a file for appending after its first `length` bytes; what follows them, the half of a line, is cut off. */
export function openForAppending(file: string, length: number): number {
  const handle = openSync(file, 'a');
  if (fstatSync(handle).size > length) ftruncateSync(handle, length);
  return handle;
}
