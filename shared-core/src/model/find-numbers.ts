import type { RichPart } from './rich-part.ts';

/** Letters of the scripts that run from the right. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufefc]/;
/** A negative number with its unit, not behind a letter or digit: ranges and dates keep their way. */
const NEGATIVE = /(^|[^\p{L}\p{N}])([-\u2212]\p{Nd}[\p{Nd}.,\u066b]*(?:\s?[%\u00b0\u20ac$\u00a3][CFK]?)?)/u;

/** Among words from the right the sign would stand behind its number: such numbers become parts of their own. */
export function findNumbers(parts: readonly RichPart[], text: string): readonly RichPart[] {
  return FROM_THE_RIGHT.test(text) ? parts.flatMap(split) : parts;
}

function split(part: RichPart): readonly RichPart[] {
  if ('parts' in part) return [{ kind: part.kind, parts: part.parts.flatMap(split) }];
  if (part.kind !== 'text') return [part];
  return part.text
    .split(NEGATIVE)
    .map((text, index): RichPart => ({ kind: index % 3 === 2 ? 'number' : 'text', text }))
    .filter((leaf) => 'parts' in leaf || leaf.text !== '');
}
