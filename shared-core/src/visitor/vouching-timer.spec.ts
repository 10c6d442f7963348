import { describe, expect, it } from 'vitest';
import { CoreError } from '../model/errors.ts';
import { createManualPlatform } from '../testing/manual-platform.ts';
import { createVouchingTimer } from './vouching-timer.ts';

const MINUTE = 60_000;

function timerWith(renew: () => Promise<void>) {
  const platform = createManualPlatform();
  const refused: string[] = [];
  const timer = createVouchingTimer(platform, renew, ({ code }) => refused.push(code));
  return { platform, refused, timer };
}

describe("a website's word", () => {
  it('is asked for anew a minute before it ends, and at half of a shorter time', async () => {
    let asked = 0;
    const told: number[] = [];
    const platform = createManualPlatform();
    const timer = createVouchingTimer(
      platform,
      () => Promise.resolve(void (asked += 1)),
      () => undefined,
      () => told.push(asked),
    );
    timer.endsIn(10 * MINUTE);
    await platform.advance(9 * MINUTE - 1);
    expect(asked).toBe(0);
    await platform.advance(1);
    expect(asked).toBe(1);
    timer.endsIn(MINUTE);
    await platform.advance(MINUTE / 2);
    expect(asked).toBe(2);
    // Told each time before it is asked.
    expect(told).toEqual([0, 1]);
  });

  it('is asked for again while there is no network, and given up when it is refused', async () => {
    const answers = [new CoreError('offline'), new CoreError('too-many-attempts'), null];
    const { platform, refused, timer } = timerWith(() => {
      const answer = answers.shift();
      if (answer === undefined) return Promise.reject(new CoreError('vouching-refused'));
      return answer === null ? Promise.resolve() : Promise.reject(answer);
    });
    timer.endsIn(MINUTE);
    await platform.advance(MINUTE);
    expect([answers.length, refused]).toEqual([0, []]);
    timer.endsIn(MINUTE);
    await platform.advance(MINUTE);
    expect(refused).toEqual(['vouching-refused']);
    expect(platform.timers()).toBe(0);
  });

  it('is not asked for when there is none, or when it is stopped', async () => {
    let asked = 0;
    const { platform, timer } = timerWith(() => Promise.resolve(void (asked += 1)));
    timer.endsIn(undefined);
    timer.endsIn(MINUTE);
    timer.stop();
    await platform.advance(10 * MINUTE);
    expect(asked).toBe(0);
  });
});
