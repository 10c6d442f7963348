import type { Readable } from '../store.ts';

const LONGEST_MS = 15_000;

/** Resolves with the first value that passes; rejects with the last one seen when none does in time. */
export function eventually<T>(
  readable: Readable<T>,
  passes: (value: T) => boolean,
  longestMs = LONGEST_MS,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`never came; last: ${JSON.stringify(readable.get())}`));
    }, longestMs);
    function look(value: T): boolean {
      if (!passes(value)) return false;
      clearTimeout(timer);
      stop();
      resolve(value);
      return true;
    }
    stop = readable.subscribe(look);
    if (look(readable.get())) stop();
  });
}
