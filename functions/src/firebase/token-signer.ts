import { createPrivateKey } from 'node:crypto';
import { getAuth } from 'firebase-admin/auth';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { signer } from '../config.ts';
import { FunctionError } from '../errors/function-error.ts';
import { adminApp } from './admin-app.ts';

/** Makes the custom token of a user; claims as the rules read them. */
export type TokenSigner = (uid: string, claims: object) => Promise<string>;

/** Whom a custom token is for (firebase.google.com/docs/auth/admin/create-custom-tokens, "Create custom tokens using a third-party JWT library"). */
const AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';

const accountSchema = z.object({ client_email: z.string(), private_key: z.string() });

/**
 * What signs the tokens of sign-ins: the service account of `FOYER_SIGNER`, in this process (the Admin SDK reads its key
 * anew for each token, which takes longer than to sign); where that is `none`, Google's IAM, over the network. Throws
 * 'failed' for what is no service account.
 */
export function createTokenSigner(): TokenSigner {
  const account = signer.value();
  if (account !== '' && account !== 'none') return signerOf(account);
  const auth = getAuth(adminApp());
  return (uid, claims) => auth.createCustomToken(uid, claims);
}

function signerOf(account: string): TokenSigner {
  const { email, key } = readAccount(account);
  const about = { iss: email, sub: email, aud: AUDIENCE };
  // At once and not in another thread, which costs more than the signature: it is made while the database writes.
  return async (uid, claims) =>
    Promise.resolve(jwt.sign({ ...about, uid, claims }, key, { algorithm: 'RS256', expiresIn: '1h' }));
}

function readAccount(account: string): {
  readonly email: string;
  readonly key: ReturnType<typeof createPrivateKey>;
} {
  try {
    const { client_email: email, private_key: pem } = accountSchema.parse(JSON.parse(account));
    return { email, key: createPrivateKey(pem) };
  } catch {
    // What went wrong may quote the key.
    throw new FunctionError('failed', 'FOYER_SIGNER is neither none nor the JSON of a service account');
  }
}
