import { createStore } from '@foyer/shared-core';
import type { Readable } from '@foyer/shared-core';
import type { RememberedState } from '../remembered-state.ts';

/** Another tab that learns of the same message within this time stays silent. */
const HELD_MS = 10_000;

/** The notes of the tone: hertz, and seconds after its beginning. */
const notes = [
  [659, 0],
  [880, 0.12],
] as const;

/** A short tone for messages that nobody has before their eyes. */
export interface Chime {
  readonly isOn: Readable<boolean>;
  readonly toggle: () => void;
  /** As if nobody had ever chosen. */
  readonly reset: () => void;
  /** Plays for this message, unless another tab of the website does. */
  ring(id: string): void;
}

/**
 * Browsers let a page play only after a gesture, and log what tries before: so nothing of it exists until then. Between
 * two tones it is suspended, so that the page holds no sound device.
 */
export function createChime(remembered: RememberedState, ended: AbortSignal): Chime {
  const isOn = createStore(!remembered.isSilent());
  let context: AudioContext | null = null;
  let isPlaying = false;

  function wake(): void {
    // Escape and keys that only shift others are no gesture.
    try {
      if (context || remembered.isSilent() || !navigator.userActivation.isActive) return;
      context = new AudioContext();
      void context.suspend();
    } catch {
      // A browser without one of them: silence is no reason to throw into the page.
    }
  }

  async function play(): Promise<void> {
    if (!context || isPlaying) return;
    isPlaying = true;
    await context.resume();
    const now = context.currentTime;
    for (const [hertz, after] of notes) {
      const source = context.createOscillator();
      const gain = context.createGain();
      source.frequency.value = hertz;
      gain.gain.setValueAtTime(0.1, now + after);
      gain.gain.exponentialRampToValueAtTime(0.001, now + after + 0.4);
      source.connect(gain).connect(context.destination);
      source.start(now + after);
      source.stop(now + after + 0.4);
      source.onended = () => {
        // The first note ends first.
        if (after === 0) return;
        isPlaying = false;
        void context?.suspend();
      };
    }
  }

  // Before anybody can keep it from getting here.
  for (const gesture of ['pointerup', 'keydown'])
    addEventListener(gesture, wake, { capture: true, signal: ended });
  ended.addEventListener('abort', () => void context?.close());

  function turn(on: boolean): void {
    remembered.setSilent(!on);
    isOn.set(on);
  }

  return {
    isOn,
    toggle: () => turn(!isOn.get()),
    reset: () => turn(true),
    ring(id) {
      if (!context || remembered.isSilent()) return;
      // Of several tabs one gets the lock. Pages that are not secure have none to give, nor have those without an origin.
      const locks = navigator.locks as LockManager | undefined;
      const held = (lock: unknown): Promise<void> | undefined => {
        if (!lock) return undefined;
        play().catch(() => undefined);
        return new Promise((resolve) => setTimeout(resolve, HELD_MS));
      };
      if (locks) locks.request(`foyer:${id}`, { ifAvailable: true }, held).catch(() => held(true));
      else void held(true);
    },
  };
}
