import { z } from 'zod';
import type { Calls } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { asModerator, authorize, type ModeratorCaller } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { relyingParty } from '../desk/desk-address.ts';
import { FunctionError } from '../errors/function-error.ts';
import { issueChallenge, takeChallenge } from '../factors/challenge.ts';
import { loadPasskeys } from '../factors/load-passkeys.ts';
import { assertionSchema } from '../factors/passkey-schema.ts';
import { isPasskey, isTotp, loadFactors } from '../factors/stored-factor.ts';
import { useFactor } from '../factors/use-factor.ts';
import { refund, spend } from '../limits/limiter.ts';
import { signInLimits } from '../limits/sign-in-limits.ts';
import type { Ports } from '../ports.ts';
import { checkPassword } from '../sign-in/identity-service.ts';
import { RECENT_MS } from './recent.ts';

type Request = Calls['reauthenticate']['request'];

/** By what the caller may prove once more who they are. A second factor, where there is one, and not the password. */
export const reauthenticationOptions: CallHandler<'reauthenticationOptions'> = {
  schema: z.strictObject({}),
  async answer({ claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const { id: uid } = asModerator(await authorize(claims, database, now));
    const factors = await loadFactors(database, uid);
    if (factors.length === 0) return { factors: ['password'] };
    const kinds = factors.some(isTotp) ? (['totp'] as const) : [];
    const keys = factors.filter(isPasskey);
    if (keys.length === 0) return { factors: kinds };
    const passkey = await (await loadPasskeys()).requestOptions(relyingParty(), keys);
    const content = { uid, webauthn: passkey.challenge };
    const challenge = await issueChallenge(database, 'reauthentication', content, now);
    return { factors: [...kinds, 'passkey'], challenge, passkey };
  },
};

/**
 * Lets the caller prove once more who they are, for ten minutes of dangerous actions in this session. Only failures are
 * counted.
 */
export const reauthenticate: CallHandler<'reauthenticate'> = {
  schema: z.union([
    z.strictObject({ password: z.string().min(1).max(1024) }),
    z.strictObject({ code: z.string().min(6).max(20) }),
    z.strictObject({ challenge: z.string().min(1).max(100), assertion: assertionSchema }),
  ]),
  async answer({ data, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asModerator(await authorize(claims, database, now));
    const spendings = [{ limit: signInLimits.secondStep, key: `again\n${caller.id}` }];
    await spend(database, spendings, now);
    const outcome = await prove(data, caller, ports).then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    const until = now + RECENT_MS;
    const act = {
      action: 'moderator.reauthenticate',
      outcome: outcome === null ? 'done' : 'refused',
    } as const;
    await database.update({
      ...auditUpdate(caller, { ...act, target: caller.id }, now),
      ...(outcome === null
        ? { [`server/reauthenticated/${caller.sid}`]: until, ...refund(spendings, now) }
        : {}),
    });
    if (outcome !== null) throw outcome.cause;
    return { until };
  },
};

async function prove(data: Request, { id: uid }: ModeratorCaller, ports: Ports): Promise<void> {
  const now = ports.now();
  const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
  const factors = await loadFactors(database, uid);
  if ('password' in data) {
    if (factors.length > 0) throw new FunctionError('second-factor-required');
    const email = (await accounts.emails([uid])).get(uid);
    const owner = email === undefined ? null : await checkPassword(email, data.password);
    if (owner !== uid) throw new FunctionError('wrong-credentials');
    return;
  }
  let webauthn: string | undefined;
  if ('challenge' in data) {
    const challenge = await takeChallenge(database, data.challenge, ['reauthentication'], now);
    if (challenge.uid !== uid) throw new FunctionError('wrong-code', 'somebody else’s challenge');
    ({ webauthn } = challenge);
  }
  await useFactor(database, data, { uid, factors, webauthn, now });
}
