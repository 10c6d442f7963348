import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import { Deliveries, type DeliveriesOptions, type Delivery, type Outcome } from './deliveries.ts';
import type { RetryPolicy } from './endpoint.ts';

const DAY = 86_400_000;
/** How firebase-functions declares `retry: true` to this host. */
const RETRY: RetryPolicy = {
  maxAttempts: undefined,
  minBackoffMs: 1_000,
  maxBackoffMs: 600_000,
  giveUpAfterMs: DAY,
};

let clock: ManualClock;
let tries: { id: string; attempt: number; at: number }[];
let lines: string[];
let answer: (delivery: Delivery) => Outcome;

beforeEach(() => {
  clock = createManualClock(0);
  tries = [];
  lines = [];
  answer = () => 'done';
});

function deliveries(options: Partial<DeliveriesOptions> = {}): Deliveries {
  return new Deliveries({
    clock,
    log: (line) => lines.push(line),
    isOpen: () => true,
    deliver: (delivery, attempt) => {
      tries.push({ id: delivery.id, attempt, at: clock.now() });
      return Promise.resolve(answer(delivery));
    },
    changed: () => undefined,
    ...options,
  });
}

function event(id: string, retry?: RetryPolicy): Delivery {
  return { id, functionName: 'f', retry, kind: 'event', headers: {}, body: '{}' };
}

/** Moves the time step by step, letting each try end before the next timer. */
async function pass(queue: Deliveries, ms: number, step: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    clock.advance(step);
    await queue.idle();
  }
}

describe('F7: a delivery that fails', () => {
  it('waits twice as long each time, at most 600 s, and is given up after a day', async () => {
    answer = () => 'failed';
    const queue = deliveries();
    queue.add(event('e', RETRY));
    await queue.idle();
    await pass(queue, 2 * DAY, 1_000);
    const waits = tries.slice(1).map(({ at }, index) => (at - tries[index]!.at) / 1000);
    expect(waits.slice(0, 12)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
    expect(Math.max(...waits)).toBe(600);
    expect(tries.at(-1)!.at).toBeLessThanOrEqual(DAY);
    expect(tries.at(-1)!.at).toBeGreaterThan(DAY - 600_000);
    expect(queue.pending()).toEqual([]);
    expect(lines.at(-1)).toContain('is not tried again');
  });

  it('is dropped at once where no retry is declared', async () => {
    answer = () => 'failed';
    const queue = deliveries();
    queue.add(event('e'));
    await queue.idle();
    expect([tries.length, queue.pending().length]).toEqual([1, 0]);
  });
});

describe('F7: a test can', () => {
  it('have deliveries doubled, dropped, delayed and overtaken by later ones', async () => {
    const plans: Record<string, number[]> = { a: [3_000], b: [], c: [0, 0], d: [1_000] };
    const queue = deliveries({ plan: ({ id }) => plans[id] ?? [0] });
    for (const id of ['a', 'b', 'c', 'd', 'e']) queue.add(event(id));
    await queue.idle();
    await pass(queue, 3_000, 1_000);
    expect(tries.map(({ id }) => id)).toEqual(['c', 'c', 'e', 'd', 'a']);
  });
});

describe('F8: a delivery during which the process goes away', () => {
  it('is made again, and the third time counts as failed', async () => {
    answer = () => 'interrupted';
    const queue = deliveries();
    queue.add(event('e'));
    await queue.idle();
    expect(tries.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    expect(lines).toEqual([expect.stringContaining('is not tried again')]);
  });
});

describe('F12: what is pending', () => {
  it('goes on elsewhere at its time, with the tries it had', async () => {
    answer = () => 'failed';
    const before = deliveries();
    before.add(event('retried', RETRY));
    before.add(event('later'), 5_000);
    await before.idle();
    clock.advance(1_000);
    await before.idle();
    const pending = JSON.parse(JSON.stringify(before.pending())) as ReturnType<Deliveries['pending']>;
    before.clear();
    tries = [];
    answer = () => 'done';
    const after = deliveries();
    after.restore(pending);
    await pass(after, 4_000, 1_000);
    expect(tries).toEqual([
      { id: 'retried', attempt: 3, at: 3_000 },
      { id: 'later', attempt: 1, at: 5_000 },
    ]);
  });
});
