import { describe, expect, it } from 'vitest';
import { authorizationAddress, returnedProof, type Away } from './provider-sign-in';

// The pair of RFC 7636, appendix B.
const away: Away = {
  provider: 'corp',
  codeVerifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  nonce: 'n',
  state: 's',
  redirectUri: 'https://desk.example/desk/sign-in/callback',
};

describe('signing in at a provider', () => {
  it('asks for a code with the challenge of its verifier, which stays here', async () => {
    const provider = {
      id: 'corp',
      name: 'Corp',
      authorizationEndpoint: 'https://id.example/auth?tenant=1',
      clientId: 'desk',
      scope: 'openid email',
    };
    const { searchParams } = new URL(await authorizationAddress(provider, away));
    expect(Object.fromEntries(searchParams)).toEqual({
      tenant: '1',
      response_type: 'code',
      client_id: 'desk',
      redirect_uri: away.redirectUri,
      scope: 'openid email',
      state: 's',
      nonce: 'n',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
  });

  it('takes the code of its own state back, with the issuer', () => {
    const query = new URLSearchParams({ code: 'c', state: 's', iss: 'https://id.example' });
    expect(returnedProof(query, away)).toMatchObject({
      provider: 'corp',
      code: 'c',
      iss: 'https://id.example',
    });
  });

  it.each(['code=c&state=other', 'code=c', 'state=s&error=access_denied', 'state=s'])(
    'does not take %s',
    (query) => {
      expect(returnedProof(new URLSearchParams(query), away)).toBeNull();
    },
  );

  it('takes nothing that nobody asked for', () => {
    expect(returnedProof(new URLSearchParams('code=c&state=s'), null)).toBeNull();
  });
});
