import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deleteApp, initializeApp } from 'firebase/app';
import type { FirebaseApp } from 'firebase/app';
import {
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  initializeAuth,
  inMemoryPersistence,
  signInWithCustomToken,
} from 'firebase/auth';
import {
  connectDatabaseEmulator,
  get,
  getDatabase,
  goOffline,
  limitToFirst,
  limitToLast,
  orderByChild,
  orderByKey,
  query,
  ref,
  startAt,
  update,
} from 'firebase/database';
import type { Database, QueryConstraint } from 'firebase/database';
import { startLocalFirebase } from '@foyer/local-firebase';
import type { LocalFirebase } from '@foyer/local-firebase';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorNames } from './actors.ts';
import type { Actor, ActorName } from './actors.ts';
import { matrix } from './matrix.ts';
import type { Read, Row } from './matrix.ts';
import { brand, dataBefore } from './world.ts';
import type { Cast } from './world.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const password = 'a long password';

let folder: string;
let firebase: LocalFirebase;
const apps: FirebaseApp[] = [];
const databases = new Map<ActorName, Database>();
const cast = new Map<ActorName, Actor>();

const ns = 'demo-foyer-default-rtdb';
const owner = { authorization: 'Bearer owner' };

async function asOwner(path: string, method: 'PUT' | 'PATCH', value: unknown): Promise<void> {
  const response = await fetch(`${firebase.urls.database}/${path}.json?ns=${ns}`, {
    method,
    headers: owner,
    body: JSON.stringify(value),
  });
  expect(response.status).toBe(200);
}

async function call(name: string, data: unknown): Promise<{ token: string; id: string }> {
  const response = await fetch(`${firebase.urls.functions}/demo-foyer/europe-west1/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });
  expect(response.status, await response.clone().text()).toBe(200);
  return ((await response.json()) as { result: { token: string; id: string } }).result;
}

async function createAccount(email: string): Promise<string> {
  const response = await fetch(
    `${firebase.urls.auth}/identitytoolkit.googleapis.com/v1/projects/demo-foyer/accounts`,
    {
      method: 'POST',
      headers: { ...owner, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    },
  );
  return ((await response.json()) as { localId: string }).localId;
}

function claimsOf(token: string): Record<string, unknown> {
  const payload = token.split('.')[1] ?? '';
  const { claims } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    claims: Record<string, unknown>;
  };
  return claims;
}

/** A client of the official SDK; signed in with a custom token, as an own account, or not at all. */
async function connect(name: ActorName, signIn: { token: string } | 'own account' | null): Promise<void> {
  const app = initializeApp({ apiKey: 'demo', projectId: 'demo-foyer' }, name);
  apps.push(app);
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  connectAuthEmulator(auth, firebase.urls.auth, { disableWarnings: true });
  if (signIn === 'own account') await createUserWithEmailAndPassword(auth, 'anyone@else.test', password);
  else if (signIn !== null) await signInWithCustomToken(auth, signIn.token);
  const { hostname, port } = new URL(firebase.urls.database);
  const database = getDatabase(app, `https://${ns}.firebaseio.com`);
  connectDatabaseEmulator(database, hostname, Number(port));
  databases.set(name, database);
}

async function visitorOf(name: ActorName, brandId: string): Promise<void> {
  const { token, id } = await call('loginExternal', { brandId });
  cast.set(name, {
    name,
    id,
    role: 'client',
    brand: brandId,
    sid: String(claimsOf(token)['sid']),
    displayName: name,
  });
  await connect(name, { token });
}

async function moderatorOf(name: ActorName, node: Record<string, unknown>): Promise<void> {
  const email = `${name}@moderators.test`;
  const uid = await createAccount(email);
  await asOwner(`moderators/${uid}`, 'PUT', { name, active: true, ...node });
  const { token, id } = await call('loginInternal', { email, password });
  const role = node['level'] === 3 ? 'admin' : 'operator';
  cast.set(name, { name, id, role, brand, sid: String(claimsOf(token)['sid']), displayName: name });
  await connect(name, { token });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-matrix-'));
  firebase = await startLocalFirebase({
    projectId: 'demo-foyer',
    root,
    functions: {
      source: join(root, 'dist/functions'),
      env: { FOYER_ARCHIVE: `sqlite:${join(folder, 'archive.sqlite')}` },
    },
  });
  const profile = { name: 'A brand', color: '#112233', welcome: 'Hello', live: true };
  await asOwner('brands', 'PUT', { acme: { profile, desk: { tags: { vip: true } } }, globex: { profile } });
  await visitorOf('owner', 'acme');
  await visitorOf('neighbour', 'acme');
  await visitorOf('stranger', 'globex');
  await visitorOf('banned', 'acme');
  await moderatorOf('operator', { level: 2, brands: { acme: true } });
  await moderatorOf('outsider', { level: 2, brands: { globex: true } });
  await moderatorOf('disabled', { level: 2, brands: { acme: true } });
  await moderatorOf('admin', { level: 3, everyBrand: true });
  await connect('claimless', 'own account');
  await connect('nobody', null);
  for (const name of ['claimless', 'nobody'] as const) {
    cast.set(name, { name, id: name, role: 'client', brand, sid: name, displayName: name });
  }
  await asOwner('', 'PATCH', {
    [`moderators/${idOf('disabled')}/active`]: false,
    [`moderators/${idOf('admin')}-2`]: { name: 'admin-2', level: 3, active: true, everyBrand: true },
    [`bans/${brand}/${idOf('banned')}`]: { until: Date.now() + 3_600_000, at: Date.now() },
    'sessions/session-of-somebody': {
      id: 'somebody',
      role: 'admin',
      until: Date.now() + 3_600_000,
      at: Date.now(),
    },
    'team-rooms/team-room~of-others': { members: { x: true, y: true }, createdAt: 1, at: 1 },
  });
}, 60_000);

afterAll(async () => {
  for (const database of databases.values()) goOffline(database);
  await Promise.all(apps.map((app) => deleteApp(app)));
  await firebase.close();
  rmSync(folder, { recursive: true, force: true });
});

function actor(name: ActorName): Actor {
  const found = cast.get(name);
  if (!found) throw new Error(`no actor ${name}`);
  return found;
}

function idOf(name: ActorName): string {
  return actor(name).id;
}

/** The banned visitor owns the room of their own trial: nothing but the ban stands in their way. */
function castFor(name: ActorName): Cast {
  return {
    owner: idOf(name === 'banned' ? 'banned' : 'owner'),
    operator: idOf('operator'),
    admin: idOf('admin'),
    connection: 'connection-1',
  };
}

function toQuery(database: Database, read: Read) {
  const { query: asked } = read;
  const constraints: QueryConstraint[] = [];
  if (asked) {
    constraints.push(asked.orderBy === 'key' ? orderByKey() : orderByChild(asked.orderBy.child));
    if (asked.startAt !== undefined) constraints.push(startAt(asked.startAt));
    if (asked.limitToFirst !== undefined) constraints.push(limitToFirst(asked.limitToFirst));
    if (asked.limitToLast !== undefined) constraints.push(limitToLast(asked.limitToLast));
  }
  return query(ref(database, read.path === '' ? undefined : read.path), ...constraints);
}

/** Does the act as the actor; true when the rules let it through, false when they refuse it. */
async function isGranted(name: ActorName, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    expect(String(error), name).toMatch(/permission.denied/i);
    return false;
  }
}

function databaseOf(name: ActorName): Database {
  const database = databases.get(name);
  if (!database) throw new Error(`no database of ${name}`);
  return database;
}

async function attempt(row: Row, name: ActorName, wrong?: string): Promise<boolean> {
  const who = actor(name);
  const people = castFor(name);
  await asOwner('', 'PATCH', dataBefore(who, people, Date.now()));
  const database = databaseOf(name);
  if (row.operation === 'read') {
    const right = row.act(who, people);
    const read = wrong === undefined ? right : row.wrong?.[wrong]?.(right, who, people);
    if (!read) throw new Error(`no act ${String(wrong)}`);
    return isGranted(name, () => get(toQuery(database, read)));
  }
  const right = row.act(who, people);
  const written = wrong === undefined ? right : row.wrong[wrong]?.(right, who, people);
  if (!written) throw new Error(`no act ${String(wrong)}`);
  return isGranted(name, () => update(ref(database), written));
}

describe.each(matrix.map((row) => ({ row, title: `${row.path} · ${row.operation}: ${row.what}` })))(
  '$title',
  ({ row }) => {
    it.each(actorNames)(`by %s`, async (name) => {
      expect(await attempt(row, name)).toBe(row.allowed.includes(name));
    });

    const wrongs = Object.keys(row.wrong ?? {});
    const cells = row.allowed.flatMap((name) => wrongs.map((wrong) => ({ name, wrong })));
    if (cells.length > 0) {
      it.each(cells)('refused to $name with one thing wrong: $wrong', async ({ name, wrong }) => {
        expect(await attempt(row, name, wrong)).toBe(false);
      });
    }
  },
);
