import { limits } from './limits.ts';
import { maskCards } from './mask-cards.ts';

const LETTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{Nd}/u;
/** A blank, point or dash of a pattern stands for any of them, or for none. */
const GAP = /[\s.\-–]/u;
const SIGN = /[\p{L}\p{Nd}#@*]/u;

interface Sign {
  readonly lower: string;
  readonly isLetter: boolean;
  readonly isDigit: boolean;
  readonly isGap: boolean;
}

/**
 * Reads a brand's patterns, one a line: `#` is a digit, `@` a letter, `*` either, everything else is itself. What is no
 * pattern is left out, so that one bad line never shows what the others hide.
 */
export function readMasks(text: unknown): readonly string[] {
  if (typeof text !== 'string') return [];
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => SIGN.test(line) && line.length <= limits.mask)
    .slice(0, limits.masks);
}

/**
 * Puts dots for what a message must not say: card numbers, and what is as one of the brand's patterns. No pattern becomes
 * a regular expression: each of its signs is looked at once at each place, so that none can keep a browser busy.
 */
export function maskText(text: string, masks: readonly string[]): string {
  const masked = maskCards(text);
  if (masks.length === 0) return masked;
  const shown = Array.from(masked);
  const signs = shown.map(readSign);
  for (const mask of masks) {
    const wanted = Array.from(mask.replace(/[\s.\-–]+/gu, ' '), (sign) => sign.toLowerCase());
    for (let from = 0; from < signs.length; from += 1) {
      const to = isWord(signs[from - 1]) ? -1 : endOf(wanted, signs, from);
      for (let at = from; at < to; at += 1) if (isWord(signs[at])) shown[at] = '•';
    }
  }
  return shown.join('');
}

/** Where what is as wanted ends, -1 where nothing begins here: never within a longer word or number. */
function endOf(wanted: readonly string[], signs: readonly Sign[], from: number): number {
  let at = from;
  for (const one of wanted) {
    const sign = signs[at];
    if (one === ' ') {
      if (sign?.isGap === true) at += 1;
    } else if (sign && isAs(one, sign)) at += 1;
    else return -1;
  }
  return isWord(signs[at]) ? -1 : at;
}

function isAs(wanted: string, { lower, isLetter, isDigit }: Sign): boolean {
  if (wanted === '#') return isDigit;
  if (wanted === '@') return isLetter;
  return wanted === '*' ? isLetter || isDigit : wanted === lower;
}

function isWord(sign: Sign | undefined): boolean {
  return sign !== undefined && (sign.isLetter || sign.isDigit);
}

function readSign(sign: string): Sign {
  return {
    lower: sign.toLowerCase(),
    isLetter: LETTER.test(sign),
    isDigit: DIGIT.test(sign),
    isGap: GAP.test(sign),
  };
}
