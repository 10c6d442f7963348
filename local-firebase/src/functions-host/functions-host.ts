import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { LocalFirebaseError } from '../local-firebase-error.ts';
import { deliverMessage, forwardRequest, type Message } from './call-function.ts';
import { DatabaseTriggers, type DatabaseCommit } from './database-triggers.ts';
import { Deliveries, type Delivery, type DeliveryPlan, type Outcome } from './deliveries.ts';
import { DeliveryJournal } from './delivery-journal.ts';
import type { Endpoint } from './endpoint.ts';
import { FunctionsProcess } from './functions-process.ts';
import { Schedules } from './schedules.ts';
import { taskHeaders, TaskQueues } from './task-queues.ts';

export interface FunctionsHostOptions {
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Folder of the bundle. */
  readonly source: string;
  /** Variables of the functions' process. */
  readonly environment: () => Readonly<Record<string, string>>;
  /** For tests: when deliveries are handed over. */
  readonly deliveryPlan?: DeliveryPlan | undefined;
}

/** Runs a functions bundle in one process and calls it for requests, database events, schedules and tasks. */
export class FunctionsHost {
  readonly tasks: TaskQueues;
  readonly #clock: Clock;
  readonly #log: (line: string) => void;
  readonly #process: FunctionsProcess;
  readonly #deliveries: Deliveries;
  readonly #triggers = new DatabaseTriggers();
  readonly #schedules: Schedules;
  #endpoints = new Map<string, Endpoint>();
  #journal: DeliveryJournal | undefined;
  /** What was written before it is known who listens: clients may be back sooner than the bundle is loaded. */
  #earlyCommits: DatabaseCommit[] | null = [];

  constructor(options: FunctionsHostOptions) {
    const { clock, log } = options;
    this.#clock = clock;
    this.#log = log;
    this.#process = new FunctionsProcess({ ...options, onReady: (endpoints) => this.#loaded(endpoints) });
    this.#deliveries = new Deliveries({
      clock,
      log,
      plan: options.deliveryPlan,
      isOpen: () => this.#process.isReady,
      deliver: (delivery, attempt) => this.#deliver(delivery, attempt),
      changed: () => this.#journal?.changed(),
    });
    this.#schedules = new Schedules(clock, log, (endpoint, dueAt) => this.#runAtItsTime(endpoint, dueAt));
    this.tasks = new TaskQueues(clock, this.#deliveries);
  }

  /** What the bundle declares, once it was loaded. */
  get endpoints(): readonly Endpoint[] {
    return [...this.#endpoints.values()];
  }

  /** The function of that name, when there is one. */
  endpoint(name: string): Endpoint | undefined {
    return this.#endpoints.get(name);
  }

  /** Goes on with what the file says was pending, and keeps it up to date from now on. To be called before `start`. */
  async keepQueueIn(path: string): Promise<void> {
    const journal = new DeliveryJournal(path, () => this.#deliveries.pending(), this.#log);
    const pending = await journal.read();
    this.tasks.remember(pending);
    this.#deliveries.restore(pending);
    this.#journal = journal;
  }

  /** Starts the process. Throws 'functions-unavailable' when the bundle does not load. */
  async start(): Promise<void> {
    await this.#process.start();
  }

  /** Ends the process; events go on being queued and are delivered after the next start. */
  async stop(): Promise<void> {
    await this.#process.stop();
  }

  /** Stops and starts, with whatever the bundle has become. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Forgets the events and tasks that are queued. */
  forget(): void {
    if (this.#earlyCommits) this.#earlyCommits = [];
    this.tasks.clear();
    this.#deliveries.clear();
  }

  /** Ends everything; what was queued is forgotten, unless there is a file for it. */
  async close(): Promise<void> {
    this.#schedules.stop();
    await this.#process.close();
    await this.#journal?.flush();
    this.#journal = undefined;
    this.forget();
  }

  /** Hands an HTTP request to a function, which sees `path` as its URL. */
  async forward(
    call: { readonly endpoint: Endpoint; readonly path: string },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    await forwardRequest(this.#process, call, request, response);
  }

  /** Queues the events of a database commit. */
  onCommit(commit: DatabaseCommit): void {
    if (this.#earlyCommits) {
      this.#earlyCommits.push(commit);
      return;
    }
    for (const { endpoint, retry, id, body } of this.#triggers.eventsOf(commit, this.#clock.now())) {
      this.#deliveries.add({ id, functionName: endpoint.name, retry, kind: 'event', headers: {}, body });
    }
  }

  /**
   * Runs a scheduled function now and resolves when it is through. Throws 'unknown-function' when there is no such
   * schedule, 'functions-unavailable' when it failed or there is no process.
   */
  async runSchedule(name: string): Promise<void> {
    const endpoint = this.#endpoints.get(name);
    if (endpoint?.trigger.type !== 'schedule') {
      throw new LocalFirebaseError('unknown-function', `There is no scheduled function "${name}".`);
    }
    const outcome = await this.#send({ endpoint, ...scheduleMessage(endpoint, this.#clock.now()) });
    if (outcome !== 'done')
      throw new LocalFirebaseError('functions-unavailable', `${name} ended with "${outcome}".`);
  }

  /** Resolves when no event, schedule or task is queued or under way. */
  async idle(): Promise<void> {
    await this.#deliveries.idle();
  }

  #loaded(endpoints: readonly Endpoint[]): void {
    this.#endpoints = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
    this.#triggers.setEndpoints(endpoints);
    this.#schedules.setEndpoints(endpoints);
    const early = this.#earlyCommits ?? [];
    this.#earlyCommits = null;
    for (const commit of early) this.onCommit(commit);
    this.#deliveries.wake();
  }

  #runAtItsTime(endpoint: Endpoint, dueAt: number): void {
    const { trigger } = endpoint;
    this.#deliveries.add({
      id: new Date(dueAt).toISOString(),
      functionName: endpoint.name,
      retry: trigger.type === 'schedule' ? trigger.retry : undefined,
      ...scheduleMessage(endpoint, dueAt),
    });
  }

  async #deliver(delivery: Delivery, attempt: number): Promise<Outcome> {
    const { functionName, kind, headers, body, task, id } = delivery;
    const endpoint = this.#endpoints.get(functionName);
    if (endpoint === undefined) {
      this.#log(`${functionName}: is no more, so ${id} is dropped`);
      return 'done';
    }
    const counted = task === undefined ? headers : { ...headers, ...taskHeaders(task, attempt) };
    return this.#send({ endpoint, kind, headers: counted, body });
  }

  async #send(message: Message): Promise<Outcome> {
    return deliverMessage(this.#process, message);
  }
}

function scheduleMessage(endpoint: Endpoint, dueAt: number): Pick<Delivery, 'kind' | 'headers' | 'body'> {
  return {
    kind: 'http',
    headers: {
      'x-cloudscheduler': 'true',
      'x-cloudscheduler-jobname': `firebase-schedule-${endpoint.name}-${endpoint.regions[0] ?? ''}`,
      'x-cloudscheduler-scheduletime': new Date(dueAt).toISOString(),
    },
    body: '{}',
  };
}
