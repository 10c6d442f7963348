import type { Readable } from '@foyer/shared-core';

/** So long a value may take, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Waits until a value is as it should be; rejects with what it is instead. */
export function becomes<T>(value: Readable<T>, isIt: (present: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`it stays ${JSON.stringify(value.get())}`));
    }, PATIENCE_MS);
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
