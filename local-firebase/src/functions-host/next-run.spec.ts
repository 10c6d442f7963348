import { describe, expect, it } from 'vitest';
import { parseSchedule } from './next-run.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

function runs(schedule: string, timeZone?: string): string[] {
  const next = parseSchedule(schedule, timeZone);
  const first = next(NOON)!;
  return [first, next(first)!].map((time) => new Date(time).toISOString().slice(0, 16));
}

describe('F9 a schedule', () => {
  it.each([
    ['*/15 * * * *', undefined, ['2026-11-20T12:15', '2026-11-20T12:30']],
    ['0 4 * * 1', undefined, ['2026-11-23T04:00', '2026-11-30T04:00']],
    ['30 3 * * *', 'Europe/Berlin', ['2026-11-21T02:30', '2026-11-22T02:30']],
    ['every 5 minutes', undefined, ['2026-11-20T12:05', '2026-11-20T12:10']],
    ['every 2 hours', undefined, ['2026-11-20T14:00', '2026-11-20T16:00']],
    ['every day 09:05', 'America/New_York', ['2026-11-20T14:05', '2026-11-21T14:05']],
    ['every monday 00:00', undefined, ['2026-11-23T00:00', '2026-11-30T00:00']],
  ])('"%s" in %s runs at %j', (schedule, timeZone, expected) => {
    expect(runs(schedule, timeZone)).toEqual(expected);
  });

  it.each(['', 'sometimes', 'every 0 minutes', '61 * * * *', '* * * * * *'])(
    '"%s" is refused',
    (schedule) => {
      expect(() => parseSchedule(schedule)).toThrow('is not understood');
    },
  );
});
