import type { Clock } from '../clock.ts';
import type { RetryPolicy } from './endpoint.ts';

/**
 * How one try of a delivery ended: 'interrupted' when the process went away in the middle, 'not-delivered' when it was
 * not there to take it.
 */
export type Outcome = 'done' | 'failed' | 'interrupted' | 'not-delivered';

/** Something to be handed to a function, at least once. */
export interface Delivery {
  readonly id: string;
  readonly functionName: string;
  readonly retry: RetryPolicy | undefined;
  /** Makes one try; `attempt` counts from 1. Never rejects. */
  readonly attempt: (attempt: number) => Promise<Outcome>;
}

/**
 * For tests: when a delivery is handed over, as milliseconds from now, once per entry. `[0]` is the normal case,
 * `[]` drops it, `[0, 0]` doubles it, `[5000]` delays it (and so lets later ones overtake).
 */
export type DeliveryPlan = (delivery: {
  readonly id: string;
  readonly functionName: string;
}) => readonly number[];

interface Pending {
  readonly delivery: Delivery;
  readonly since: number;
  attempt: number;
  interruptions: number;
}

/** How often a delivery may see the process go away before it counts as the one that kills it. */
const MOST_INTERRUPTIONS = 3;

/** How many deliveries may be under way at once. */
const MOST_AT_ONCE = 40;

/** Hands deliveries to the functions' process: queued while it is away, tried again as each one's policy says. */
export class Deliveries {
  readonly #clock: Clock;
  readonly #log: (line: string) => void;
  readonly #plan: DeliveryPlan;
  #queue: Pending[] = [];
  readonly #timers = new Set<() => void>();
  readonly #isOpen: () => boolean;
  #active = 0;
  #idleWaiters: (() => void)[] = [];

  constructor(options: {
    readonly clock: Clock;
    readonly log: (line: string) => void;
    readonly plan?: DeliveryPlan | undefined;
    /** Whether there is a process that takes deliveries; when that changes to true, `wake` must be called. */
    readonly isOpen: () => boolean;
  }) {
    this.#clock = options.clock;
    this.#log = options.log;
    this.#plan = options.plan ?? (() => [0]);
    this.#isOpen = options.isOpen;
  }

  /** Takes a delivery over. Tries begin at once, or when the process is there. */
  add(delivery: Delivery): void {
    for (const delay of this.#plan(delivery)) {
      const pending: Pending = { delivery, since: this.#clock.now(), attempt: 0, interruptions: 0 };
      if (delay <= 0) this.#queue.push(pending);
      else this.#later(pending, delay);
    }
    this.#pump();
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

  /** Forgets everything that is queued or waiting for a retry. */
  clear(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#queue = [];
    this.#wakeIdle();
  }

  #pump(): void {
    while (this.#isOpen() && this.#active < MOST_AT_ONCE) {
      const next = this.#queue.shift();
      if (next === undefined) break;
      void this.#try(next);
    }
    this.#wakeIdle();
  }

  async #try(pending: Pending): Promise<void> {
    this.#active++;
    pending.attempt++;
    const outcome = await pending.delivery.attempt(pending.attempt);
    this.#active--;
    if (outcome === 'interrupted') pending.interruptions++;
    if (
      outcome === 'not-delivered' ||
      (outcome === 'interrupted' && pending.interruptions < MOST_INTERRUPTIONS)
    ) {
      pending.attempt--;
      this.#queue.unshift(pending);
    } else if (outcome !== 'done') {
      this.#failed(pending);
    }
    this.#pump();
  }

  #failed(pending: Pending): void {
    const { delivery, attempt } = pending;
    const wait = delivery.retry === undefined ? undefined : this.#backoff(delivery.retry, pending);
    if (wait === undefined) {
      this.#log(
        `${delivery.functionName}: failed and is not tried again (${delivery.id}, attempt ${attempt})`,
      );
      return;
    }
    this.#log(
      `${delivery.functionName}: failed, next try in ${wait} ms (${delivery.id}, attempt ${attempt})`,
    );
    this.#later(pending, wait);
  }

  /** Milliseconds to wait before the next try; undefined when there is none. */
  #backoff(retry: RetryPolicy, { attempt, since }: Pending): number | undefined {
    if (retry.maxAttempts !== undefined && attempt >= retry.maxAttempts) return undefined;
    const wait = Math.min(retry.minBackoffMs * 2 ** (attempt - 1), retry.maxBackoffMs);
    const age = this.#clock.now() - since + wait;
    return retry.giveUpAfterMs !== undefined && age > retry.giveUpAfterMs ? undefined : wait;
  }

  #later(pending: Pending, delayMs: number): void {
    const cancel = this.#clock.setTimeout(() => {
      this.#timers.delete(cancel);
      this.#queue.push(pending);
      this.#pump();
    }, delayMs);
    this.#timers.add(cancel);
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
