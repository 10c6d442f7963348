import type { ModeratorSignedIn } from '@foyer/shared-core/model';
import { relyingParty } from '../desk/desk-address.ts';
import { FunctionError, isFunctionError } from '../errors/function-error.ts';
import { takeChallenge } from '../factors/challenge.ts';
import { loadPasskeys } from '../factors/load-passkeys.ts';
import { isPasskey, loadFactors } from '../factors/stored-factor.ts';
import { passkeyUsedUpdate } from '../factors/use-factor.ts';
import { logWarning } from '../log.ts';
import { activeModerator } from './active-moderator.ts';
import { openModeratorSession } from './open-moderator-session.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

/**
 * A passkey as the only step. It is a thing one has, and its use was allowed by finger, face or PIN (demanded, and
 * signed by the authenticator): that makes two factors.
 */
export async function signInByPasskey(
  { challenge: id, ...proof }: { readonly challenge: string },
  attempt: SignInAttempt,
): Promise<ModeratorSignedIn> {
  const { database, now } = attempt;
  if (!('assertion' in proof)) throw new FunctionError('bad-input', 'a passkey was asked for');
  const { assertion } = proof;
  const { webauthn = '' } = await takeChallenge(database, id, ['passkey-sign-in'], now);
  const { ownerOf, verifyAssertion } = await loadPasskeys();
  const uid = ownerOf(assertion) ?? '';
  const moderator = await activeModerator(database, uid);
  try {
    if (moderator === null) throw new FunctionError('wrong-code', 'nobody has this passkey');
    const of = (await loadFactors(database, uid)).filter(isPasskey);
    const { factor, counter } = await verifyAssertion(relyingParty(), webauthn, { assertion, of });
    const [signedIn] = await Promise.all([
      openModeratorSession(attempt, moderator, { method: 'passkey', factor: 'passkey' }),
      database.update(passkeyUsedUpdate(uid, factor, { counter, now })),
    ]);
    return signedIn;
  } catch (cause) {
    if (!isFunctionError(cause, 'wrong-code')) throw cause;
    // Whether it was the account or the key that is wrong is nobody's business.
    logWarning('sign-in.refused', { method: 'passkey' });
    throw new FunctionError('wrong-credentials', undefined, { cause });
  }
}
