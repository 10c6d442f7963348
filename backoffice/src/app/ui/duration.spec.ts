import { describe, expect, it } from 'vitest';
import { de } from '../strings/de';
import { en } from '../strings/en';
import { duration, unitOf } from './duration';

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [42_400, '42 s'],
    [59_600, '1 min'],
    [210_000, '3.5 min'],
    [3_599_000, '1 h'],
    [4_320_000, '1.2 h'],
  ])('says %d ms as %s', (ms, expected) => {
    expect(duration(ms, en)).toBe(expected);
  });

  it('writes numbers as the language does', () => {
    expect(duration(210_000, de)).toBe('3,5 Min.');
  });
});

describe('unitOf', () => {
  it.each([
    [42_400, 1000],
    [59_600, 60_000],
    [4_320_000, 3_600_000],
  ])('of %d ms is %d ms', (ms, expected) => {
    expect(unitOf(ms)).toBe(expected);
  });
});
