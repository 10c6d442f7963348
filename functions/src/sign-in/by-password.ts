import type { ModeratorSignedIn, ModeratorStep } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { ClientAddress } from '../limits/client-address.ts';
import { refund, spend, type Spending } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import { logWarning } from '../log.ts';
import { sha256 } from '../secrets.ts';
import { activeModerator } from './active-moderator.ts';
import { checkPassword } from './identity-service.ts';
import { nextStep } from './next-step.ts';
import { callerOf, knownAddressPath } from './open-moderator-session.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

/** Every refusal takes at least this long, so that its time does not tell which refusal it is. */
const REFUSAL_MS = 500;

/**
 * The first step by e-mail address and password. Only failures are counted: what is taken in advance, so that parallel
 * guesses do not slip through, is given back on success. A wrong password, an unknown and a disabled account are told
 * apart by nobody.
 */
export async function signInByPassword(
  { email, password }: { readonly email: string; readonly password: string },
  attempt: SignInAttempt,
): Promise<ModeratorSignedIn | ModeratorStep> {
  const { database, address, now } = attempt;
  const account = sha256(email.trim().toLowerCase()).slice(0, 32);
  const isKnown = Number(await database.read(knownAddressPath(account, address.client))) > now;
  const spendings = [
    ...perAddress(signInLimits.address(), address),
    accountSpending(account, isKnown, address),
  ];
  await spend(database, spendings, now);

  const uid = await checkPassword(email.trim(), password);
  const moderator = uid === null ? null : await activeModerator(database, uid);
  if (moderator === null) {
    logWarning('sign-in.refused', { account });
    await Promise.all([tellAudit(email.trim(), attempt), waitUntil(now + REFUSAL_MS)]);
    throw new FunctionError('wrong-credentials');
  }
  const [answer] = await Promise.all([
    nextStep(attempt, moderator, { method: 'password', account }),
    database.update(refund(spendings, now)),
  ]);
  return answer;
}

/** Whoever guesses at somebody's account from elsewhere must not lock out its owner at the usual desk. */
function accountSpending(account: string, isKnown: boolean, { client }: ClientAddress): Spending {
  return { limit: signInLimits.account(), key: isKnown ? `${account}\n${client}` : account };
}

/** A guess at an account that exists leaves a line. The look-up is done for every address, and the answer waits. */
async function tellAudit(email: string, attempt: SignInAttempt): Promise<void> {
  const { ports, database, address, now } = attempt;
  const uid = (await (await ports.accounts()).byEmail(email))?.uid;
  const moderator = uid === undefined ? null : await activeModerator(database, uid);
  if (moderator === null) return;
  const act = { action: 'moderator.sign-in', outcome: 'refused', target: moderator.id } as const;
  await database.update(auditUpdate(callerOf(moderator, address.client), act, now));
}

async function waitUntil(time: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, time - Date.now())));
}
