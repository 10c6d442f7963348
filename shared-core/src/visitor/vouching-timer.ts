import type { CoreError } from '../model/errors.ts';
import { isCoreError } from '../model/errors.ts';
import type { Platform } from '../platform.ts';
import { isPassing } from './visitor-link.ts';

/** A new word of the website is asked for this long before the old one ends, or at half of a shorter time. */
const BEFORE_MS = 60_000;
const RETRY_MS = 5_000;
/** Longer than this no browser's timer counts. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Asks for a new word of the website before the last one ends. */
export interface VouchingTimer {
  /** The last word ends in so many milliseconds; undefined when there is none. */
  endsIn(ms: number | undefined): void;
  stop(): void;
}

/**
 * `renew` signs in with a new word; `refused` hears when the website does not vouch any more, `ending` each time before
 * `renew` is called.
 */
export function createVouchingTimer(
  platform: Platform,
  renew: () => Promise<void>,
  refused: (cause: CoreError) => void,
  ending: () => void = () => undefined,
): VouchingTimer {
  let cancel: (() => void) | undefined;

  function after(ms: number): void {
    cancel = platform.setTimeout(() => void run(), Math.min(ms, LONGEST_TIMER_MS));
  }

  async function run(): Promise<void> {
    try {
      ending();
      await renew();
    } catch (cause) {
      if (isCoreError(cause) && !isPassing(cause)) refused(cause);
      else after(RETRY_MS);
    }
  }

  return {
    endsIn(ms) {
      cancel?.();
      cancel = undefined;
      if (ms !== undefined) after(Math.max(0, ms - Math.min(BEFORE_MS, ms / 2)));
    },
    stop: () => cancel?.(),
  };
}
