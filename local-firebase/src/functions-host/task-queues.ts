import { randomUUID } from 'node:crypto';
import type { BodyFields } from '../http/body-fields.ts';
import { refuse } from '../local-firebase-error.ts';
import type { Clock } from '../clock.ts';
import type { Deliveries, Delivery, PendingDelivery, QueuedTask } from './deliveries.ts';
import type { Endpoint } from './endpoint.ts';

/** A queue that Cloud Tasks would keep: named after its function. */
export interface QueueName {
  readonly project: string;
  readonly location: string;
  readonly queue: string;
}

/** Headers of a task that only the queue may set. */
const OWN_HEADER = /^(x-cloudtasks-|host$|content-length$|authorization$)/i;

/** Task queues: each task is delivered to the function of the queue's name at its time, and again when it fails. */
export class TaskQueues {
  readonly #clock: Clock;
  readonly #deliveries: Deliveries;
  /** Names that were ever used: a task's name is its protection against doubling. */
  readonly #names = new Set<string>();

  constructor(clock: Clock, deliveries: Deliveries) {
    this.#clock = clock;
    this.#deliveries = deliveries;
  }

  /** Knows the names of tasks that are pending from before. */
  remember(pending: readonly PendingDelivery[]): void {
    for (const { delivery } of pending) if (delivery.task !== undefined) this.#names.add(delivery.task.name);
  }

  /** Takes a task (the API's `task` object) and returns its name. Refuses 409 when the name was used before. */
  enqueue(endpoint: Endpoint, queue: QueueName, task: BodyFields): string {
    const name = task.string('name') ?? `${pathOf(queue)}/tasks/${randomUUID()}`;
    if (this.#names.has(name)) throw refuse(409, 'ALREADY_EXISTS');
    const http = task.object('httpRequest');
    const now = this.#clock.now();
    const scheduled = task.string('scheduleTime');
    const due = scheduled === undefined ? now : Date.parse(scheduled);
    if (Number.isNaN(due)) throw refuse(400, 'INVALID_ARGUMENT', 'scheduleTime is not a time.');
    this.#names.add(name);
    const delivery: Delivery = {
      id: idOf(name),
      functionName: endpoint.name,
      retry: endpoint.trigger.type === 'task' ? endpoint.trigger.retry : undefined,
      kind: 'http',
      headers: customHeaders(http),
      body: Buffer.from(http?.string('body') ?? '', 'base64').toString('utf8'),
      task: { name, queue: queue.queue, due },
    };
    this.#deliveries.add(delivery, due - now);
    return name;
  }

  /** Takes a task back whose time has not come. Refuses 404 when there is none. */
  remove(queue: QueueName, id: string): void {
    if (!this.#deliveries.cancelTask(`${pathOf(queue)}/tasks/${id}`)) throw refuse(404, 'NOT_FOUND');
  }

  /** Forgets which names were used. */
  clear(): void {
    this.#names.clear();
  }
}

/** What Cloud Tasks says of a task in the headers of its `attempt`th delivery, counted from 1. */
export function taskHeaders({ name, queue, due }: QueuedTask, attempt: number): Record<string, string> {
  return {
    'x-cloudtasks-queuename': queue,
    'x-cloudtasks-taskname': idOf(name),
    'x-cloudtasks-taskretrycount': String(attempt - 1),
    'x-cloudtasks-taskexecutioncount': String(attempt - 1),
    'x-cloudtasks-tasketa': String(due / 1000),
  };
}

function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function pathOf({ project, location, queue }: QueueName): string {
  return `projects/${project}/locations/${location}/queues/${queue}`;
}

function customHeaders(http: BodyFields | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of http?.object('headers')?.texts() ?? []) {
    if (!OWN_HEADER.test(name)) headers[name.toLowerCase()] = value;
  }
  return headers;
}
