/** Signs somebody in at a local Auth with a custom token as firebase-admin makes it for an emulator; gives the ID token. */
export async function signIn(authUrl: string, uid: string, claims: object): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  const token = unsigned({
    aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
    ...{ iss: 'firebase-auth-emulator@example.com', sub: 'firebase-auth-emulator@example.com' },
    ...{ iat, exp: iat + 3600, uid, claims },
  });
  const response = await fetch(
    `${authUrl}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=any`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, returnSecureToken: true }),
    },
  );
  const { idToken } = (await response.json()) as { idToken?: string };
  if (idToken === undefined) throw new Error(`${uid} was not signed in: ${response.status}.`);
  return idToken;
}

function unsigned(payload: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(payload)}.`;
}
