import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

interface Party {
  readonly origin: string;
  readonly rpId: string;
}

/** What a browser and its authenticator answer to creation and request options (WebAuthn level 3), in software. */
export interface Authenticator {
  create(options: unknown): object;
  get(options: unknown): object;
}

/**
 * An authenticator with one passkey on P-256 and attestation `none`. `verifies: false` is one that asks for no finger
 * and no PIN; `party` is where the browser believes to be.
 */
export function createAuthenticator(party: Party, { verifies = true } = {}): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const flags = USER_PRESENT | (verifies ? USER_VERIFIED : 0);
  let userHandle = '';
  let count = 0;
  const credential = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' };
  return {
    create(options) {
      const { challenge, user } = options as { challenge: string; user: { id: string } };
      userHandle = user.id;
      const length = Buffer.from([0, id.length]);
      const key = coseKey(publicKey);
      const authData = Buffer.concat([
        authenticatorData(party.rpId, flags | HAS_CREDENTIAL, 0),
        ...[Buffer.alloc(16), length, id, key],
      ]);
      return {
        ...credential,
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, party.origin).toString('base64url'),
          attestationObject: cborMap([
            [cborText('fmt'), cborText('none')],
            [cborText('attStmt'), cborMap([])],
            [cborText('authData'), cborBytes(authData)],
          ]).toString('base64url'),
        },
      };
    },
    get(options) {
      const { challenge } = options as { challenge: string };
      const authData = authenticatorData(party.rpId, flags, (count += 1));
      const clientDataJSON = clientData('webauthn.get', challenge, party.origin);
      return {
        ...credential,
        response: {
          clientDataJSON: clientDataJSON.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign(privateKey, Buffer.concat([authData, sha256(clientDataJSON)])),
          userHandle,
        },
      };
    },
  };
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function authenticatorData(rpId: string, flags: number, count: number): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(count);
  return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags]), counter]);
}

function sign(key: KeyObject, data: Buffer): string {
  return createSign('sha256').update(data).sign(key).toString('base64url');
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** EC2 key, ES256, P-256 (RFC 9053). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return cborMap([
    [cborInt(1), cborInt(2)],
    [cborInt(3), cborInt(-7)],
    [cborInt(-1), cborInt(1)],
    [cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
    [cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
  ]);
}

function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}

function cborInt(value: number): Buffer {
  return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value);
}

function cborBytes(bytes: Buffer): Buffer {
  return Buffer.concat([cborHead(2, bytes.length), bytes]);
}

function cborText(text: string): Buffer {
  return Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)]);
}

function cborMap(entries: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);
}
