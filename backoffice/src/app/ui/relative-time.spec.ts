import { describe, expect, it } from 'vitest';
import { daysBetween, relativeTime } from './relative-time';

const now = new Date(2026, 4, 20, 15, 30).getTime();
const words = { locale: 'en-GB', now: 'now' };
const ago = (ms: number): string => relativeTime(now - ms, now, words);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('relativeTime', () => {
  it('says now below a minute, also when a server clock runs ahead', () => {
    expect([ago(59_999), ago(0), ago(-5000)]).toEqual(['now', 'now', 'now']);
  });

  it('counts minutes, then hours of the same day', () => {
    expect([ago(MINUTE), ago(59 * MINUTE), ago(HOUR), ago(15 * HOUR)]).toEqual(['1m', '59m', '1h', '15h']);
  });

  it('names the weekday within a week', () => {
    expect(ago(24 * HOUR)).toBe('Tue');
  });

  it('still counts hours just after midnight', () => {
    const early = new Date(2026, 4, 20, 1, 0).getTime();
    expect(relativeTime(early - 3 * HOUR, early, words)).toBe('3h');
  });

  it('names the date beyond a week, with the year when it is another', () => {
    expect(ago(8 * 24 * HOUR)).toBe('12 May');
    expect(relativeTime(new Date(2024, 2, 12).getTime(), now, words)).toBe('12 Mar 2024');
  });

  it('speaks the language it is given', () => {
    expect(relativeTime(now - 24 * HOUR, now, { locale: 'de', now: 'jetzt' })).toBe('Di');
  });
});

describe('daysBetween', () => {
  it('counts calendar days, not spans of 24 hours', () => {
    expect(daysBetween(new Date(2026, 4, 19, 23, 59).getTime(), new Date(2026, 4, 20, 0, 1).getTime())).toBe(
      1,
    );
    expect(daysBetween(now, now)).toBe(0);
  });
});
