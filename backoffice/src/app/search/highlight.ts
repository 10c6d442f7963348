export interface HighlightPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** How much of a long message stands before its first hit, and how long the excerpt is at most, in characters. */
const BEFORE = 60;
const LONGEST = 320;

/** The part of a long message around its first hit; a short one whole. */
export function excerptAround(text: string, query: string): string {
  if (text.length <= LONGEST) return text;
  const pattern = patternOf(query);
  const first = pattern ? Math.max(0, text.search(pattern)) : 0;
  const begin = first <= BEFORE ? 0 : first - BEFORE;
  const cut = text.slice(begin, begin + LONGEST);
  return (begin > 0 ? '…' : '') + cut + (begin + LONGEST < text.length ? '…' : '');
}

/** Splits a text where a word of the query stands in it; joined, the parts are the text again. */
export function highlight(text: string, query: string): HighlightPart[] {
  const pattern = patternOf(query);
  if (!pattern) return text === '' ? [] : [{ text, isHit: false }];
  // Splitting by a pattern with one group puts each hit between the texts around it, so every other part is a hit.
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isHit: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

function patternOf(query: string): RegExp | null {
  const words = [...new Set(query.split(/[^\p{L}\p{N}\p{M}@._-]+/u).filter((word) => word !== ''))];
  if (words.length === 0) return null;
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  return new RegExp(`(${longestFirst.map(escapeSigns).join('|')})`, 'giu');
}

/** The word with every sign that means something in a pattern taken literally. */
function escapeSigns(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll('-', '\\x2d');
}
