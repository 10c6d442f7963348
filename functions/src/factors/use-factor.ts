import type { ModeratorId } from '@foyer/shared-core/model';
import { relyingParty } from '../desk/desk-address.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { loadPasskeys } from './load-passkeys.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { factorPath, isPasskey, isTotp, type PasskeyFactor, type StoredFactor } from './stored-factor.ts';
import { totpStep } from './totp.ts';

/** Somebody's answer to a demand for a second factor. */
export type FactorProof =
  { readonly code: string } | { readonly recoveryCode: string } | { readonly assertion: unknown };

/** Who answers, to what, and when. */
export interface FactorAttempt {
  readonly uid: ModeratorId;
  readonly factors: readonly StoredFactor[];
  /** What a passkey had to sign. */
  readonly webauthn: string | undefined;
  readonly now: number;
}

/** Takes an answer, and uses it up. Resolves with the kind of factor that was used; throws 'wrong-code'. */
export async function useFactor(
  database: LiveDatabase,
  proof: FactorProof,
  attempt: FactorAttempt,
): Promise<'totp' | 'passkey' | 'recovery'> {
  if ('recoveryCode' in proof) {
    await spendRecoveryCode(database, attempt.uid, proof.recoveryCode);
    return 'recovery';
  }
  if ('code' in proof) {
    await useTotp(database, proof.code, attempt);
    return 'totp';
  }
  const { uid, factors, webauthn, now } = attempt;
  if (webauthn === undefined) throw new FunctionError('wrong-code', 'no passkey was asked for');
  const { verifyAssertion } = await loadPasskeys();
  const { factor, counter } = await verifyAssertion(relyingParty(), webauthn, {
    assertion: proof.assertion,
    of: factors.filter(isPasskey),
  });
  await database.update(passkeyUsedUpdate(uid, factor, { counter, now }));
  return 'passkey';
}

/** A code is good for one sign-in: it and all earlier ones are used up by one transaction. */
async function useTotp(
  database: LiveDatabase,
  code: string,
  { uid, factors, now }: FactorAttempt,
): Promise<void> {
  for (const { id, secret } of factors.filter(isTotp)) {
    const step = totpStep(secret, code, now);
    if (step === null) continue;
    const path = factorPath(uid, id);
    const { changed } = await database.change(`${path}/lastStep`, (last) =>
      typeof last === 'number' && last >= step ? undefined : step,
    );
    if (!changed) continue;
    await database.update({ [`${path}/lastUsedAt`]: now });
    return;
  }
  throw new FunctionError('wrong-code');
}

/** The update that remembers a passkey's use. */
export function passkeyUsedUpdate(
  uid: ModeratorId,
  factor: PasskeyFactor,
  { counter, now }: { readonly counter: number; readonly now: number },
): Readonly<Record<string, unknown>> {
  const path = factorPath(uid, factor.id);
  return { [`${path}/credential/counter`]: counter, [`${path}/lastUsedAt`]: now };
}
