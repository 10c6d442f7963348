import { z } from 'zod';
import { paths, readModerator, type Moderator, type ModeratorClaims } from '@foyer/shared-core/model';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { ClientAddress } from '../limits/client-address.ts';
import { refund, spend, type Spending } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import { logInfo, logWarning } from '../log.ts';
import type { LiveDatabase } from '../ports.ts';
import { randomId, sha256 } from '../secrets.ts';
import { firebaseConfig } from './firebase-config.ts';
import { checkPassword } from './identity-service.ts';
import { MODERATOR_SESSION_MS, sessionUpdate } from './session.ts';

/** Every refusal takes at least this long, so that its time does not tell which refusal it is. */
const REFUSAL_MS = 400;

/** For this long an address from which an account has signed in is not held up by failures elsewhere. */
const KNOWN_ADDRESS_MS = 30 * 24 * 60 * 60_000;

const schema = z.strictObject({
  email: z.string().min(3).max(254),
  password: z.string().min(1).max(1024),
});

/**
 * Signs a moderator in with e-mail address and password. Only failures are counted: what is taken in advance, so that
 * parallel guesses do not slip through, is given back on success. A wrong password, an unknown and a disabled account
 * are told apart by nobody.
 */
export const loginInternal: CallHandler<'loginInternal'> = {
  schema,
  async answer({ data, address }, ports) {
    if (!('email' in data)) throw new FunctionError('bad-input');
    const now = ports.now();
    const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
    const account = sha256(data.email.trim().toLowerCase()).slice(0, 32);
    const knownPath = `server/known-addresses/${account}/${sha256(address.client).slice(0, 32)}`;
    const isKnown = Number(await database.read(knownPath)) > now;
    const spendings = [
      ...perAddress(signInLimits.address(), address),
      accountSpending(account, isKnown, address),
    ];
    await spend(database, spendings, now);

    const moderator = await findModerator(database, data.email.trim(), data.password);
    if (moderator === null) {
      logWarning('sign-in.refused', { account });
      await waitUntil(now + REFUSAL_MS);
      throw new FunctionError('wrong-credentials');
    }

    const sid = randomId();
    const claims = claimsOf(moderator, sid);
    const until = now + MODERATOR_SESSION_MS;
    const [token] = await Promise.all([
      accounts.mintToken(moderator.id, claims),
      database.update({
        ...sessionUpdate(claims, until),
        [`server/moderator-sessions/${moderator.id}/${sid}`]: until,
        [knownPath]: now + KNOWN_ADDRESS_MS,
        ...refund(spendings, now),
      }),
    ]);
    logInfo('sign-in.moderator', { id: moderator.id, role: claims.role });
    return { token, id: moderator.id, firebaseConfig: firebaseConfig() };
  },
};

/** Whoever guesses at somebody's account from elsewhere must not lock out its owner at the usual desk. */
function accountSpending(account: string, isKnown: boolean, { client }: ClientAddress): Spending {
  return { limit: signInLimits.account(), key: isKnown ? `${account}\n${client}` : account };
}

/** The active moderator whose password this is, or null. */
async function findModerator(
  database: LiveDatabase,
  email: string,
  password: string,
): Promise<Moderator | null> {
  const uid = await checkPassword(email, password);
  if (uid === null) return null;
  const record = await database.read(paths.moderator(uid));
  if (record === null) return null;
  const moderator = readModerator(uid, record);
  return moderator.active ? moderator : null;
}

function claimsOf({ id, level }: Moderator, sid: string): ModeratorClaims {
  return level === 3 ? { id, role: 'admin', level, sid } : { id, role: 'operator', level, sid };
}

async function waitUntil(time: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, time - Date.now())));
}
