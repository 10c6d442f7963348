import { z } from 'zod';
import type { SignInProvider } from '@foyer/shared-core/model';
import type { CallHandler } from '../call.ts';
import { relyingParty } from '../desk/desk-address.ts';
import { isFunctionError } from '../errors/function-error.ts';
import { issueChallenge } from '../factors/challenge.ts';
import { loadPasskeys } from '../factors/load-passkeys.ts';
import { spend } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import { logWarning } from '../log.ts';
import { loadOidcClient } from '../oidc/load-oidc-client.ts';
import { loadProviders, type OidcProvider } from '../oidc/oidc-provider.ts';

/** What the desk's first screen offers beside the password: the providers that answer, and any passkey of this desk. */
export const signInOptions: CallHandler<'signInOptions'> = {
  schema: z.strictObject({}),
  async answer({ address }, ports) {
    const now = ports.now();
    const database = await ports.database();
    await spend(database, perAddress(signInLimits.options, address), now);
    const [providers, { requestOptions }] = await Promise.all([loadProviders(database), loadPasskeys()]);
    const [offered, passkey] = await Promise.all([
      Promise.all(providers.map(offer)),
      requestOptions(relyingParty(), null),
    ]);
    const webauthn = passkey.challenge;
    return {
      providers: offered.filter((provider) => provider !== null),
      challenge: await issueChallenge(database, 'passkey-sign-in', { webauthn }, now),
      passkey,
    };
  },
};

async function offer(provider: OidcProvider): Promise<SignInProvider | null> {
  const { id, name, clientId, scope } = provider;
  const { authorizationEndpoint } = await loadOidcClient();
  try {
    return { id, name, clientId, scope, authorizationEndpoint: await authorizationEndpoint(provider) };
  } catch (cause) {
    if (!isFunctionError(cause)) throw cause;
    logWarning('oidc.unreachable', { provider: id });
    return null;
  }
}
