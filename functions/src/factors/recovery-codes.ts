import { randomInt } from 'node:crypto';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { sha256 } from '../secrets.ts';

const COUNT = 10;
/** 16 letters of 32: 80 bits, beyond guessing. Without letters that look like others. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz0';
const LETTERS = 16;
const GROUP = 4;

/** Ten new codes, each good once, as they are shown: `abcd-efgh-jkmn-pqrs`. */
export function newRecoveryCodeList(): readonly string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = Array.from({ length: LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
  });
}

/** The update that puts these codes, as hashes, in place of all earlier ones. */
export function recoveryCodesUpdate(
  uid: string,
  codes: readonly string[],
): Readonly<Record<string, unknown>> {
  return { [pathOf(uid)]: Object.fromEntries(codes.map((code) => [hashOf(uid, code), true])) };
}

/** The update that takes all codes away. */
export function dropRecoveryCodes(uid: string): Readonly<Record<string, unknown>> {
  return { [pathOf(uid)]: null };
}

export async function countRecoveryCodes(database: LiveDatabase, uid: string): Promise<number> {
  return Object.keys((await database.read(pathOf(uid))) ?? {}).length;
}

/** Uses a code up. Throws 'wrong-code' when there is no such code, or no more. */
export async function spendRecoveryCode(database: LiveDatabase, uid: string, code: string): Promise<void> {
  let before: unknown = null;
  await database.change(`${pathOf(uid)}/${hashOf(uid, code)}`, (current) => {
    before = current;
    return null;
  });
  if (before !== true) throw new FunctionError('wrong-code');
}

function pathOf(uid: string): string {
  return `server/recovery-codes/${uid}`;
}

/** As people type them: capitals, spaces and dashes make no difference. */
function hashOf(uid: string, code: string): string {
  return sha256(`${uid}\n${code.toLowerCase().replace(/[^\da-z]/gu, '')}`);
}
