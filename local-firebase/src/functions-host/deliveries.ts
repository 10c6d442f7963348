import type { Clock } from '../clock.ts';
import type { RetryPolicy } from './endpoint.ts';

/**
 * How one try of a delivery ended: 'interrupted' when the process went away in the middle, 'not-delivered' when it was
 * not there to take it.
 */
export type Outcome = 'done' | 'failed' | 'interrupted' | 'not-delivered';

/** Something to be handed to a function, at least once. It is data alone, so that it can wait on the disk. */
export interface Delivery {
  readonly id: string;
  readonly functionName: string;
  readonly retry: RetryPolicy | undefined;
  readonly kind: 'http' | 'event';
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
  /** The queue's task that is delivered; its tries are counted in headers of their own. */
  readonly task?: QueuedTask;
}

/** What a queue says of a task it delivers. */
export interface QueuedTask {
  /** Unique among all tasks, with its queue's path. */
  readonly name: string;
  readonly queue: string;
  /** When it was to be delivered, in milliseconds since 1970. */
  readonly due: number;
}

/**
 * For tests: when a delivery is handed over, as milliseconds from now, once per entry. `[0]` is the normal case,
 * `[]` drops it, `[0, 0]` doubles it, `[5000]` delays it (and so lets later ones overtake).
 */
export type DeliveryPlan = (delivery: {
  readonly id: string;
  readonly functionName: string;
}) => readonly number[];

/** A delivery that is not through, as it can be written down. Times in milliseconds since 1970. */
export interface PendingDelivery {
  readonly delivery: Delivery;
  readonly since: number;
  /** When it is to be tried next. */
  readonly dueAt: number;
  /** Tries so far. */
  readonly attempt: number;
}

interface Pending {
  readonly delivery: Delivery;
  readonly since: number;
  dueAt: number;
  attempt: number;
  interruptions: number;
  isActive: boolean;
  /** Ends the wait for `dueAt`. */
  cancel?: (() => void) | undefined;
}

/** How often a delivery may see the process go away before it counts as the one that kills it. */
const MOST_INTERRUPTIONS = 3;

/** How many deliveries may be under way at once. */
const MOST_AT_ONCE = 40;

export interface DeliveriesOptions {
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly plan?: DeliveryPlan | undefined;
  /** Whether there is a process that takes deliveries; when that changes to true, `wake` must be called. */
  readonly isOpen: () => boolean;
  /** Makes one try; `attempt` counts from 1. Never rejects. */
  readonly deliver: (delivery: Delivery, attempt: number) => Promise<Outcome>;
  /** Called whenever `pending` became another list. */
  readonly changed: () => void;
}

/** Hands deliveries to the functions' process: queued while it is away, tried again as each one's policy says. */
export class Deliveries {
  readonly #options: DeliveriesOptions;
  readonly #plan: DeliveryPlan;
  readonly #pending = new Set<Pending>();
  #queue: Pending[] = [];
  #active = 0;
  #idleWaiters: (() => void)[] = [];

  constructor(options: DeliveriesOptions) {
    this.#options = options;
    this.#plan = options.plan ?? (() => [0]);
  }

  /** Takes a delivery over. Tries begin after `delayMs`, or when the process is there. */
  add(delivery: Delivery, delayMs = 0): void {
    const since = this.#options.clock.now();
    for (const delay of this.#plan(delivery))
      this.#take({ delivery, since, dueAt: since + Math.max(delay + delayMs, 0), attempt: 0 });
    this.#pump();
  }

  /** Goes on with deliveries that were pending before. */
  restore(pending: readonly PendingDelivery[]): void {
    for (const one of pending) this.#take(one);
    this.#pump();
  }

  /** What is not through, in the order it came. A try under way counts as not made. */
  pending(): PendingDelivery[] {
    return [...this.#pending].map(({ delivery, since, dueAt, attempt, isActive }) => ({
      ...{ delivery, since, dueAt },
      attempt: isActive ? attempt - 1 : attempt,
    }));
  }

  /** Takes a task back whose time has not come; whether there was one. */
  cancelTask(name: string): boolean {
    for (const pending of this.#pending) {
      if (pending.delivery.task?.name !== name || pending.attempt > 0 || !pending.cancel) continue;
      pending.cancel();
      this.#end(pending);
      return true;
    }
    return false;
  }

  /** Goes on with what is queued. */
  wake(): void {
    this.#pump();
  }

  /** Resolves when nothing is under way or queued; waits for retries are not waited for. */
  async idle(): Promise<void> {
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Forgets everything that is queued or waiting. */
  clear(): void {
    for (const { cancel } of this.#pending) cancel?.();
    this.#pending.clear();
    this.#queue = [];
    this.#options.changed();
    this.#wakeIdle();
  }

  #take({ delivery, since, dueAt, attempt }: PendingDelivery): void {
    const pending: Pending = { delivery, since, dueAt, attempt, interruptions: 0, isActive: false };
    this.#pending.add(pending);
    if (dueAt > this.#options.clock.now()) this.#later(pending);
    else this.#queue.push(pending);
    this.#options.changed();
  }

  #pump(): void {
    while (this.#options.isOpen() && this.#active < MOST_AT_ONCE) {
      const next = this.#queue.shift();
      if (next === undefined) break;
      void this.#try(next);
    }
    this.#wakeIdle();
  }

  async #try(pending: Pending): Promise<void> {
    this.#active++;
    pending.attempt++;
    pending.isActive = true;
    const outcome = await this.#options.deliver(pending.delivery, pending.attempt);
    pending.isActive = false;
    this.#active--;
    if (outcome === 'interrupted') pending.interruptions++;
    // Forgotten while it was under way: however it ended, that was all.
    if (!this.#pending.has(pending)) this.#end(pending);
    else if (
      outcome === 'not-delivered' ||
      (outcome === 'interrupted' && pending.interruptions < MOST_INTERRUPTIONS)
    ) {
      pending.attempt--;
      this.#queue.unshift(pending);
    } else if (outcome === 'done') this.#end(pending);
    else this.#failed(pending);
    this.#pump();
  }

  #end(pending: Pending): void {
    this.#pending.delete(pending);
    this.#options.changed();
  }

  #failed(pending: Pending): void {
    const { delivery, attempt } = pending;
    const { clock, log } = this.#options;
    const wait = delivery.retry === undefined ? undefined : this.#backoff(delivery.retry, pending);
    if (wait === undefined) {
      log(`${delivery.functionName}: failed and is not tried again (${delivery.id}, attempt ${attempt})`);
      this.#end(pending);
      return;
    }
    log(`${delivery.functionName}: failed, next try in ${wait} ms (${delivery.id}, attempt ${attempt})`);
    pending.dueAt = clock.now() + wait;
    this.#later(pending);
    this.#options.changed();
  }

  /** Milliseconds to wait before the next try; undefined when there is none. */
  #backoff(retry: RetryPolicy, { attempt, since }: Pending): number | undefined {
    if (retry.maxAttempts !== undefined && attempt >= retry.maxAttempts) return undefined;
    const wait = Math.min(retry.minBackoffMs * 2 ** (attempt - 1), retry.maxBackoffMs);
    const age = this.#options.clock.now() - since + wait;
    return retry.giveUpAfterMs !== undefined && age > retry.giveUpAfterMs ? undefined : wait;
  }

  #later(pending: Pending): void {
    const { clock } = this.#options;
    pending.cancel = clock.setTimeout(() => {
      pending.cancel = undefined;
      this.#queue.push(pending);
      this.#pump();
    }, pending.dueAt - clock.now());
  }

  #isIdle(): boolean {
    return this.#active === 0 && this.#queue.length === 0;
  }

  #wakeIdle(): void {
    if (!this.#isIdle()) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const wake of waiters) wake();
  }
}
