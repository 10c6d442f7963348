/** While something cannot be made durable (a full disk, most likely) it is tried again so often. */
const RETRY_MS = 250;

/**
 * Work put off until everything that has arrived in this turn of the event loop is done, so that it costs one system
 * call for the disk, and one for each who is told; and those who are told are told together, because it is dear to
 * wake a process for each line. First comes what makes writes durable, then what tells anybody about them. As long as
 * the first fails, nobody is told anything: what was not stored was not acknowledged.
 */
export class Turn {
  readonly #durable = new Set<() => void>();
  readonly #tell = new Set<() => void>();
  readonly #failed: (error: unknown) => void;
  #isScheduled = false;
  #retry: NodeJS.Timeout | undefined;

  /** `failed` hears once of each row of failures. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /** Runs `task` once at the end of this turn, before anything that tells; again later while it throws. */
  makeDurable(task: () => void): void {
    this.#durable.add(task);
    this.#schedule();
  }

  /** Runs `task` once at the end of this turn, after everything that makes durable. */
  tell(task: () => void): void {
    this.#tell.add(task);
    this.#schedule();
  }

  /** Ends the turn now. Throws what making durable threw, and has told nobody then; it is tried again by itself. */
  end(): void {
    try {
      for (const task of this.#durable) {
        task();
        this.#durable.delete(task);
      }
    } catch (error) {
      this.#tryAgain(error);
      throw error;
    }
    const tasks = [...this.#tell];
    this.#tell.clear();
    for (const task of tasks) task();
  }

  /** Tries no more; what could not be made durable is lost, and was never acknowledged. */
  stop(): void {
    clearInterval(this.#retry);
    this.#retry = undefined;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#retry !== undefined) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.endQuietly();
    });
  }

  #tryAgain(error: unknown): void {
    if (this.#retry !== undefined) return;
    this.#failed(error);
    this.#retry = setInterval(() => {
      if (this.endQuietly()) this.stop();
    }, RETRY_MS);
  }

  /** Ends the turn now; false where making durable fails, of which `failed` has heard then. */
  endQuietly(): boolean {
    try {
      this.end();
      return true;
    } catch {
      return false;
    }
  }
}
