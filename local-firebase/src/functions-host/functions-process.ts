import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalFirebaseError } from '../local-firebase-error.ts';
import { SOCKET_VARIABLE, SOURCE_VARIABLE, type ChildMessage } from './child-message.ts';
import type { Endpoint } from './endpoint.ts';
import { readLines } from './read-lines.ts';

/** Beside this file, in the form it runs in: TypeScript in tests, JavaScript when built. */
const CHILD_FILE = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url),
);

/** How long a second start waits for the one under way. */
const START_PATIENCE_MS = 30_000;

/** How long a process may take to end by itself before it is killed. */
const GRACE_MS = 2_000;

/** Waits before restarts after crashes: doubled each time, back to the first after a minute without one. */
const FIRST_RESTART_MS = 100;
const LONGEST_RESTART_MS = 10_000;
const CALM_MS = 60_000;

type State =
  | { readonly type: 'stopped' }
  | { readonly type: 'starting' }
  | { readonly type: 'ready'; readonly child: ChildProcess; readonly socket: string };

/** The one process that runs the functions' code: started, stopped, restarted after a crash, never left behind. */
export class FunctionsProcess {
  readonly #source: string;
  readonly #environment: () => Readonly<Record<string, string>>;
  readonly #log: (line: string) => void;
  readonly #onReady: (endpoints: readonly Endpoint[]) => void;
  #state: State = { type: 'stopped' };
  #child: ChildProcess | undefined;
  /** Grows with every wish to start or stop, so that what an older wish left under way knows it is outdated. */
  #wish = 0;
  #restartMs = FIRST_RESTART_MS;
  #restartTimer: NodeJS.Timeout | undefined;
  #socketCount = 0;
  #folder: string | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(options: {
    /** Folder of the bundle: package.json and what its `main` names. */
    readonly source: string;
    /** Variables of the process; asked for at every start. */
    readonly environment: () => Readonly<Record<string, string>>;
    readonly log: (line: string) => void;
    /** Called at every start, when calls can be made. */
    readonly onReady: (endpoints: readonly Endpoint[]) => void;
  }) {
    this.#source = options.source;
    this.#environment = options.environment;
    this.#log = options.log;
    this.#onReady = options.onReady;
  }

  get isReady(): boolean {
    return this.#state.type === 'ready';
  }

  get isStopped(): boolean {
    return this.#state.type === 'stopped';
  }

  /** Starts the process and resolves when its functions can be called. Throws 'functions-unavailable' with the reason. */
  async start(): Promise<void> {
    if (this.#state.type === 'stopped') {
      this.#restartMs = FIRST_RESTART_MS;
      await this.#launch(++this.#wish);
    } else if (!(await this.whenReady(START_PATIENCE_MS))) {
      throw new LocalFirebaseError('functions-unavailable', 'The functions did not come back in time.');
    }
  }

  /** Ends the process; calls under way break off. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#wish++;
    clearTimeout(this.#restartTimer);
    this.#state = { type: 'stopped' };
    this.#wakeWaiting();
    const child = this.#child;
    this.#child = undefined;
    if (child !== undefined) await endProcess(child);
  }

  /** Stops, and takes away what lies on the disk. */
  async close(): Promise<void> {
    await this.stop();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  /** Resolves to whether calls can be made: at once, or after waiting for a start under way for at most `patienceMs`. */
  async whenReady(patienceMs: number): Promise<boolean> {
    if (this.#state.type === 'starting') {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, patienceMs);
        this.#waiting.add(done);
      });
    }
    return this.isReady;
  }

  /** Opens a request to the process. Only to be used while it is ready. */
  request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest {
    if (this.#state.type !== 'ready')
      throw new LocalFirebaseError('functions-unavailable', 'Functions are not running.');
    return request({ ...options, socketPath: this.#state.socket, agent: false }, onResponse);
  }

  async #launch(wish: number): Promise<void> {
    this.#state = { type: 'starting' };
    this.#folder ??= await mkdtemp(join(tmpdir(), 'lf-'));
    if (wish !== this.#wish) return;
    const socket = socketPath(this.#folder, ++this.#socketCount);
    const child = fork(CHILD_FILE, [], {
      cwd: this.#source,
      env: { ...this.#environment(), [SOCKET_VARIABLE]: socket, [SOURCE_VARIABLE]: this.#source },
      execArgv: ['--enable-source-maps', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    killOnExit(child);
    if (child.stdout !== null) readLines(child.stdout, this.#log);
    if (child.stderr !== null) readLines(child.stderr, this.#log);
    const failure = await this.#untilReady(child, socket, wish);
    child.once('exit', (code, signal) => this.#exited(child, code ?? signal));
    if (failure === undefined) return;
    if (wish !== this.#wish) return;
    this.#state = { type: 'stopped' };
    this.#child = undefined;
    this.#wakeWaiting();
    child.kill('SIGKILL');
    throw new LocalFirebaseError(
      'functions-unavailable',
      `The functions in ${this.#source} do not load: ${failure}`,
    );
  }

  /** Resolves to undefined when calls can be made, to the reason when the process failed before. */
  async #untilReady(child: ChildProcess, socket: string, wish: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(`the process ended with ${code ?? signal ?? 'no code'}`));
      child.once('error', (error) => resolve(error.message));
      child.on('message', (message: ChildMessage) => {
        if (message.type === 'failed') {
          resolve(message.reason);
          return;
        }
        if (wish === this.#wish) {
          this.#state = { type: 'ready', child, socket };
          this.#wakeWaiting();
          this.#onReady(message.endpoints);
        }
        resolve(undefined);
      });
    });
  }

  #exited(child: ChildProcess, code: number | string | null): void {
    if (child !== this.#child) return;
    this.#child = undefined;
    this.#restartLater(`the process ended with ${code ?? 'no code'}`);
  }

  #restartLater(why: string): void {
    const wish = this.#wish;
    const delay = this.#restartMs;
    this.#restartMs = Math.min(this.#restartMs * 2, LONGEST_RESTART_MS);
    this.#state = { type: 'starting' };
    this.#log(`functions: ${why}; restarting in ${delay} ms`);
    this.#restartTimer = setTimeout(() => {
      this.#launch(wish).then(
        () => this.#calmDown(wish),
        (error: unknown) => {
          if (wish === this.#wish) this.#restartLater(error instanceof Error ? error.message : String(error));
        },
      );
    }, delay);
  }

  #calmDown(wish: number): void {
    const timer = setTimeout(() => {
      if (wish === this.#wish && this.isReady) this.#restartMs = FIRST_RESTART_MS;
    }, CALM_MS);
    timer.unref();
  }

  #wakeWaiting(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

function socketPath(folder: string, count: number): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\local-firebase-${process.pid}-${count}-${Date.now()}`
    : join(folder, `${count}.sock`);
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** A parent that ends in a hurry (process.exit) takes the child with it at once. */
function killOnExit(child: ChildProcess): void {
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}
