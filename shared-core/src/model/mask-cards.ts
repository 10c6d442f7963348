/** A run of digits, in groups or not. */
const DIGITS = /\+?\d(?:[ \u00a0.\-–]?\d){12,}/g;

/** The most groups and separators that one number can have: every digit a group. */
const MOST_PARTS = 19 * 2 - 1;

/** Of a masked number so many digits stay, so that its owner knows which card it was. */
const SHOWN = 4;

/**
 * Puts dots for the digits of what is a card number: 13 to 19 digits that begin as cards do and pass their checksum.
 * Numbers that stand beside it, as its date or its code, are no part of it. The text stays as long as it was.
 */
export function maskCards(text: string): string {
  return text.replace(DIGITS, (run) => (run.startsWith('+') ? run : maskRun(run)));
}

function maskRun(run: string): string {
  const groups = run.split(/(\D)/);
  for (let from = 0; from < groups.length; from += 2) {
    for (let to = Math.min(groups.length, from + MOST_PARTS); to > from; to -= 2) {
      const found = groups.slice(from, to).join('');
      if (!isCard(found.replace(/\D/g, ''))) continue;
      const before = groups.slice(0, from).join('');
      return before + mask(found) + maskRun(groups.slice(to).join(''));
    }
  }
  return run;
}

function mask(found: string): string {
  const kept = found.length - SHOWN;
  return found.slice(0, kept).replace(/\d/g, '•') + found.slice(kept);
}

function isCard(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.at(-1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
