/** Arabic, Persian and full-width digits: each script has its ten in a row, which ends with their value. */
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

/** A run of digits, in groups or not; never over the end of a line, for a list of numbers is no number. */
const DIGITS = /\+?\d(?:[^\S\n\r]{0,2}(?:[.\-\u2010-\u2015\p{Cf}][^\S\n\r]{0,2})?\d){12,}/gu;

/** Fours with other signs between them: looser groups with these would be lists and sums. */
const FOURS = /(?<!\d)\d{4}(?:[/_,|][^\S\n\r]?\d{4}){3}(?!\d)/g;

/** The most groups and separators that one number can have: every digit a group. */
const MOST_PARTS = 19 * 2 - 1;

/** Of a masked number so many digits stay, so that its owner knows which card it was. */
const SHOWN = 4;

/**
 * Puts dots for the digits of what is a card number: 13 to 19 digits that begin as cards do and pass their checksum.
 * Numbers that stand beside it, as its date or its code, are no part of it. The text stays as long as it was.
 */
export function maskCards(text: string): string {
  const plain = text.replace(OTHER_DIGIT, (digit) => String(digit.charCodeAt(0) & 15));
  const masked = plain
    .replace(DIGITS, (run) => (run.startsWith('+') ? run : maskRun(run)))
    .replace(FOURS, (run) => (isCard(digitsOf(run)) ? mask(run) : run));
  return masked === plain
    ? text
    : text.replace(/[^]/g, (sign, at: number) => (masked[at] === '•' ? '•' : sign));
}

function maskRun(run: string): string {
  const groups = run.split(/(\D+)/);
  for (let from = 0; from < groups.length; from += 2) {
    for (let to = Math.min(groups.length, from + MOST_PARTS); to > from; to -= 2) {
      const found = groups.slice(from, to).join('');
      if (!isCard(digitsOf(found))) continue;
      const before = groups.slice(0, from).join('');
      return before + mask(found) + maskRun(groups.slice(to).join(''));
    }
  }
  return run;
}

function digitsOf(found: string): string {
  return found.replace(/\D/g, '');
}

function mask(found: string): string {
  const kept = found.length - SHOWN;
  return found.slice(0, kept).replace(/\d/g, '•') + found.slice(kept);
}

function isCard(digits: string): boolean {
  // What begins with 20 or 21 is a date.
  if (!/^(?:[3-6]\d|2[2-7])\d{11,17}$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.at(-1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
