/** The alphabets that a generated secret may be written in, the smallest first, with what one character carries. */
const ALPHABETS = [
  { letters: /^\d+$/, bits: Math.log2(10) },
  { letters: /^[\da-f]+$/, bits: 4 },
  { letters: /^[\da-z]+$/, bits: Math.log2(36) },
] as const;
const ANY_ALPHABET_BITS = 6;

/** A random text of 128 bits has at least this many different characters, but for one in a million. */
const FEWEST_DIFFERENT = 7;
const FEWEST_BITS = 128;

/**
 * Whether a secret can hold 128 random bits, judged by its length and alphabet. That it was truly drawn at random
 * cannot be seen; that `user-42` was not, can.
 */
export function isStrongEnough(secret: string): boolean {
  const letters =
    secret.replace(/-/g, '').toLowerCase() === secret.replace(/-/g, '') ? secret.replace(/-/g, '') : secret;
  const bits = ALPHABETS.find((alphabet) => alphabet.letters.test(letters))?.bits ?? ANY_ALPHABET_BITS;
  return new Set(letters).size >= FEWEST_DIFFERENT && letters.length * bits >= FEWEST_BITS;
}
