import { safeLink } from './safe-link';

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** More addresses than this in one message stay plain text: a wall of links is no conversation. */
const MOST_LINKS = 50;

/** What ends a sentence, or closes a bracket, after an address does not belong to it. */
const TRAILING = /[.,;:!?'"»”’)\]}>]+$/u;

/** Splits a message into plain text and web addresses, in order; joined, the parts are the message again. */
export function textParts(message: string): TextPart[] {
  const parts: TextPart[] = [];
  let links = 0;
  for (const word of message.split(/(\s+)/u)) {
    const begin = links < MOST_LINKS ? word.search(/https?:\/\//iu) : -1;
    const address = begin < 0 ? '' : word.slice(begin).replace(TRAILING, '');
    const href = address === '' ? null : safeLink(address);
    if (href === null) {
      append(parts, word);
    } else {
      links++;
      append(parts, word.slice(0, begin));
      parts.push({ kind: 'link', text: address, href });
      append(parts, word.slice(begin + address.length));
    }
  }
  return parts;
}

function append(parts: TextPart[], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
  else parts.push({ kind: 'text', text });
}
