import { expect, it } from 'vitest';

import { lapsing } from './lapsing.ts';
import { createStore } from './store.ts';
import { createManualPlatform } from './testing/manual-platform.ts';

function untilTime(offsetMs: number) {
  const platform = createManualPlatform();
  const end = createStore(0);
  const clock = { platform, serverNow: () => platform.now() + offsetMs };
  const isOn = lapsing(end, clock, (until, now) => (until > now ? { value: true, until } : { value: false }));
  return { platform, end, clock, isOn };
}

it('ends by itself when its time by the server’s clock has come', async () => {
  const { platform, end, clock, isOn } = untilTime(-3_600_000);
  const heard: boolean[] = [];
  isOn.subscribe((value) => heard.push(value));
  end.set(clock.serverNow() + 10_000);
  await platform.advance(9_999);
  expect(heard).toEqual([true]);
  await platform.advance(1);
  expect(heard).toEqual([true, false]);
});

it('holds on when its end is moved, also beyond the longest timer of a browser', async () => {
  const { platform, end, clock, isOn } = untilTime(0);
  isOn.subscribe(() => undefined);
  end.set(clock.serverNow() + 1000);
  const days = 40 * 24 * 3_600_000;
  end.set(clock.serverNow() + days);
  await platform.advance(days - 1);
  expect(isOn.get()).toBe(true);
  await platform.advance(1);
  expect(isOn.get()).toBe(false);
});

it('keeps no timer when nobody listens', () => {
  const { platform, end, clock, isOn } = untilTime(0);
  const stop = isOn.subscribe(() => undefined);
  end.set(clock.serverNow() + 1000);
  expect(platform.timers()).toBe(1);
  stop();
  expect(platform.timers()).toBe(0);
});
