/** Red, green and blue, each 0–255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The colours a brand gets on one background, all `#rrggbb`. */
export interface BrandColors {
  /** Header, own bubbles, launcher. The brand's own colour, moved only if it would vanish on the background. */
  readonly fill: string;
  /** Text on `fill` and on `deep`: at least 4.5:1. */
  readonly onFill: string;
  /** The far end of the header's gradient. */
  readonly deep: string;
  /** Links and small coloured text on the background, also in a bubble of the other side: at least 4.5:1. */
  readonly accent: string;
}

/** Contrast that WCAG 2.2 AA asks of text (1.4.3). */
const TEXT_CONTRAST = 4.5;

/** Least contrast at which a large area still stands out from the background; no rule, found by looking. */
const AREA_CONTRAST = 1.35;

/** So much of `fill` tints the conversation, and so much of its text a bubble of the other side there. */
const TINT = 0.07;

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** Softer than black; used where it has contrast enough. */
const INK: Rgb = [20, 22, 28];

/** Reads `#rgb` or `#rrggbb`; null for anything else. */
export function parseColor(text: string): Rgb | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text);
  const digits = short ?? /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text);
  if (!digits) return null;
  const [red, green, blue] = digits.slice(1).map((pair) => parseInt(short ? pair + pair : pair, 16));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

function formatColor(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Contrast ratio of two colours as WCAG 2.2 defines it: 1 (same) to 21 (black on white). */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

function opposite(background: Rgb): Rgb {
  return contrast(WHITE, background) > contrast(BLACK, background) ? WHITE : BLACK;
}

/** Moves a colour away from the background, as little as gives the contrast. */
function apart(color: Rgb, background: Rgb, wanted: number): Rgb {
  const target = opposite(background);
  for (let step = 0; step <= 20; step += 1) {
    const moved = mix(color, target, step / 20);
    if (contrast(moved, background) >= wanted) return moved;
  }
  return target;
}

/** White where it can be read, else ink, else black: one of them always reaches 4.5:1. */
function textOn(fill: Rgb): Rgb {
  return [WHITE, INK].find((color) => contrast(color, fill) >= TEXT_CONTRAST) ?? BLACK;
}

/**
 * The colours for one brand colour on one background. Any colour may come in, a pale yellow as well as black:
 * what comes out can be read. An unreadable `color` gives greys.
 */
export function brandColors(color: string, background: string): BrandColors {
  const surface = parseColor(background) ?? WHITE;
  const fill = apart(parseColor(color) ?? INK, surface, AREA_CONTRAST);
  const onFill = textOn(fill);
  const bubble = mix(mix(surface, fill, TINT), opposite(surface), TINT);
  return {
    fill: formatColor(fill),
    onFill: formatColor(onFill),
    // Away from the text's side, so that the gradient only ever gains contrast.
    deep: formatColor(mix(fill, onFill === WHITE ? BLACK : WHITE, 0.22)),
    accent: formatColor(apart(fill, bubble, TEXT_CONTRAST)),
  };
}
