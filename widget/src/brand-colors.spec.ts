import { describe, expect, it } from 'vitest';
import { brandColors, contrast, parseColor } from './brand-colors.ts';
import type { Rgb } from './brand-colors.ts';

/** With the text that is painted on each. */
const backgrounds = [
  ['#ffffff', '#15171c'],
  ['#17191f', '#f1f2f5'],
] as const;

/** What the browser paints for `color-mix(in srgb, over share, under)`. */
function mixed(under: string, over: string, share: number): Rgb {
  const [a, b] = [parseColor(under) as Rgb, parseColor(over) as Rgb];
  return a.map((part, index) => part + ((b[index] ?? 0) - part) * share) as unknown as Rgb;
}

function ratio(a: string, b: string): number {
  return contrast(parseColor(a) as Rgb, parseColor(b) as Rgb);
}

/** Every colour on a grid of 9 steps a channel. */
const grid = [0, 32, 64, 96, 128, 160, 192, 224, 255];
const colors = grid.flatMap((red) =>
  grid.flatMap((green) =>
    grid.map((blue) => `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`),
  ),
);

describe('contrast', () => {
  it('is what WCAG says of black on white, of equals, and of the grey that just passes', () => {
    expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(ratio('#123456', '#123456')).toBe(1);
    // 4.54:1 is the figure WebAIM's checker gives for this pair.
    expect(ratio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});

describe('a colour', () => {
  it('is read in its long and its short form', () => {
    expect(parseColor('#0F766E')).toEqual([15, 118, 110]);
    expect(parseColor('#0af')).toEqual([0, 170, 255]);
  });

  it.each(['', 'red', '#12345', '#gggggg', '0f766e', '#0f766e;', 'rgb(1,2,3)'])(
    'is not read from %j',
    (text) => {
      expect(parseColor(text)).toBeNull();
    },
  );
});

describe.each(backgrounds)('the colours of any brand on %s', (background, text) => {
  it('can all be read', () => {
    for (const color of colors) {
      const { fill, onFill, deep, accent } = brandColors(color, background);
      expect(ratio(onFill, fill), `text on ${color}`).toBeGreaterThanOrEqual(4.5);
      expect(ratio(onFill, deep), `text on the deep end of ${color}`).toBeGreaterThanOrEqual(4.5);
      expect(ratio(accent, background), `accent of ${color}`).toBeGreaterThanOrEqual(4.5);
      const tinted = mixed(background, fill, 0.07);
      const [ink, link] = [parseColor(text) as Rgb, parseColor(accent) as Rgb];
      const bubble = tinted.map((part, index) => part + ((ink[index] ?? 0) - part) * 0.07) as unknown as Rgb;
      expect(contrast(link, bubble), `link in a bubble for ${color}`).toBeGreaterThanOrEqual(4.5);
      const hovered = mixed(background, accent, 0.1);
      expect(contrast(link, hovered), `button under the pointer for ${color}`).toBeGreaterThanOrEqual(4.5);
      expect(ratio(fill, background), `area of ${color}`).toBeGreaterThanOrEqual(1.35);
    }
  });
});

describe('a brand colour that can be read already', () => {
  it('is left as it is', () => {
    expect(brandColors('#0d5f58', '#ffffff')).toMatchObject({
      fill: '#0d5f58',
      accent: '#0d5f58',
      onFill: '#ffffff',
    });
  });
});

describe('an unreadable brand colour', () => {
  it('becomes grey instead of style', () => {
    expect(brandColors('red;}*{display:none', '#ffffff')).toEqual(brandColors('#14161c', '#ffffff'));
  });
});
