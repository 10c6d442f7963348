/**
 * Work put off to the end of the current turn of the event loop, so that all that happens in one turn costs one
 * system call: first what makes writes durable, then what tells anybody about them.
 */
export class Turn {
  #durable = new Set<() => void>();
  #tell = new Set<() => void>();
  #isScheduled = false;

  /** Runs `task` once at the end of this turn, before anything that tells. */
  makeDurable(task: () => void): void {
    this.#durable.add(task);
    this.#schedule();
  }

  /** Runs `task` once at the end of this turn, after everything that makes durable. */
  tell(task: () => void): void {
    this.#tell.add(task);
    this.#schedule();
  }

  /** Ends the turn now. */
  end(): void {
    const tasks = [...this.#durable, ...this.#tell];
    this.#durable.clear();
    this.#tell.clear();
    for (const task of tasks) task();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    process.nextTick(() => {
      this.#isScheduled = false;
      this.end();
    });
  }
}
