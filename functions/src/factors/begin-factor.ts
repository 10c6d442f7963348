import { z } from 'zod';
import type { ModeratorId } from '@foyer/shared-core/model';
import { asModerator, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { relyingParty } from '../desk/desk-address.ts';
import { FunctionError } from '../errors/function-error.ts';
import { spend } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import type { LiveDatabase } from '../ports.ts';
import { requireRecent } from '../sessions/recent.ts';
import { activeModerator } from '../sign-in/active-moderator.ts';
import { challengeHash, issueChallenge, peekChallenge } from './challenge.ts';
import { loadPasskeys } from './load-passkeys.ts';
import { isPasskey, loadFactors } from './stored-factor.ts';
import { newTotpSecret, totpUri } from './totp.ts';

const MOST_FACTORS = 10;

/**
 * Begins the enrolment of a second factor: of the caller, who must have proven recently who they are, or of somebody
 * whom sign-in has told to enrol one. Nothing counts before `confirmFactor` has seen that it works.
 */
export const beginFactor: CallHandler<'beginFactor'> = {
  schema: z.strictObject({
    kind: z.enum(['totp', 'passkey']),
    enrol: z.string().min(1).max(100).optional(),
  }) as CallHandler<'beginFactor'>['schema'],
  async answer({ data: { kind, enrol }, claims, address }, ports) {
    const now = ports.now();
    const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
    let uid: ModeratorId;
    if (enrol === undefined) {
      const caller = asModerator(await authorize(claims, database, now));
      await requireRecent(caller, database, now);
      uid = caller.id;
    } else {
      await spend(database, perAddress(signInLimits.options, address), now);
      uid = await enrolling(database, enrol, now);
    }
    const [moderator, factors, emails] = await Promise.all([
      activeModerator(database, uid),
      loadFactors(database, uid),
      accounts.emails([uid]),
    ]);
    if (moderator === null) throw new FunctionError('refused', 'not active');
    if (factors.length >= MOST_FACTORS)
      throw new FunctionError('bad-input', 'enough of them', { field: 'kind' });
    const known = { uid, factor: kind, ...(enrol === undefined ? {} : { enrol: challengeHash(enrol) }) };
    const email = emails.get(uid) ?? '';
    if (kind === 'totp') {
      const secret = newTotpSecret();
      const ticket = await issueChallenge(database, 'enrolment', { ...known, secret }, now);
      return { ticket, secret, uri: totpUri(secret, email) };
    }
    const { creationOptions } = await loadPasskeys();
    const owner = { uid, email, name: moderator.name };
    const passkey = await creationOptions(relyingParty(), owner, factors.filter(isPasskey));
    const content = { ...known, webauthn: passkey.challenge };
    return { ticket: await issueChallenge(database, 'enrolment', content, now), passkey };
  },
};

/** Whom a ticket of sign-in belongs to; good only as long as there is no factor that should be asked for instead. */
async function enrolling(database: LiveDatabase, enrol: string, now: number): Promise<ModeratorId> {
  const { uid = '' } = await peekChallenge(database, enrol, 'enrol', now);
  if ((await loadFactors(database, uid)).length > 0) throw new FunctionError('code-expired');
  return uid;
}
