import { DestroyRef, Service, inject, signal } from '@angular/core';

const STEP_MS = 20_000;

/** The time of day as a signal, for texts such as "5 min." that grow old by themselves. */
@Service()
export class Clock {
  readonly #now = signal(Date.now());
  /** Milliseconds since 1970, renewed every 20 seconds and whenever the window comes back to the front. */
  readonly now = this.#now.asReadonly();

  constructor() {
    const tick = (): void => this.#now.set(Date.now());
    const timer = setInterval(tick, STEP_MS);
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
  }
}
