/**
 * Keeps the transactions of this process apart from its other writes to the same places. The SDK gives a transaction up
 * when such a write crosses it, and forgets to say so when the server has just found the transaction to be late: whoever
 * waits for it would wait for ever (seen with @firebase/database 1.1.5).
 */
export interface ChangeQueue {
  /** Runs a transaction on `path` when those before it on that path are over. */
  change<Result>(path: string, run: () => Promise<Result>): Promise<Result>;
  /** Runs a write of `paths` when no transaction is under way at, above or below any of them: at once, if none is. */
  apart<Result>(paths: readonly string[], run: () => Promise<Result>): Promise<Result>;
}

/** A queue of its own for each client of the database. */
export function createChangeQueue(): ChangeQueue {
  const running = new Map<string, Promise<unknown>>();

  return {
    change(path, run) {
      const before = running.get(path) ?? Promise.resolve();
      const result = before.then(run);
      const settled = result
        .catch(() => undefined)
        .then(() => {
          if (running.get(path) === settled) running.delete(path);
        });
      running.set(path, settled);
      return result;
    },
    async apart(paths, run) {
      for (;;) {
        const crossed = [...running].filter(([path]) => paths.some((other) => cross(path, other)));
        if (crossed.length === 0) return run();
        await Promise.all(crossed.map(([, settled]) => settled));
      }
    },
  };
}

function cross(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`) || other.startsWith(`${path}/`);
}
