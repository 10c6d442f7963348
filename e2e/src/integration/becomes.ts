import type { Readable } from '@foyer/shared-core';

/** Waits until a value is as it should be, at most so many milliseconds; rejects with what it is instead. */
export function becomes<T>(
  value: Readable<T>,
  isIt: (present: T) => boolean,
  longestMs = 20_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`it stays ${JSON.stringify(value.get())}`));
    }, longestMs);
    const look = (): void => {
      if (!isIt(value.get())) return;
      clearTimeout(timer);
      queueMicrotask(() => stop());
      resolve(value.get());
    };
    const stop = value.subscribe(look);
    look();
  });
}
