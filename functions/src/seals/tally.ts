import { createHmac } from 'node:crypto';
import type { ArchivedRow } from '../archive/archive.ts';

/**
 * A set of rows in two figures: how many, and the sum of their keyed SHA-256 hashes modulo 2^256, as hexadecimal digits.
 * A sum, because then the rows that an erasure removes can be taken off it: nothing else of the day need be read, and what
 * somebody altered in other rows of the day is not sealed along. The key of a row is part of what is hashed, so no two rows
 * can change places; and the hashes are keyed, because without the key nobody can look for other rows of the same sum.
 */
export interface Tally {
  readonly count: number;
  readonly sum: string;
}

const MODULUS = 1n << 256n;

export const nothing: Tally = { count: 0, sum: digits(0n) };

export function tallyOf(secret: string, rows: readonly ArchivedRow[]): Tally {
  let sum = 0n;
  for (const { encoded } of rows)
    sum += BigInt(`0x${createHmac('sha256', secret).update(encoded).digest('hex')}`);
  return { count: rows.length, sum: digits(sum) };
}

export function plus(one: Tally, other: Tally): Tally {
  return { count: one.count + other.count, sum: digits(valueOf(one) + valueOf(other)) };
}

export function minus(one: Tally, other: Tally): Tally {
  return { count: one.count - other.count, sum: digits(valueOf(one) - valueOf(other)) };
}

export function isSame(one: Tally, other: Tally): boolean {
  return one.count === other.count && one.sum === other.sum;
}

function valueOf({ sum }: Tally): bigint {
  return BigInt(`0x${sum}`);
}

function digits(value: bigint): string {
  return (((value % MODULUS) + MODULUS) % MODULUS).toString(16).padStart(64, '0');
}
