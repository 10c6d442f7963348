import { z } from 'zod';
import type { Calls, ModeratorSignedIn } from '@foyer/shared-core/model';
import type { CallHandler } from '../call.ts';
import { tryChallenge } from '../factors/challenge.ts';
import { assertionSchema } from '../factors/passkey-schema.ts';
import { keySchema } from '../input.ts';
import { refund, spend } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import { signInByPasskey } from './by-passkey.ts';
import { signInByPassword } from './by-password.ts';
import { signInByProvider } from './by-provider.ts';
import { signInBySecondStep } from './by-second-step.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

const challengeSchema = z.string().min(1).max(100);

const schema = z.union([
  z.strictObject({ email: z.string().min(3).max(254), password: z.string().min(1).max(1024) }),
  z.strictObject({
    provider: keySchema,
    code: z.string().min(1).max(4096),
    codeVerifier: z.string().min(43).max(128),
    redirectUri: z.string().min(1).max(2048),
    nonce: z.string().min(22).max(512),
    iss: z.string().max(2048).optional(),
  }),
  z.strictObject({ challenge: challengeSchema, assertion: assertionSchema }),
  z.strictObject({ challenge: challengeSchema, code: z.string().min(6).max(20) }),
  z.strictObject({ challenge: challengeSchema, recoveryCode: z.string().min(16).max(60) }),
]) as z.ZodType<Calls['loginInternal']['request']>;

/**
 * Signs a moderator in, step by step: a password, a provider's word or a passkey, then a second factor where there is
 * one. A session is opened by the last step only; what the steps before it answer opens nothing.
 */
export const loginInternal: CallHandler<'loginInternal'> = {
  schema,
  async answer({ data, address, userAgent }, ports) {
    const attempt: SignInAttempt = {
      ...{ ports, database: await ports.database(), address, userAgent },
      now: ports.now(),
    };
    if ('email' in data) return signInByPassword(data, attempt);
    if ('provider' in data) return signInByProvider(data, attempt);
    return answerChallenge(data, attempt);
  },
};

/** Guesses are counted by address before anything is looked at; success costs nothing. */
async function answerChallenge(
  data: Extract<Calls['loginInternal']['request'], { readonly challenge: string }>,
  attempt: SignInAttempt,
): Promise<ModeratorSignedIn> {
  const { database, address, now } = attempt;
  const spendings = perAddress(signInLimits.address(), address);
  await spend(database, spendings, now);
  const id = data.challenge;
  const challenge = await tryChallenge(database, id, ['second-step', 'passkey-sign-in'], now);
  const signedIn =
    challenge.kind === 'second-step'
      ? await signInBySecondStep({ id, challenge }, data, attempt)
      : await signInByPasskey(data, attempt);
  await database.update(refund(spendings, now));
  return signedIn;
}
