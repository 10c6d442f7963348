import { describe, expect, it } from 'vitest';
import { createFormats } from './formats.ts';

const noon = new Date(2026, 10, 21, 12).getTime();
const HOUR = 3_600_000;

describe('days', () => {
  it('are named by how near they are', () => {
    const formats = createFormats('en');
    expect(formats.day(noon - 11 * HOUR, noon)).toBe('Today');
    expect(formats.day(noon - 13 * HOUR, noon)).toBe('Yesterday');
    expect(formats.day(noon - 61 * HOUR, noon)).toContain('November');
    expect(formats.day(noon - 400 * 24 * HOUR, noon)).toContain('2025');
  });

  it('have one key from midnight to midnight', () => {
    const formats = createFormats('de');
    expect(formats.dayKey(noon - 12 * HOUR)).toBe(formats.dayKey(noon + 12 * HOUR - 1));
    expect(formats.dayKey(noon)).not.toBe(formats.dayKey(noon + 12 * HOUR));
  });
});

describe('a moment to come', () => {
  it('names its day where it is not today, and its date where it is not this week', () => {
    const formats = createFormats('en');
    expect(formats.moment(noon + HOUR, noon)).not.toMatch(/day/);
    expect(formats.moment(noon + 48 * HOUR, noon)).toMatch(/Monday/);
    expect(formats.moment(noon + 48 * HOUR, noon)).not.toMatch(/November/);
    expect(formats.moment(noon + 8 * 24 * HOUR, noon)).toMatch(/Sunday.*November.*29|November 29/);
  });
});

describe('sizes of files', () => {
  it.each([
    ['en', 0, '1 kB'],
    ['en', 88_213, '88 kB'],
    ['en', 2_882_130, '2.9 MB'],
    ['de', 2_882_130, '2,9 MB'],
  ])('in %s: %d bytes', (locale, bytes, expected) => {
    expect(createFormats(locale).fileSize(bytes).replace(/\s/u, ' ')).toBe(expected);
  });
});
