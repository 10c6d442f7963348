import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';

const EMAIL = 'signer@demo.iam.gserviceaccount.com';
const AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'foyer-signer-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const start = (signer: string): Promise<Stack> =>
  startStack({ folder, archive: `sqlite:${join(folder, 'archive.sqlite')}`, env: { FOYER_SIGNER: signer } });

function accountOf(key: KeyObject): string {
  return JSON.stringify({
    client_email: EMAIL,
    private_key: key.export({ type: 'pkcs8', format: 'pem' }),
  });
}

describe('FOYER_SIGNER', () => {
  it('signs sign-ins with its own key, as Auth takes them', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    // Auth takes what an account of its own project has signed, and nothing else.
    writeFileSync(join(folder, 'service-account.json'), accountOf(privateKey));
    const stack = await start(accountOf(privateKey));
    try {
      const visitor = stack.client();
      const { token, id } = await visitor.call('loginExternal', { brandId: 'acme' });
      const { payload } = await jwtVerify(token, publicKey, {
        ...{ audience: AUDIENCE, issuer: EMAIL, subject: EMAIL, maxTokenAge: '1h' },
        ...{ algorithms: ['RS256'], requiredClaims: ['exp', 'iat', 'uid'] },
      });
      expect(payload['claims']).toMatchObject({ id, role: 'client', brand: 'acme', isAnonymous: true });
      await visitor.signIn(token);
      expect(await visitor.claims()).toMatchObject({ id, role: 'client' });
    } finally {
      await stack.close();
    }
  });

  it('refuses everybody, and says nothing of the key, where it is no service account', async () => {
    const stack = await start('{"client_email":"a@b","private_key":"not-a-key-but-secret"}');
    try {
      const refused = stack.client().call('loginExternal', { brandId: 'acme' });
      await expect(refused).rejects.toMatchObject({ details: { code: 'failed' } });
      await expect(refused).rejects.not.toMatchObject({
        message: expect.stringContaining('secret') as string,
      });
      expect(await stack.stored('sessions')).toBeNull();
    } finally {
      await stack.close();
    }
  });
});
