import {
  allowInsecureRequests,
  authorizationCodeGrant,
  ClientSecretBasic,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  type ClientAuth,
  type Configuration,
} from 'openid-client';
import { FunctionError } from '../errors/function-error.ts';
import { isSafeAddress, type OidcProvider } from './oidc-provider.ts';

const TIMEOUT_S = 5;
/** A provider changes its keys and addresses now and then. */
const REDISCOVER_MS = 60 * 60_000;
/** For so long a provider that did not answer is not asked again: the sign-in page would wait for it each time. */
const FAILED_MS = 30_000;

/** OpenID Connect as the party that relies on it: kept apart, so that only who needs it loads it. */
export const oidcClient = { authorizationEndpoint, redeem };

interface Known {
  readonly settings: string;
  until: number;
  readonly configuration: Promise<Configuration>;
}

const known = new Map<string, Known>();

/** Where the browser is to be sent. Throws 'failed' when the provider does not say. */
async function authorizationEndpoint(provider: OidcProvider): Promise<string> {
  const { authorization_endpoint: address } = (await configurationOf(provider)).serverMetadata();
  if (address === undefined || !isSafeAddress(address)) {
    throw new FunctionError('failed', 'the provider names no authorization endpoint');
  }
  return address;
}

/** What a provider says of the person who came back from it. */
interface Person {
  readonly subject: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
}

/**
 * Redeems an authorization code. The library checks issuer, audience, signature, times and nonce of the ID token. Throws
 * 'wrong-credentials' when the provider or a check says no, 'failed' when the provider does not answer.
 */
async function redeem(
  provider: OidcProvider,
  proof: {
    readonly code: string;
    readonly codeVerifier: string;
    readonly redirectUri: string;
    readonly nonce: string;
    readonly iss?: string | undefined;
  },
): Promise<Person> {
  const configuration = await configurationOf(provider);
  const came = new URL(proof.redirectUri);
  came.searchParams.set('code', proof.code);
  if (proof.iss !== undefined) came.searchParams.set('iss', proof.iss);
  try {
    const tokens = await authorizationCodeGrant(configuration, came, {
      pkceCodeVerifier: proof.codeVerifier,
      expectedNonce: proof.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('no ID token');
    // A provider may keep the address out of the ID token, and tell it to whoever has the access token.
    const { email, email_verified: isVerified } =
      claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
        ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : claims;
    return {
      subject: claims.sub,
      email: typeof email === 'string' ? email : '',
      isEmailVerified: isVerified === true,
    };
  } catch (cause) {
    throw new FunctionError('wrong-credentials', 'the provider’s word is not good', { cause });
  }
}

async function configurationOf(provider: OidcProvider): Promise<Configuration> {
  const settings = JSON.stringify(provider);
  const before = known.get(provider.id);
  if (before?.settings === settings && before.until > Date.now()) return before.configuration;
  const configuration = discover(provider);
  const entry: Known = { settings, until: Date.now() + REDISCOVER_MS, configuration };
  known.set(provider.id, entry);
  configuration.catch(() => {
    entry.until = Date.now() + FAILED_MS;
  });
  return configuration;
}

async function discover({ issuer, clientId, clientSecret }: OidcProvider): Promise<Configuration> {
  if (!isSafeAddress(issuer)) throw new FunctionError('failed', 'the issuer is no https address');
  try {
    return await discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === undefined ? None() : bySecret(clientSecret),
      {
        timeout: TIMEOUT_S,
        execute: [
          // The ID token's signature is checked, too, although it comes straight from the provider.
          enableNonRepudiationChecks,
          // Only a loopback address got here without https; the library marks this so that it is seen.
          // eslint-disable-next-line @typescript-eslint/no-deprecated
          ...(issuer.startsWith('http:') ? [allowInsecureRequests] : []),
        ],
      },
    );
  } catch (cause) {
    throw new FunctionError('failed', 'the provider does not answer', { cause });
  }
}

/** As the provider wants to have it; in the header where it does not say (OpenID Connect Discovery 1.0, section 3). */
function bySecret(secret: string): ClientAuth {
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const auth = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
    auth(secret)(server, client, body, headers);
  };
}
