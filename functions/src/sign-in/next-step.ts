import type { Moderator, ModeratorSignedIn, ModeratorStep } from '@foyer/shared-core/model';
import { relyingParty } from '../desk/desk-address.ts';
import { issueChallenge } from '../factors/challenge.ts';
import { loadPasskeys } from '../factors/load-passkeys.ts';
import { loadSecurityPolicy, needsFactor } from '../factors/security-policy.ts';
import { isPasskey, isTotp, loadFactors } from '../factors/stored-factor.ts';
import { openModeratorSession, type SignInProof } from './open-moderator-session.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

/**
 * What comes after one proven step, whatever it was: a second factor where one is enrolled, its enrolment where the
 * admins demand one and there is none, and only else a session.
 */
export async function nextStep(
  attempt: SignInAttempt,
  moderator: Moderator,
  proof: SignInProof,
): Promise<ModeratorSignedIn | ModeratorStep> {
  const { database, now } = attempt;
  const uid = moderator.id;
  const { method, account } = proof;
  const known = { uid, method, ...(account === undefined ? {} : { account }) };
  const [factors, policy] = await Promise.all([loadFactors(database, uid), loadSecurityPolicy(database)]);
  if (factors.length === 0) {
    // An account that came here by another way than the desk is bound by the policy, too.
    const isDemanded = needsFactor(policy, moderator.level === 3 ? 'admin' : 'operator');
    return moderator.needsFactor === true || isDemanded === true
      ? { enrol: await issueChallenge(database, 'enrol', known, now) }
      : openModeratorSession(attempt, moderator, proof);
  }
  const keys = factors.filter(isPasskey);
  const passkey =
    keys.length === 0 ? undefined : await (await loadPasskeys()).requestOptions(relyingParty(), keys);
  return {
    challenge: await issueChallenge(
      database,
      'second-step',
      { ...known, ...(passkey === undefined ? {} : { webauthn: passkey.challenge }) },
      now,
    ),
    factors: [
      ...(factors.some(isTotp) ? ['totp' as const] : []),
      ...(keys.length > 0 ? ['passkey' as const] : []),
      'recovery' as const,
    ],
    ...(passkey === undefined ? {} : { passkey }),
  };
}
