import { createPrivateKey, createPublicKey, generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { writeFileAtomically } from '../state-file.ts';

/** A key of this stack alone, so that the Admin SDK can sign URLs and tokens without an account anywhere. */
export interface ServiceAccount {
  /** File to name in GOOGLE_APPLICATION_CREDENTIALS; readable by its owner only. */
  readonly path: string;
  readonly email: string;
  /** Verifies what the key signed. */
  readonly publicKey: KeyObject;
}

const generate = promisify(generateKeyPair);

/** Reads the service account at `path`, or makes one there with a new 2048-bit RSA key. */
export async function openServiceAccount(path: string, projectId: string): Promise<ServiceAccount> {
  const email = `local-firebase@${projectId}.iam.gserviceaccount.com`;
  const stored = await readKey(path);
  if (stored !== undefined) return { path, email, publicKey: createPublicKey(stored) };
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 });
  const file = {
    type: 'service_account',
    project_id: projectId,
    private_key_id: randomUUID(),
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: email,
    client_id: '0',
    // A name that never resolves: nothing here may ask Google for a token.
    token_uri: 'https://oauth2.invalid/token',
  };
  await writeFileAtomically(path, JSON.stringify(file, null, 2));
  return { path, email, publicKey };
}

async function readKey(path: string): Promise<KeyObject | undefined> {
  try {
    const { private_key } = JSON.parse(await readFile(path, 'utf8')) as { private_key: string };
    return createPrivateKey(private_key);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
