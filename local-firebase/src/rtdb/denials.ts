import type { Decision } from './access.ts';

/** So many are kept: each holds on to the version of the data that it was judged on. */
const KEPT = 20;

/** The last requests that the rules refused, for whoever asks why. */
export class Denials {
  #latest: readonly { readonly at: number; readonly decision: Decision }[] = [];

  /** `now` in milliseconds since 1970. */
  add(decision: Decision, now: number): void {
    this.#latest = [...this.#latest, { at: now, decision }].slice(-KEPT);
  }

  /** Latest last, each with the rules that were asked and the values they saw. Judges each once more. */
  explain(): readonly object[] {
    return this.#latest.map(({ at, decision }) => ({ at, ...decision.explain?.() }));
  }
}
