import type { ModeratorId } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { newSecret, sha256 } from '../secrets.ts';

const HOUR = 60 * 60_000;

/** How long a link works, in milliseconds. */
const LIFETIMES = { reset: HOUR, invite: 7 * 24 * HOUR } as const;

export interface PasswordCode {
  readonly uid: ModeratorId;
  readonly kind: keyof typeof LIFETIMES;
  readonly until: number;
}

const CODES = 'server/password-codes';

/** A code of 256 random bits that chooses one password for one account. The one before is void. Only hashes are kept. */
export async function issuePasswordCode(
  database: LiveDatabase,
  { uid, kind }: Pick<PasswordCode, 'uid' | 'kind'>,
  now: number,
): Promise<string> {
  const code = newSecret();
  const hash = sha256(code);
  await database.update({
    ...(await dropPasswordCodes(database, uid)),
    [`${CODES}/${hash}`]: { uid, kind, until: now + LIFETIMES[kind] },
    [newestPath(uid)]: hash,
  });
  return code;
}

/** The update that makes void whatever link somebody still has. */
export async function dropPasswordCodes(
  database: LiveDatabase,
  uid: ModeratorId,
): Promise<Readonly<Record<string, unknown>>> {
  const before = await database.read(newestPath(uid));
  return {
    [newestPath(uid)]: null,
    ...(typeof before === 'string' ? { [`${CODES}/${before}`]: null } : {}),
  };
}

/** Looks at a code without using it up. Throws 'code-expired'. */
export async function peekPasswordCode(
  database: LiveDatabase,
  code: string,
  now: number,
): Promise<PasswordCode> {
  return readCode(await database.read(`${CODES}/${sha256(code)}`), now);
}

/** Uses a code up; of two who come at once only one gets it. Throws 'code-expired'. */
export async function takePasswordCode(
  database: LiveDatabase,
  code: string,
  now: number,
): Promise<PasswordCode> {
  let stored: unknown = null;
  await database.change(`${CODES}/${sha256(code)}`, (current) => {
    stored = current;
    return null;
  });
  return readCode(stored, now);
}

function readCode(stored: unknown, now: number): PasswordCode {
  const code = stored as PasswordCode | null;
  if (code === null || code.until <= now) throw new FunctionError('code-expired');
  return code;
}

function newestPath(uid: ModeratorId): string {
  return `server/password-code-of/${uid}`;
}
