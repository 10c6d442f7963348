/** Text of the log on one line and without anything that could stand for more than it says: no controls, no direction marks. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, ' ');
}
