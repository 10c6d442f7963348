import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { RelyingParty } from '../desk/desk-address.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { PasskeyFactor } from './stored-factor.ts';

type Transports = NonNullable<Parameters<typeof generateAuthenticationOptions>[0]['allowCredentials']>;

/** Passkeys (WebAuthn): kept apart, so that a sign-in without one does not load what verifies them. */
export const passkeys = { creationOptions, requestOptions, verifyCreation, verifyAssertion, ownerOf };

/** What the browser needs to make a passkey. The owner's uid becomes the user handle, by which it is found again. */
async function creationOptions(
  party: RelyingParty,
  owner: { readonly uid: string; readonly email: string; readonly name: string },
  known: readonly PasskeyFactor[],
): ReturnType<typeof generateRegistrationOptions> {
  const options = await generateRegistrationOptions({
    rpName: 'Foyer',
    rpID: party.id,
    userName: owner.email,
    userDisplayName: owner.name,
    userID: new Uint8Array(Buffer.from(owner.uid)),
    excludeCredentials: descriptorsOf(known),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return asJson(options);
}

/** What the browser needs to use one: any passkey of this desk, or one of somebody's. */
async function requestOptions(
  party: RelyingParty,
  of: readonly PasskeyFactor[] | null,
): ReturnType<typeof generateAuthenticationOptions> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    ...(of === null ? {} : { allowCredentials: descriptorsOf(of) }),
  });
  return asJson(options);
}

/** Without the fields that are undefined: a callable's answer would say null, which is no value of theirs. */
function asJson<Options>(options: Options): Options {
  return JSON.parse(JSON.stringify(options)) as Options;
}

function descriptorsOf(factors: readonly PasskeyFactor[]): Transports {
  return factors.map(({ credential: { id, transports } }) => ({
    id,
    ...(transports === undefined ? {} : { transports: [...transports] }),
  }));
}

/** The new credential. Throws 'wrong-code' when the answer is not what was asked for. */
async function verifyCreation(
  party: RelyingParty,
  challenge: string,
  attestation: unknown,
): Promise<PasskeyFactor['credential']> {
  const { registrationInfo } = await verified(() =>
    verifyRegistrationResponse({
      response: attestation as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: [...party.origins],
      expectedRPID: party.id,
      requireUserVerification: true,
    }),
  );
  if (registrationInfo === undefined) throw new FunctionError('wrong-code', 'no registration');
  const { id, publicKey, counter, transports } = registrationInfo.credential;
  return {
    ...{ id, publicKey: Buffer.from(publicKey).toString('base64url'), counter },
    ...(transports === undefined ? {} : { transports }),
  };
}

/** Which of the passkeys signed, with its new counter. Throws 'wrong-code' when none of them did. */
async function verifyAssertion(
  party: RelyingParty,
  challenge: string,
  { assertion, of }: { readonly assertion: unknown; readonly of: readonly PasskeyFactor[] },
): Promise<{ readonly factor: PasskeyFactor; readonly counter: number }> {
  const response = assertion as AuthenticationResponseJSON;
  const factor = of.find(({ credential }) => credential.id === response.id);
  if (factor === undefined) throw new FunctionError('wrong-code', 'no such passkey');
  const { id, publicKey, counter } = factor.credential;
  const { authenticationInfo } = await verified(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: [...party.origins],
      expectedRPID: party.id,
      credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter },
      requireUserVerification: true,
    }),
  );
  return { factor, counter: authenticationInfo.newCounter };
}

/** The uid that a passkey says it belongs to; null when it says none. Proves nothing before its signature does. */
function ownerOf(assertion: unknown): string | null {
  const handle = (assertion as Partial<AuthenticationResponseJSON>).response?.userHandle;
  return typeof handle === 'string' ? Buffer.from(handle, 'base64url').toString('utf8') : null;
}

/** The library throws plain errors about what a browser, or somebody else, has sent. */
async function verified<Result extends { readonly verified: boolean }>(
  verify: () => Promise<Result>,
): Promise<Result> {
  const result = await verify().catch((cause: unknown) => {
    throw new FunctionError('wrong-code', 'the passkey does not fit', { cause });
  });
  if (!result.verified) throw new FunctionError('wrong-code', 'the signature is wrong');
  return result;
}
