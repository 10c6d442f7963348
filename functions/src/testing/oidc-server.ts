import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody whom the provider knows. */
interface OidcPerson {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
}

/** A real OpenID Connect provider on a free port; whoever comes is signed in at once, as `person`. */
export interface OidcServer {
  readonly issuer: string;
  person: OidcPerson;
  /** What a browser does: goes to an authorization address, and resolves with where it is sent back to. */
  visit(address: string): Promise<URL>;
  close(): Promise<void>;
}

export async function startOidcServer(client: {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Whether the address stands in the ID token, or is told only to whoever asks with the access token. */
  readonly isEmailInToken: boolean;
}): Promise<OidcServer> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const oidc: OidcServer = {
    issuer,
    person: { sub: 'nobody', email: '', email_verified: false },
    visit: (address) => visit(address, client.redirectUri),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [client.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: !client.isEmailInToken,
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of a test'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...oidc.person, sub }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant(context) {
      const { session, client: who } = context.oidc;
      const grant = new context.oidc.provider.Grant({
        accountId: session?.accountId ?? '',
        clientId: who?.clientId ?? '',
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      void answer(request, response);
      return;
    }
    void provider.interactionFinished(request, response, { login: { accountId: oidc.person.sub } });
  };
  return oidc;
}

/** Follows redirects with the cookies that come, until one leads to the page that waits for the code. */
async function visit(address: string, end: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = new URL(address);
  for (let hop = 0; hop < 10; hop += 1) {
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${next.href}: ${response.status} ${await response.text()}`);
    next = new URL(location, next);
    if (next.href.startsWith(end)) return next;
  }
  throw new Error('too many redirects');
}
