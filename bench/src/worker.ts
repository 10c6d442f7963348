import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The longest that one process of a benchmark may take to say what it was asked for. */
const PATIENCE_MS = 180_000;

/** A process of the benchmark, in which either a server runs or clients do: both have a core of their own then. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #name: string;

  /** Starts `script`, a module of this package given by its path below the sources, with arguments. */
  constructor(script: string, args: readonly string[] = [], nodeFlags: readonly string[] = []) {
    this.#name = script;
    const path = fileURLToPath(new URL(script, import.meta.url));
    this.#child = fork(path, args, {
      execArgv: [...nodeFlags],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /** The next message of the process; rejects when it ends without one or takes too long. */
  next<Message>(patienceMs = PATIENCE_MS): Promise<Message> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        this.#child.off('message', heard).off('exit', gone);
        act();
      };
      const heard = (message: unknown): void => settle(() => resolve(message as Message));
      const gone = (): void => settle(() => reject(new Error(`${this.#name} ended before it answered.`)));
      const timer = setTimeout(
        () => settle(() => reject(new Error(`${this.#name} took too long.`))),
        patienceMs,
      );
      this.#child.once('message', heard).once('exit', gone);
    });
  }

  /** Sends a word and waits for what the process answers. */
  ask<Message>(word: string, patienceMs?: number): Promise<Message> {
    const answer = this.next<Message>(patienceMs);
    this.#child.send(word);
    return answer;
  }

  /** Ends the process, gracefully first. Resolves when it is gone. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    const impatient = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    if (this.#child.connected) this.#child.send('end');
    else this.#child.kill('SIGKILL');
    await gone;
    clearTimeout(impatient);
  }
}
