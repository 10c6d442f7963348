import type { Calls, Moderator, ModeratorSignedIn, ModeratorStep } from '@foyer/shared-core/model';
import { deskAddress, relyingParty } from '../desk/desk-address.ts';
import { FunctionError } from '../errors/function-error.ts';
import { refund, spend } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import { logWarning } from '../log.ts';
import { loadOidcClient } from '../oidc/load-oidc-client.ts';
import { linkAccount, linkedAccount } from '../oidc/oidc-link.ts';
import { loadProvider } from '../oidc/oidc-provider.ts';
import { activeModerator } from './active-moderator.ts';
import { nextStep } from './next-step.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

type ProviderProof = Extract<Calls['loginInternal']['request'], { readonly provider: string }>;
type Person = Awaited<ReturnType<Awaited<ReturnType<typeof loadOidcClient>>['redeem']>>;

const CALLBACK = 'sign-in/callback';

/**
 * The first step by a configured OpenID Connect provider. Nobody gets an account by this: the person must be one whom
 * an admin has created, and is found by an address that the provider has verified, later by the provider's own subject.
 * A second factor is asked for all the same.
 */
export async function signInByProvider(
  proof: ProviderProof,
  attempt: SignInAttempt,
): Promise<ModeratorSignedIn | ModeratorStep> {
  const { database, address, now } = attempt;
  const spendings = perAddress(signInLimits.address(), address);
  await spend(database, spendings, now);
  if (!isCallback(proof.redirectUri))
    throw new FunctionError('bad-input', undefined, { field: 'redirectUri' });
  const provider = await loadProvider(database, proof.provider);
  const { redeem } = await loadOidcClient();
  const person = await redeem(provider, proof);
  const moderator = await findModerator(provider.id, person, attempt);
  if (moderator === null) {
    logWarning('sign-in.refused', { method: provider.id });
    throw new FunctionError('wrong-credentials', 'nobody here');
  }
  const [answer] = await Promise.all([
    nextStep(attempt, moderator, { method: provider.id }),
    database.update(refund(spendings, now)),
  ]);
  return answer;
}

/** Only the desk's own page takes codes, on whatever name of a local machine it is looked at. */
function isCallback(redirectUri: string): boolean {
  const desk = deskAddress();
  const pages = [desk.origin, ...relyingParty().origins].map(
    (origin) => new URL(`${desk.pathname}${CALLBACK}`, origin).href,
  );
  return pages.includes(redirectUri);
}

async function findModerator(
  provider: string,
  { subject, email, isEmailVerified }: Person,
  { ports, database }: SignInAttempt,
): Promise<Moderator | null> {
  const linked = await linkedAccount(database, provider, subject);
  if (linked !== null) return activeModerator(database, linked);
  if (!isEmailVerified) return null;
  const account = await (await ports.accounts()).byEmail(email);
  // Letters that only look alike, or become alike when capitals are made small, are other addresses.
  if (account === null || asciiLower(account.email) !== asciiLower(email)) return null;
  const moderator = await activeModerator(database, account.uid);
  if (moderator !== null) await linkAccount(database, { provider, subject, uid: moderator.id });
  return moderator;
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
