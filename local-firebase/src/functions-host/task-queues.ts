import { randomUUID } from 'node:crypto';
import type { BodyFields } from '../http/body-fields.ts';
import { refuse } from '../local-firebase-error.ts';
import type { Clock } from '../clock.ts';
import type { Message } from './call-function.ts';
import type { Deliveries, Outcome } from './deliveries.ts';
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
  readonly #deliver: (message: Message) => Promise<Outcome>;
  /** Names that were ever used: a task's name is its protection against doubling. */
  readonly #names = new Set<string>();
  readonly #cancels = new Map<string, () => void>();

  constructor(clock: Clock, deliveries: Deliveries, deliver: (message: Message) => Promise<Outcome>) {
    this.#clock = clock;
    this.#deliveries = deliveries;
    this.#deliver = deliver;
  }

  /** Takes a task (the API's `task` object) and returns its name. Refuses 409 when the name was used before. */
  enqueue(endpoint: Endpoint, queue: QueueName, task: BodyFields): string {
    const name = task.string('name') ?? `${pathOf(queue)}/tasks/${randomUUID()}`;
    if (this.#names.has(name)) throw refuse(409, 'ALREADY_EXISTS');
    const http = task.object('httpRequest');
    const body = Buffer.from(http?.string('body') ?? '', 'base64').toString('utf8');
    const scheduled = task.string('scheduleTime');
    const due = scheduled === undefined ? this.#clock.now() : Date.parse(scheduled);
    if (Number.isNaN(due)) throw refuse(400, 'INVALID_ARGUMENT', 'scheduleTime is not a time.');
    this.#names.add(name);
    const id = name.slice(name.lastIndexOf('/') + 1);
    const message = { endpoint, kind: 'http', headers: customHeaders(http), body } as const;
    const wait = due - this.#clock.now();
    const start = (): void => this.#start(name, message, { queue: queue.queue, id, due });
    if (wait <= 0) start();
    else this.#cancels.set(name, this.#clock.setTimeout(start, wait));
    return name;
  }

  /** Takes a task back whose time has not come. Refuses 404 when there is none. */
  remove(queue: QueueName, id: string): void {
    const name = `${pathOf(queue)}/tasks/${id}`;
    const cancel = this.#cancels.get(name);
    if (cancel === undefined) throw refuse(404, 'NOT_FOUND');
    cancel();
    this.#cancels.delete(name);
  }

  /** Forgets every task. */
  clear(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
    this.#names.clear();
  }

  #start(name: string, message: Message, task: { queue: string; id: string; due: number }): void {
    this.#cancels.delete(name);
    const { trigger } = message.endpoint;
    this.#deliveries.add({
      id: task.id,
      functionName: message.endpoint.name,
      retry: trigger.type === 'task' ? trigger.retry : undefined,
      attempt: (attempt) =>
        this.#deliver({
          ...message,
          headers: {
            ...message.headers,
            'x-cloudtasks-queuename': task.queue,
            'x-cloudtasks-taskname': task.id,
            'x-cloudtasks-taskretrycount': attempt - 1,
            'x-cloudtasks-taskexecutioncount': attempt - 1,
            'x-cloudtasks-tasketa': String(task.due / 1000),
          },
        }),
    });
  }
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
