import { z } from 'zod';

/** What may be a key of the database, as a part of one of our paths: no separator, no control character. */
export const keySchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^.#$/[\]\p{Cc}]+$/u);

/** Text that people see: without control characters and marks that turn the direction of what follows. */
export function plainText(text: string, most: number): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();
}
