/** What a search asks for: the words that a full-text index finds, and parts that must be looked for in the text. */
export interface SearchWords {
  readonly words: readonly string[];
  readonly parts: readonly string[];
}

/** More words than that only cost time. */
const MOST_WORDS = 8;
const LONGEST_WORD = 64;

/** InnoDB indexes no word shorter than this (innodb_ft_min_token_size, the default of both engines) … */
const SHORTEST_INDEXED = 3;

/** … and none of these (INFORMATION_SCHEMA.INNODB_FT_DEFAULT_STOPWORD). */
const NOT_INDEXED = new Set(
  'a about an are as at be by com de en for from how i in is it la of on or that the this to was what when where who will with und www'.split(
    ' ',
  ),
);

/** Scripts that are written without spaces: an index of words has no words there. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Takes what somebody typed apart. Everything but letters, digits and the marks on them only separates, so nothing
 * typed ever becomes an operator of a search engine. Empty when there is nothing to look for.
 */
export function searchWords(typed: string): SearchWords {
  const found = typed.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  const words: string[] = [];
  const parts: string[] = [];
  for (const word of found.slice(0, MOST_WORDS)) {
    const isIndexed =
      word.length >= SHORTEST_INDEXED &&
      word.length <= LONGEST_WORD &&
      !NOT_INDEXED.has(word.toLowerCase()) &&
      !UNSPACED.test(word);
    (isIndexed ? words : parts).push(word);
  }
  return { words, parts };
}

/** Text as it is compared: without case and accents. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
