import { expect, it } from 'vitest';

import { createManualPlatform } from '../testing/manual-platform.ts';
import { createPacer } from './pacer.ts';

it('starts each task an interval after the one before has ended, in order', async () => {
  const platform = createManualPlatform();
  const pace = createPacer(platform, 300);
  const start = platform.now();
  const log: [string, number][] = [];
  async function task(name: string, ms: number): Promise<void> {
    log.push([name, platform.now() - start]);
    await new Promise<void>((resolve) => platform.setTimeout(resolve, ms));
  }
  void pace(() => task('first', 100));
  void pace(() => task('second', 0));
  void pace(() => task('third', 0));
  await platform.advance(2000);
  expect(log).toEqual([
    ['first', 0],
    ['second', 410],
    ['third', 720],
  ]);
});

it('goes on after a task that failed', async () => {
  const platform = createManualPlatform();
  const pace = createPacer(platform, 300);
  const failed = expect(pace(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const next = pace(() => Promise.resolve('done'));
  await platform.advance(400);
  await failed;
  await expect(next).resolves.toBe('done');
});

it('makes a task wait for no longer than the interval when the clock is set back', async () => {
  const platform = createManualPlatform();
  let backMs = 0;
  const pace = createPacer({ ...platform, now: () => platform.now() - backMs }, 300);
  await pace(() => Promise.resolve());
  backMs = 86_400_000;
  const next = pace(() => Promise.resolve('done'));
  await platform.advance(310);
  await expect(next).resolves.toBe('done');
});
