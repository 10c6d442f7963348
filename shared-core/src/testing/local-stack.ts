import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import { startLocalFirebase } from '@foyer/local-firebase';

import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import type { Claims, ModeratorClaims, VisitorClaims } from '../model/claims.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import type { BrandId } from '../model/ids.ts';
import { paths } from '../model/paths.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import type { TcpProxy } from './tcp-proxy.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HOUR_MS = 3_600_000;

/** Local Firebase with the product's rules, and the little that sign-in has to do here: tokens and sessions. */
export interface LocalStack {
  readonly origin: string;
  readonly config: FirebaseConfig;
  /** The wire between the clients and the database. */
  readonly wire: TcpProxy;
  /** The wire between the clients and Storage. */
  readonly storageWire: TcpProxy;
  /** What sign-in answers instead of signing in, while it is set. */
  refuseSignIn: CoreErrorCode | null;
  /** Reads and writes as the functions do, past every rule. */
  read(path: string): Promise<unknown>;
  write(changes: Readonly<Record<string, unknown>>): Promise<void>;
  /** Puts other rules in the place of the product's. */
  setRules(rules: unknown): Promise<void>;
  addBrand(brand: BrandId): Promise<void>;
  addModerator(
    id: string,
    record: Partial<{ level: 2 | 3; brands: readonly BrandId[]; name: string }>,
  ): Promise<void>;
  /** A custom token with these claims, without a session behind it. */
  mint(claims: Claims): string;
  /** Deletes every account, so that no refresh token is good any more. */
  deleteAccounts(): Promise<void>;
  /** Ends every visitor's session for good: their secrets lead to new guests, as those of a logout do. */
  endVisitors(): Promise<void>;
  close(): Promise<void>;
}

export async function startLocalStack(): Promise<LocalStack> {
  const local = await startLocalFirebase({ root: ROOT, functions: false });
  const wire = await startTcpProxy(local.urls.database);
  const storageWire = await startTcpProxy(local.urls.storage);
  const config: FirebaseConfig = {
    ...local.firebaseConfig,
    appId: '1:1:web:1',
    region: 'europe-west1',
    emulators: {
      auth: new URL(local.urls.auth).host,
      database: wire.host,
      storage: storageWire.host,
      functions: new URL(local.urls.functions).host,
    },
  };
  const namespace = new URL(config.databaseURL).searchParams.get('ns') ?? `${config.projectId}-default-rtdb`;
  const secrets = new Map<string, string>();

  async function rest(path: string, init: RequestInit): Promise<unknown> {
    const answer = await fetch(`${local.urls.database}/${path}.json?ns=${namespace}`, {
      ...init,
      headers: { Authorization: 'Bearer owner' },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  const read = (path: string) => rest(path, { method: 'GET' });
  const write = async (changes: Readonly<Record<string, unknown>>) => {
    await rest('', { method: 'PATCH', body: JSON.stringify(changes) });
  };

  async function signIn(claims: Claims): Promise<string> {
    await write({
      [paths.session(claims.sid)]: {
        id: claims.id,
        role: claims.role,
        ...('brand' in claims ? { brand: claims.brand } : {}),
        until: Date.now() + HOUR_MS,
        at: Date.now(),
      },
    });
    return mint(claims);
  }

  async function loginExternal(data: { brandId: BrandId; sessionSecret?: string }): Promise<unknown> {
    const known = data.sessionSecret === undefined ? undefined : secrets.get(data.sessionSecret);
    const sessionSecret =
      known === undefined ? randomBytes(24).toString('base64url') : (data.sessionSecret ?? '');
    const id = known ?? `g_${randomBytes(16).toString('base64url')}`;
    secrets.set(sessionSecret, id);
    const sid = createHash('sha256').update(sessionSecret).digest('base64url');
    const claims: VisitorClaims = {
      id,
      role: 'client',
      level: 1,
      brand: data.brandId,
      sid,
      isAnonymous: true,
    };
    await write({ [`${paths.user(data.brandId, id)}/createdAt`]: Date.now() });
    await write({
      [`${paths.user(data.brandId, id)}/lastSeenAt`]: Date.now(),
      [`${paths.user(data.brandId, id)}/selfTold`]: data,
    });
    return { token: await signIn(claims), id, sessionSecret, firebaseConfig: config };
  }

  async function loginInternal({ email }: { email: string }): Promise<unknown> {
    const id = email.replace(/@.*/, '');
    const record = (await read(paths.moderator(id))) as { level: 2 | 3 } | null;
    if (!record) return null;
    const sid = randomBytes(16).toString('base64url');
    const claims: ModeratorClaims =
      record.level === 3 ? { id, role: 'admin', level: 3, sid } : { id, role: 'operator', level: 2, sid };
    return { token: await signIn(claims), id, firebaseConfig: config };
  }

  const stack: LocalStack = {
    origin: '',
    config,
    wire,
    storageWire,
    refuseSignIn: null,
    read,
    write,
    async setRules(rules) {
      await rest('.settings/rules', { method: 'PUT', body: JSON.stringify({ rules }) });
    },
    addBrand: (brand) =>
      write({ [paths.profile(brand)]: { name: brand, color: '#336699', welcome: 'Hello', live: true } }),
    addModerator: (id, { level = 2, brands = ['acme'], name = id }) =>
      write({
        [paths.moderator(id)]: {
          name,
          level,
          active: true,
          brands: Object.fromEntries(brands.map((brand) => [brand, true])),
        },
      }),
    mint,
    async deleteAccounts() {
      const url = `${local.urls.auth}/emulator/v1/projects/${config.projectId}/accounts`;
      const answer = await fetch(url, { method: 'DELETE', headers: { Authorization: 'Bearer owner' } });
      if (!answer.ok) throw new Error(`accounts: ${answer.status}`);
    },
    async endVisitors() {
      secrets.clear();
      const sessions = ((await read('sessions')) ?? {}) as Readonly<Record<string, { role: string }>>;
      const visitors = Object.entries(sessions).filter(([, { role }]) => role === 'client');
      await write(
        Object.fromEntries(visitors.map(([sid]) => [`${paths.session(sid)}/until`, Date.now() - 1])),
      );
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await wire.close();
      await storageWire.close();
      await local.close();
    },
  };

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { data } = JSON.parse(Buffer.concat(chunks).toString()) as { data: never };
      const code = stack.refuseSignIn;
      const result =
        code !== null
          ? null
          : await (request.url === '/api/loginExternal' ? loginExternal : loginInternal)(data);
      const details = { code: code ?? 'wrong-credentials' };
      response.writeHead(result ? 200 : 401, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(result ? { result } : { error: { status: 'UNAUTHENTICATED', details } }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(stack, { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function mint(claims: Claims): string {
  return customToken(claims.role === 'client' ? 'client-00' : claims.id, claims);
}

/** An unsigned custom token, as the Admin SDK mints it for an Auth emulator. */
function customToken(uid: string, claims: Claims): string {
  const now = Math.floor(Date.now() / 1000);
  const service = 'firebase-auth-emulator@example.com';
  const payload = {
    iss: service,
    sub: service,
    aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
    iat: now,
    exp: now + 3600,
    uid,
    claims,
  };
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(payload)}.`;
}
