/** The system's clock with a shift, so that the demo's conversations can lie in the past, rules and all. */
export interface ShiftedClock {
  now(): number;
  setTimeout(run: () => void, ms: number): () => void;
  /** Lets the clock show this moment (milliseconds) and go on from there. */
  showMoment(moment: number): void;
  /** Lets the clock show the true time again. */
  showTruth(): void;
}

export function createShiftedClock(): ShiftedClock {
  let shift = 0;
  return {
    now: () => Date.now() + shift,
    setTimeout(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    showMoment(moment) {
      shift = moment - Date.now();
    },
    showTruth() {
      shift = 0;
    },
  };
}
