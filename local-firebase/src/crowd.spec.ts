import { afterEach, describe, expect, it } from 'vitest';
import { Crowd } from './rtdb/testing/crowd.ts';
import { FIXTURE_FUNCTIONS, TestStack } from './test-stack.ts';

let stack: TestStack | undefined;

afterEach(async () => {
  await stack?.close();
  stack = undefined;
});

describe('W1 L4 L6 V5 V9 F8: many clients at once', () => {
  // A failing seed is in the name of its test.
  it.each([1, 2, 3])(
    'hold what the database holds, whoever came, went or stood still (seed %i)',
    async (seed) => {
      stack = await TestStack.start({ functions: { source: FIXTURE_FUNCTIONS } });
      const { firebase } = stack;
      const opened = await fetch(`${firebase.urls.database}/.settings/rules.json?ns=demo-test-default-rtdb`, {
        method: 'PUT',
        headers: { authorization: 'Bearer owner' },
        body: JSON.stringify({ rules: { '.read': true, '.write': true } }),
      });
      expect(opened.status).toBe(200);
      const address = `ws://${stack.hostOf('database')}/.ws?v=5&ns=demo-test-default-rtdb`;
      const crowd = new Crowd(address, { seed, members: 6 });
      for (let round = 1; round <= 4; round++) {
        const restart = async (): Promise<void> => {
          await firebase.functions.stop();
          await crowd.act(20);
          await firebase.functions.start();
        };
        await crowd.act(40);
        if (round % 2 === 0) await Promise.all([crowd.act(60), firebase.functions.restart()]);
        else await restart();
        await crowd.act(20);
        // What was asked for is written, what functions make of that is done, and everybody has heard of it.
        await crowd.settled();
        await firebase.idle();
        await crowd.settled();
        expect(crowd.listens).toBeGreaterThan(6);
        await expect.poll(() => crowd.faults(firebase.dump()), { interval: 20 }).toEqual([]);
      }
      await crowd.leave();
      expect(crowd.faults(firebase.dump())).toEqual([]);
    },
  );
});
