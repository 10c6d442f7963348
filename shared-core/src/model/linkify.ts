/** A stretch of a message: plain, or a link to `href`. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** Browsers and Node have it; the library of the language does not name it. */
declare const URL: {
  canParse(address: string): boolean;
  new (address: string): {
    readonly href: string;
    readonly protocol: string;
    readonly username: string;
    readonly password: string;
    readonly hostname: string;
  };
};

/** Longer texts are shown raw: no message may be this long, so whatever this is, it is no message. */
export const LONGEST_TEXT = 20_000;

/** Most links made of one text; the rest stays plain. */
const MOST_LINKS = 100;

/** Longest candidate that is looked at. */
const LONGEST_LINK = 2048;

/**
 * What can stand inside a link: no white space, no control, no invisible and no direction-changing character. Any
 * of those ends a candidate, so that none can hide in one.
 */
const CANDIDATE = /[^\s"<>`{}|\\^\p{C}\p{Z}]+/gu;

/** Punctuation that belongs to the sentence, not to the link. */
const TRAILING = new Set('.,:;!?\'"…·»”’)]}*_~');
const opening = new Map([
  [')', '('],
  [']', '['],
]);

/**
 * Finds web addresses (`http:`, `https:`, `www.`) and e-mail addresses. Only those become links, whatever else the
 * text says; the parts put together are the text again. Takes time in proportion to the text.
 */
export function linkify(text: string): readonly TextPart[] {
  if (text.length > LONGEST_TEXT) return [{ kind: 'text', text }];
  const parts: TextPart[] = [];
  let plainFrom = 0;
  let links = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    if (links >= MOST_LINKS) break;
    const found = findLink(match[0]);
    if (!found) continue;
    const start = match.index + found.start;
    if (start > plainFrom) parts.push({ kind: 'text', text: text.slice(plainFrom, start) });
    parts.push({ kind: 'link', text: found.text, href: found.href });
    plainFrom = start + found.text.length;
    links += 1;
  }
  if (plainFrom < text.length) parts.push({ kind: 'text', text: text.slice(plainFrom) });
  return parts;
}

interface FoundLink {
  readonly start: number;
  readonly text: string;
  readonly href: string;
}

function findLink(word: string): FoundLink | null {
  if (word.length > LONGEST_LINK || !/[.:@]/.test(word)) return null;
  const start = linkStart(word);
  const text = trimEnd(word.slice(start));
  const href = webAddress(text) ?? mailAddress(text);
  return href === null ? null : { start, text, href };
}

/** Where a link may begin: after opening brackets and quotes, as in `(https://example.com)` or `[words](https://…)`. */
function linkStart(word: string): number {
  let start = word.indexOf('](') + 1;
  while (start < word.length && '([\'"«“‘*_-'.includes(word.charAt(start))) start += 1;
  return start;
}

/** Takes off the end of the sentence, but leaves `)` where the link itself has the `(`. */
function trimEnd(text: string): string {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = text.length;
  while (end > 0) {
    const last = text.charAt(end - 1);
    if (!TRAILING.has(last)) break;
    const left = counts.get(last) ?? 0;
    const partner = opening.get(last);
    if (partner !== undefined && (counts.get(partner) ?? 0) >= left) break;
    counts.set(last, left - 1);
    end -= 1;
  }
  return text.slice(0, end);
}

function webAddress(text: string): string | null {
  const lower = text.slice(0, 8).toLowerCase();
  const isFull = lower.startsWith('http://') || lower.startsWith('https://');
  if (!isFull && !lower.startsWith('www.')) return null;
  const address = isFull ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  // `https://bank.example@evil.example` reads as the one and goes to the other.
  const hasCredentials =
    url.username !== '' || url.password !== '' || address.split(/[/?#]/)[2]?.includes('@');
  return isWeb && !hasCredentials && /^[^.].*\.[^.]|^localhost$|^\[/.test(url.hostname) ? url.href : null;
}

/** Narrower than what mail allows, on purpose: nothing here needs escaping in a `mailto:`. */
function mailAddress(text: string): string | null {
  const address = text.toLowerCase().startsWith('mailto:') ? text.slice(7) : text;
  if (address.length > 254) return null;
  return /^[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}$/i.test(address) ? `mailto:${address}` : null;
}
