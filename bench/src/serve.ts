import { memoryUsage } from 'node:process';

/** What a server process has used so far. */
export interface Usage {
  /** Processor time of the whole process, in microseconds. */
  readonly cpuUs: number;
  /** Resident memory in bytes. */
  readonly rss: number;
  /** Live objects in bytes; collected before it is read where the process was started with --expose-gc. */
  readonly heapUsed: number;
}

/**
 * Runs in a server's process: tells the parent what there is to tell, then answers `usage` until `end`, on which it
 * calls `close`. It ends as well when the parent goes away.
 */
export function serve(started: object, close: () => Promise<void> | void): void {
  const end = async (): Promise<void> => {
    await close();
    process.exit(0);
  };
  process.on('message', (word) => {
    if (word === 'end') void end();
    else if (word === 'usage') process.send?.(usage());
  });
  process.on('disconnect', () => process.exit(1));
  process.send?.(started);
}

function usage(): Usage {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = memoryUsage();
  return { cpuUs: user + system, rss, heapUsed };
}

/** Runs in a process of clients: tells the parent the result and ends. */
export function report(result: object): void {
  process.send?.(result, () => process.exit(0));
}
