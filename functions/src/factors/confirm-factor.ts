import { z } from 'zod';
import { limits, paths, type Calls, type ModeratorSignedIn } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { asModerator, authorize, type ModeratorCaller } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { relyingParty } from '../desk/desk-address.ts';
import { FunctionError } from '../errors/function-error.ts';
import { plainText } from '../input.ts';
import { mailUpdate } from '../mail/mail-job.ts';
import { randomId } from '../secrets.ts';
import { endSessionsUpdate } from '../sessions/moderator-sessions.ts';
import { activeModerator } from '../sign-in/active-moderator.ts';
import { callerOf, openModeratorSession } from '../sign-in/open-moderator-session.ts';
import type { SignInAttempt } from '../sign-in/sign-in-attempt.ts';
import { takeChallenge, takeChallengeOf, tryChallenge, type Challenge } from './challenge.ts';
import { loadPasskeys } from './load-passkeys.ts';
import { attestationSchema } from './passkey-schema.ts';
import { countRecoveryCodes, newRecoveryCodeList, recoveryCodesUpdate } from './recovery-codes.ts';
import { factorPath, loadFactors } from './stored-factor.ts';
import { totpStep } from './totp.ts';

type Request = Calls['confirmFactor']['request'];

const NAMES = { totp: 'Authenticator', passkey: 'Passkey' } as const;

/**
 * Ends an enrolment: the new factor has to work once. Every other session of the account ends. With the first factor
 * come recovery codes; with a ticket of sign-in comes the session that was held back.
 */
export const confirmFactor: CallHandler<'confirmFactor'> = {
  schema: z.strictObject({
    ticket: z.string().min(1).max(100),
    name: z.string().max(1000).optional(),
    code: z.string().min(6).max(20).optional(),
    attestation: attestationSchema.optional(),
  }) as CallHandler<'confirmFactor'>['schema'],
  async answer({ data, claims, address, userAgent }, ports) {
    const database = await ports.database();
    const attempt: SignInAttempt = { ports, database, address, userAgent, now: ports.now() };
    const { now } = attempt;
    const challenge = await tryChallenge(database, data.ticket, ['enrolment'], now);
    const caller =
      challenge.enrol === undefined
        ? asModerator(await authorize(claims, database, now))
        : await newcomer(challenge, attempt);
    if (caller.id !== challenge.uid) throw new FunctionError('refused', 'somebody else’s enrolment');

    const factor = await proven(data, challenge, now);
    await takeChallenge(database, data.ticket, ['enrolment'], now);
    const method =
      challenge.enrol === undefined ? null : await takeEnrolment(challenge.enrol, caller, attempt);
    const recoveryCodes =
      (await countRecoveryCodes(database, caller.id)) > 0 ? undefined : newRecoveryCodeList();
    const kind = challenge.factor ?? 'totp';
    const name = plainText(data.name ?? '', limits.name);
    const others = await endSessionsUpdate(database, caller.id, ({ sid }) => sid !== caller.sid);
    await database.update({
      ...others.update,
      [factorPath(caller.id, randomId())]: {
        ...{ kind, name: name === '' ? NAMES[kind] : name, createdAt: now },
        ...factor,
      },
      ...(recoveryCodes === undefined ? {} : recoveryCodesUpdate(caller.id, recoveryCodes)),
      ...(method === null ? { [`${paths.session(caller.sid)}/factor`]: true } : {}),
      ...mailUpdate({ kind: 'notice', uid: caller.id, notice: 'factor-added' }, now),
      ...auditUpdate(
        caller,
        { action: 'factor.add', outcome: 'done', target: caller.id, detail: { kind } },
        now,
      ),
    });
    const signedIn: ModeratorSignedIn | undefined =
      method === null
        ? undefined
        : await openModeratorSession(attempt, caller.moderator, { ...method, factor: kind });
    return {
      ...(recoveryCodes === undefined ? {} : { recoveryCodes }),
      ...(signedIn === undefined ? {} : { signedIn }),
    };
  },
};

/** Somebody who is not signed in yet, by the word of the first step. */
async function newcomer(
  { uid = '' }: Challenge,
  { database, address }: SignInAttempt,
): Promise<ModeratorCaller> {
  const moderator = await activeModerator(database, uid);
  if (moderator === null) throw new FunctionError('code-expired');
  return callerOf(moderator, address.client);
}

/** Uses up the ticket of sign-in. Whoever has a factor by now has to use that one. */
async function takeEnrolment(
  enrol: string,
  { id }: ModeratorCaller,
  { database, now }: SignInAttempt,
): Promise<{ readonly method: string; readonly account?: string }> {
  const { method = '', account } = await takeChallengeOf(database, enrol, ['enrol'], now);
  if ((await loadFactors(database, id)).length > 0) throw new FunctionError('code-expired');
  return { method, ...(account === undefined ? {} : { account }) };
}

/** What is to be kept of the new factor, once it has been seen to work. Throws 'wrong-code'. */
async function proven(
  { code, attestation }: Request,
  { secret, webauthn }: Challenge,
  now: number,
): Promise<object> {
  if (secret !== undefined) {
    const step = totpStep(secret, code ?? '', now);
    if (step === null) throw new FunctionError('wrong-code');
    return { secret, lastStep: step };
  }
  if (webauthn === undefined || attestation === undefined) throw new FunctionError('wrong-code');
  const { verifyCreation } = await loadPasskeys();
  return { credential: await verifyCreation(relyingParty(), webauthn, attestation) };
}
