import type { Readable } from '@foyer/shared-core';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The present value of a readable; draws the component again when it changes. */
export function useReadable<T>(readable: Readable<T>): T {
  const value = readable.get();
  const [, draw] = useState<unknown>(null);
  useLayoutEffect(() => {
    const redraw = (): void => {
      draw({});
    };
    const stop = readable.subscribe(redraw);
    // It may have changed between drawing and subscribing; the first subscriber may also start its source.
    if (!Object.is(readable.get(), value)) redraw();
    return stop;
    // The value of the first drawing is the one to compare with, so only another readable subscribes anew.
  }, [readable]);
  return value;
}
