import { findEmphasis } from './find-emphasis.ts';
import { findNumbers } from './find-numbers.ts';
import { LONGEST_TEXT, linkify } from './linkify.ts';
import type { RichPart } from './rich-part.ts';

/** What a fence may say of its language; it is not shown. */
const LANGUAGE = /^[\w+#.-]{0,20}\n/;

/**
 * Reads the little Markdown of messages: `code`, fenced blocks, `**strong**`, `*emphasis*` or `_emphasis_`, and the
 * links that `linkify` finds. Whatever is not closed is the text it is. What is code is looked for first, then links,
 * then emphasis around both, so that nothing in an address or in code is a mark. Takes time in proportion to the text, and
 * no part lies deeper than three others.
 */
export function richText(text: string): readonly RichPart[] {
  if (text.length > LONGEST_TEXT) return [{ kind: 'text', text }];
  const parts: RichPart[] = [];
  const pieces = splitPairs(text, '```');
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) {
      parts.push({ kind: 'block', text: piece.replace(LANGUAGE, '').replace(/\n$/, '') });
      return;
    }
    // A block begins and ends its own line: the breaks beside it would make empty ones.
    const from = index > 0 && piece.startsWith('\n') ? 1 : 0;
    const to = index < pieces.length - 1 && piece.endsWith('\n') ? -1 : undefined;
    parts.push(...readLines(piece.slice(from, to)));
  });
  return findNumbers(parts, text);
}

/** What a message says, without its marks: for who listens, and for a line in a list. */
export function plainText(text: string): string {
  return wordsOf(richText(text)).trim();
}

function wordsOf(parts: readonly RichPart[]): string {
  return parts
    .map((part) =>
      'parts' in part ? wordsOf(part.parts) : part.kind === 'block' ? `\n${part.text}\n` : part.text,
    )
    .join('');
}

function readLines(text: string): readonly RichPart[] {
  const parts = text.split('\n').flatMap((line, index) => {
    const leaves = splitPairs(line, '`').flatMap((piece, at): readonly RichPart[] =>
      at % 2 === 1 ? [{ kind: 'code', text: piece }] : linkify(piece),
    );
    const read = findEmphasis(leaves);
    return index === 0 ? read : [{ kind: 'text', text: '\n' } as const, ...read];
  });
  return joinTexts(parts);
}

/** Splits where pairs of the mark stand, so that every other piece stood between two; marks without a partner stay. */
function splitPairs(text: string, mark: string): readonly string[] {
  const pieces = text.split(mark);
  const done: string[] = [pieces[0] ?? ''];
  for (let at = 1; at < pieces.length; at += 2) {
    const [inside = '', after] = pieces.slice(at, at + 2);
    if (after !== undefined && inside.trim() !== '') done.push(inside, after);
    else done.push((done.pop() ?? '') + mark + inside + (after === undefined ? '' : mark + after));
  }
  return done;
}

/** One text where several follow one another. */
function joinTexts(parts: readonly RichPart[]): readonly RichPart[] {
  const joined: RichPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + part.text };
    else if ('parts' in part) joined.push({ kind: part.kind, parts: joinTexts(part.parts) });
    else if (part.kind !== 'text' || part.text !== '') joined.push(part);
  }
  return joined;
}
