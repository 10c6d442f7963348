import type { Clock } from '../clock.ts';
import type { Endpoint } from './endpoint.ts';
import { parseSchedule, type NextRun } from './next-run.ts';

/** Runs scheduled functions when their time comes. */
export class Schedules {
  readonly #clock: Clock;
  readonly #log: (line: string) => void;
  readonly #run: (endpoint: Endpoint, dueAt: number) => void;
  readonly #cancels = new Map<string, () => void>();

  constructor(clock: Clock, log: (line: string) => void, run: (endpoint: Endpoint, dueAt: number) => void) {
    this.#clock = clock;
    this.#log = log;
    this.#run = run;
  }

  /** Follows the schedules of these functions from now on, in the place of those before. */
  setEndpoints(endpoints: readonly Endpoint[]): void {
    this.stop();
    for (const endpoint of endpoints) {
      if (endpoint.trigger.type !== 'schedule') continue;
      try {
        this.#arm(
          endpoint,
          parseSchedule(endpoint.trigger.schedule, endpoint.trigger.timeZone),
          this.#clock.now(),
        );
      } catch (error) {
        this.#log(
          `${endpoint.name}: ${error instanceof Error ? error.message : String(error)} It never runs.`,
        );
      }
    }
  }

  stop(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }

  #arm(endpoint: Endpoint, next: NextRun, after: number): void {
    const due = next(after);
    if (due === undefined) return;
    const cancel = this.#clock.setTimeout(() => {
      this.#run(endpoint, due);
      // From the time it was due, unless the machine slept: what was missed is not made up for.
      this.#arm(endpoint, next, Math.max(due, this.#clock.now()));
    }, due - this.#clock.now());
    this.#cancels.set(endpoint.name, cancel);
  }
}
