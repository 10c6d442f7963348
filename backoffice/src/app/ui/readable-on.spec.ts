import { describe, expect, it } from 'vitest';
import { isColor, readableOn } from './readable-on';

describe('readableOn', () => {
  it.each([
    ['#ffffff', '#000000'],
    ['#ffd08a', '#000000'],
    ['#000000', '#ffffff'],
    ['#0b6b61', '#ffffff'],
    ['#767676', '#ffffff'],
    ['#777777', '#000000'],
  ])('on %s it is %s', (background, expected) => {
    expect(readableOn(background)).toBe(expected);
  });

  it('gives white for what is no colour', () => {
    expect(readableOn('red;background:url(x)')).toBe('#ffffff');
  });
});

describe('isColor', () => {
  it.each(['#abc', 'abcdef', '#abcdeg', '#abcdef0', ' #abcdef'])('refuses %s', (text) => {
    expect(isColor(text)).toBe(false);
  });

  it('takes six digits of either case', () => {
    expect(isColor('#0B6b61')).toBe(true);
  });
});
