import type { Moderator, ModeratorSignedIn } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { FunctionError } from '../errors/function-error.ts';
import { takeChallenge, type Challenge } from '../factors/challenge.ts';
import { secondStepSpending } from '../factors/second-step-limit.ts';
import { loadFactors } from '../factors/stored-factor.ts';
import { useFactor, type FactorProof } from '../factors/use-factor.ts';
import { refund, spend } from '../limits/limiter.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { activeModerator } from './active-moderator.ts';
import { callerOf, knownAddressPath, openModeratorSession } from './open-moderator-session.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

/** The second step, with the challenge that the first one was answered with. Failures are counted by account, too. */
export async function signInBySecondStep(
  { id, challenge }: { readonly id: string; readonly challenge: Challenge },
  proof: FactorProof,
  attempt: SignInAttempt,
): Promise<ModeratorSignedIn> {
  const { database, address, now } = attempt;
  const { uid = '', account, webauthn, method = '' } = challenge;
  const [moderator, knownUntil] = await Promise.all([
    activeModerator(database, uid),
    account === undefined ? 0 : database.read(knownAddressPath(account, address.client)),
  ]);
  if (moderator === null) throw new FunctionError('code-expired');
  const spendings = [secondStepSpending(uid, Number(knownUntil) > now, address)];
  await spend(database, spendings, now);
  const factors = await loadFactors(database, uid);
  const factor = await useFactor(database, proof, { uid, factors, webauthn, now }).catch(
    async (cause: unknown) => {
      await tellAudit(moderator, attempt);
      throw cause;
    },
  );
  // Of two who come at once with the same answer only one gets in.
  await takeChallenge(database, id, ['second-step'], now);
  const [signedIn] = await Promise.all([
    openModeratorSession(attempt, moderator, {
      ...{ method, factor },
      ...(account === undefined ? {} : { account }),
    }),
    database.update({
      ...refund(spendings, now),
      ...(factor === 'recovery'
        ? mailUpdate({ kind: 'notice', uid, notice: 'recovery-code-used' }, now)
        : {}),
    }),
  ]);
  return signedIn;
}

async function tellAudit(moderator: Moderator, { database, address, now }: SignInAttempt): Promise<void> {
  const act = { action: 'factor.use', outcome: 'refused', target: moderator.id } as const;
  await database.update(auditUpdate(callerOf(moderator, address.client), act, now));
}
