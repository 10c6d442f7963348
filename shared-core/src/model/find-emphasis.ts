import type { RichPart } from './rich-part.ts';

/**
 * What lets no mark begin or end beside it: letters that have capitals, digits, and signs of calculations, paths and
 * names. So `2*3*4`, `snake_case` and `/a/_b_/` stay what they are, while languages that put no spaces between words, or
 * join small words to the next, can stress one.
 */
const SOLID = /[\p{Ll}\p{Lu}\p{N}\p{Sm}\p{Sc}/\\@#%&]/u;

interface Opener {
  readonly mark: string;
  readonly at: number;
}

/**
 * Puts what stands between two marks of one line into a part of its own. At most one mark of each sort is open, the
 * latest: so a mark costs the same whatever came before it, and nothing nests deeper than there are sorts.
 */
export function findEmphasis(leaves: readonly RichPart[]): readonly RichPart[] {
  const tokens = leaves.flatMap((leaf): readonly RichPart[] =>
    leaf.kind === 'text'
      ? leaf.text.split(/(\*+|_+)/).map((text): RichPart => ({ kind: 'text', text }))
      : [leaf],
  );
  const read: RichPart[] = [];
  let open: readonly Opener[] = [];
  const filled = tokens.filter((token) => token.kind !== 'text' || token.text !== '');

  filled.forEach((token, index) => {
    const run = token.kind === 'text' && /^(\*{1,3}|_)$/.test(token.text) ? token.text : '';
    if (run === '') {
      read.push(token);
      return;
    }
    const before = edge(filled[index - 1], -1);
    const after = edge(filled[index + 1], 0);
    let left = run;
    while (left !== '' && /\S/.test(before) && !SOLID.test(after)) {
      // Of three, the one that was opened last is closed first.
      const opener = open.findLast(
        ({ mark }) => (mark === '_') === (left === '_') && mark.length <= left.length,
      );
      if (!opener) break;
      const parts = read.splice(opener.at).slice(1);
      read.push({ kind: opener.mark === '**' ? 'strong' : 'emphasis', parts });
      open = open.filter(({ at }) => at < opener.at);
      left = left.slice(opener.mark.length);
    }
    const opens = left === run && /\S/.test(after) && !SOLID.test(before);
    for (const mark of opens ? (run.length === 3 ? ['**', '*'] : [run]) : []) {
      open = [...open.filter((other) => other.mark !== mark), { mark, at: read.length }];
      read.push({ kind: 'text', text: mark });
    }
    if (!opens && left !== '') read.push({ kind: 'text', text: left });
  });
  return read;
}

/** The last (-1) or first (0) character of a neighbour; a code or link is like a bracket, the end of the line a space. */
function edge(token: RichPart | undefined, at: number): string {
  if (!token) return ' ';
  return token.kind === 'text' ? (token.text.at(at) ?? ' ') : '(';
}
