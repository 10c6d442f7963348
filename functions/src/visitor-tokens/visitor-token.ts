import type { BrandId } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { newSecret, sha256 } from '../secrets.ts';
import type { Vouched } from '../vouching/vouched.ts';

/** How long a token waits for its visitor, in milliseconds. */
const TOKEN_MS = 5 * 60_000;

/** The session that it opens lasts this long, or until logout, in milliseconds. */
const SESSION_MS = 12 * 60 * 60_000;

const PATTERN = /^v_[\w-]{43}$/;

/** Somebody whom a website's server wants to sign in. */
interface Person {
  readonly userId: string;
  readonly userName?: string | undefined;
  readonly email?: string | undefined;
}

/** Whether something has the shape of a one-time token. */
export function isVisitorToken(token: unknown): token is string {
  return typeof token === 'string' && PATTERN.test(token);
}

/** Makes a one-time token for one person; only its hash is in the update. */
export function newVisitorToken(
  brand: BrandId,
  { userId, userName, email }: Person,
  now: number,
): {
  readonly token: string;
  readonly expiresAt: number;
  readonly update: Readonly<Record<string, unknown>>;
} {
  const token = `v_${newSecret()}`;
  const until = now + TOKEN_MS;
  const record = {
    ...{ brand, externalId: userId, until },
    ...(userName === undefined ? {} : { name: userName }),
    ...(email === undefined ? {} : { email }),
  };
  return { token, expiresAt: until, update: { [pathOf(token)]: record } };
}

/** Whom a one-time token stands for. Throws 'vouching-refused' when it is unknown, over, or of another brand. */
export async function checkVisitorToken(
  database: LiveDatabase,
  brand: BrandId,
  token: string,
  now: number,
): Promise<Vouched> {
  const stored = ((await database.read(pathOf(token))) ?? {}) as Readonly<Record<string, unknown>>;
  const { externalId, name, email, until } = stored;
  if (stored['brand'] !== brand || typeof externalId !== 'string')
    throw new FunctionError('vouching-refused');
  if (typeof until !== 'number' || until <= now) throw new FunctionError('vouching-refused', 'over');
  return {
    ...{ externalId, userId: externalId, until: now + SESSION_MS },
    userName: typeof name === 'string' ? name : undefined,
    email: typeof email === 'string' ? email : undefined,
    use: { key: sha256(token), once: true, until },
    update: { [pathOf(token)]: null },
  };
}

function pathOf(token: string): string {
  return `server/visitor-tokens/${sha256(token)}`;
}
