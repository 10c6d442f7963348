import { expect, it } from 'vitest';

import { createManualPlatform } from '../testing/manual-platform.ts';
import { createTypingSender } from './typing-sender.ts';

function typingSender() {
  const platform = createManualPlatform();
  const start = platform.now();
  const said: [boolean, number][] = [];
  const typing = createTypingSender(platform, (on) => said.push([on, platform.now() - start]));
  return { platform, typing, said };
}

it('says a start once, and an end after four seconds without a keystroke', async () => {
  const { platform, typing, said } = typingSender();
  for (let key = 0; key < 5; key += 1) {
    typing.set(true);
    await platform.advance(100);
  }
  await platform.advance(10_000);
  expect(said).toEqual([
    [true, 0],
    [false, 4400],
  ]);
});

it('renews a start that would soon look stale, as long as keys are pressed', async () => {
  const { platform, typing, said } = typingSender();
  for (let key = 0; key < 12; key += 1) {
    typing.set(true);
    await platform.advance(1000);
  }
  expect(said).toEqual([
    [true, 0],
    [true, 5000],
    [true, 10_000],
  ]);
});

it('never says a start sooner than the rules allow after the mark before', async () => {
  const { platform, typing, said } = typingSender();
  typing.set(true);
  await platform.advance(200);
  typing.set(false);
  typing.set(true);
  await platform.advance(3000);
  expect(said).toEqual([
    [true, 0],
    [false, 200],
    [true, 2450],
  ]);
});

it('says nothing when typing has stopped before the start was allowed', async () => {
  const { platform, typing, said } = typingSender();
  typing.set(true);
  typing.set(false);
  typing.set(true);
  typing.set(false);
  await platform.advance(10_000);
  expect(said.map(([on]) => on)).toEqual([true, false]);
});

it('ends with what is closed', () => {
  const { platform, typing, said } = typingSender();
  typing.set(true);
  typing.close();
  expect(said.map(([on]) => on)).toEqual([true, false]);
  expect(platform.timers()).toBe(0);
});
