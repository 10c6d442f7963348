import { expect, it } from 'vitest';

import { createManualPlatform } from '../testing/manual-platform.ts';
import { createReadSender } from './read-sender.ts';

function readSender(answer: (count: number) => boolean) {
  const platform = createManualPlatform();
  const written: number[] = [];
  const reading = createReadSender(platform, (count) => {
    written.push(count);
    return Promise.resolve(answer(count));
  });
  return { platform, reading, written };
}

it('writes the first position at once and what follows within a second together', async () => {
  const { platform, reading, written } = readSender(() => true);
  reading.mark(1);
  reading.mark(2);
  reading.mark(3);
  expect(written).toEqual([1]);
  await platform.advance(1000);
  expect(written).toEqual([1, 3]);
});

it('never goes back, and repeats nothing', async () => {
  const { platform, reading, written } = readSender(() => true);
  reading.mark(4);
  await platform.advance(2000);
  reading.mark(3);
  reading.mark(4);
  await platform.advance(2000);
  expect(written).toEqual([4]);
});

it('lets a position that was refused be marked again', async () => {
  let refusals = 1;
  const { platform, reading, written } = readSender(() => refusals-- <= 0);
  reading.mark(2);
  await platform.advance(2000);
  reading.mark(2);
  await platform.advance(2000);
  expect(written).toEqual([2, 2]);
});

it('writes at its end what waits, and nothing twice', async () => {
  const { platform, reading, written } = readSender(() => true);
  reading.mark(1);
  reading.mark(3);
  reading.close();
  expect(written).toEqual([1, 3]);
  await platform.advance(2000);
  expect(written).toEqual([1, 3]);
  const other = readSender(() => true);
  other.reading.mark(2);
  other.reading.close();
  await other.platform.advance(2000);
  expect(other.written).toEqual([2]);
});
