import { describe, expect, it } from 'vitest';
import { stepTo } from './step-to';

describe('stepTo', () => {
  it.each([
    ['ArrowDown', 1, 2],
    ['ArrowDown', 4, 4],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 1, 0],
    ['ArrowUp', 0, 0],
    ['Home', 3, 0],
    ['End', 0, 4],
  ])('%s from row %d leads to row %d of five', (key, from, expected) => {
    expect(stepTo(key, from, 5)).toBe(expected);
  });

  it('leaves other keys alone', () => {
    expect(stepTo('a', 1, 5)).toBeNull();
  });

  it('leads nowhere in an empty list', () => {
    expect(stepTo('ArrowDown', -1, 0)).toBeNull();
  });
});
