import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deleteApp, initializeApp, setLogLevel } from 'firebase/app';
import type { FirebaseApp } from 'firebase/app';
import {
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  initializeAuth,
  inMemoryPersistence,
  signInWithCustomToken,
} from 'firebase/auth';
import type { User } from 'firebase/auth';
import { connectDatabaseEmulator, getDatabase, goOffline } from 'firebase/database';
import type { Database } from 'firebase/database';
import { startLocalFirebase } from '@foyer/local-firebase';
import type { LocalFirebase } from '@foyer/local-firebase';
import type { Update } from '@foyer/shared-core/model';
import type { Actor, ActorName } from '../permissions/actors.ts';
import type { Row } from '../permissions/row.ts';
import { avatarOf, brand, dataBefore } from '../permissions/world.ts';
import type { Cast } from '../permissions/world.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const projectId = 'demo-foyer';
const password = 'a long password';
const HOUR_MS = 3_600_000;

/** The database's namespace, as the SDK and the REST interface name it. */
export const namespace = `${projectId}-default-rtdb`;

interface Entry {
  readonly actor: Actor;
  readonly database: Database;
  readonly user: User | null;
}

/**
 * A local Firebase with Foyer's rules and functions, and on it everybody of `actors`, each with a client of the
 * official SDK and a real token: visitors by `loginExternal`, moderators by `loginInternal`.
 */
export class Stage {
  readonly #firebase: LocalFirebase;
  readonly #folder: string;
  readonly #entries = new Map<ActorName, Entry>();
  readonly #apps: FirebaseApp[] = [];

  private constructor(firebase: LocalFirebase, folder: string) {
    this.#firebase = firebase;
    this.#folder = folder;
  }

  static async open(): Promise<Stage> {
    // The SDK warns of every refusal, and refusals are what is tried here.
    setLogLevel('silent');
    const folder = mkdtempSync(join(tmpdir(), 'foyer-stage-'));
    const firebase = await startLocalFirebase({
      projectId,
      root,
      functions: {
        source: join(root, 'dist/functions'),
        env: { FOYER_ARCHIVE: `sqlite:${join(folder, 'archive.sqlite')}` },
      },
    });
    const stage = new Stage(firebase, folder);
    await stage.#fill();
    return stage;
  }

  /** Host and port of the database. */
  get databaseHost(): string {
    return new URL(this.#firebase.urls.database).host;
  }

  /** Where the services answer. */
  get urls(): LocalFirebase['urls'] {
    return this.#firebase.urls;
  }

  /** Changes the world past the rules. */
  async change(update: Update): Promise<void> {
    await this.#asOwner('', 'PATCH', update);
  }

  /** What stands at a path, priorities included, whoever may read it. */
  async stored(path: string): Promise<unknown> {
    const url = `${this.#firebase.urls.database}/${path}.json?ns=${namespace}&format=export`;
    return JSON.parse(
      await answered(await fetch(url, { headers: { authorization: 'Bearer owner' } })),
    ) as unknown;
  }

  actor(name: ActorName): Actor {
    return this.#entry(name).actor;
  }

  database(name: ActorName): Database {
    return this.#entry(name).database;
  }

  /** The actor's ID token; null for nobody. */
  async idToken(name: ActorName): Promise<string | null> {
    return (await this.#entry(name).user?.getIdToken()) ?? null;
  }

  /** The banned visitor owns the room of their own trial: nothing but the ban stands in their way. */
  castFor(name: ActorName): Cast {
    return {
      owner: this.actor(name === 'banned' ? 'banned' : 'owner').id,
      operator: this.actor('operator').id,
      admin: this.actor('admin').id,
      connection: 'c0a',
    };
  }

  /** Puts the world back to what it is before an act of this actor, and adds what the row says is given. */
  async prepare(name: ActorName, given?: Row['given']): Promise<void> {
    const [actor, cast, now] = [this.actor(name), this.castFor(name), Date.now()];
    await this.#asOwner('', 'PATCH', dataBefore(actor, cast, now));
    if (given) await this.#asOwner('', 'PATCH', given(actor, cast, now));
  }

  async close(): Promise<void> {
    for (const { database } of this.#entries.values()) goOffline(database);
    await Promise.all(this.#apps.map((app) => deleteApp(app)));
    await this.#firebase.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #entry(name: ActorName): Entry {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`${name} is not on the stage`);
    return entry;
  }

  async #fill(): Promise<void> {
    const profile = { name: 'A brand', color: '#112233', welcome: 'Hello', live: true };
    await this.#asOwner('brands', 'PUT', {
      acme: { profile, desk: { tags: { vip: true } } },
      globex: { profile },
    });
    await this.#visitor('owner', 'acme');
    await this.#visitor('neighbour', 'acme');
    await this.#visitor('stranger', 'globex');
    await this.#visitor('banned', 'acme');
    await this.#moderator('operator', { level: 2, brands: { acme: true } });
    await this.#moderator('outsider', { level: 2, brands: { globex: true } });
    await this.#moderator('disabled', { level: 2, brands: { acme: true } });
    await this.#moderator('admin', { level: 3, everyBrand: true });
    for (const name of ['claimless', 'nobody'] as const) {
      const actor: Actor = { name, id: name, role: 'client', brand, sid: name, displayName: name };
      await this.#connect(actor, name === 'claimless' ? 'own account' : null);
    }
    const until = Date.now() + HOUR_MS;
    await this.#asOwner('', 'PATCH', {
      [`moderators/${this.actor('disabled').id}/active`]: false,
      [`moderators/${this.actor('admin').id}-2`]: {
        name: 'admin-2',
        level: 3,
        active: true,
        everyBrand: true,
      },
      [`bans/${brand}/${this.actor('banned').id}`]: { until, at: Date.now() },
      'sessions/session-of-somebody': { id: 'somebody', role: 'admin', until, at: Date.now() },
    });
  }

  async #visitor(name: ActorName, brandId: string): Promise<void> {
    const { token, id } = await this.#signIn('loginExternal', { brandId });
    const sid = String(claimsOf(token)['sid']);
    await this.#connect({ name, id, role: 'client', brand: brandId, sid, displayName: name }, { token });
  }

  async #moderator(name: ActorName, node: Readonly<Record<string, unknown>>): Promise<void> {
    const email = `${name}@moderators.test`;
    const uid = await this.#createAccount(email);
    await this.#asOwner(`moderators/${uid}`, 'PUT', { name, active: true, avatar: avatarOf(name), ...node });
    const { token, id } = await this.#signIn('loginInternal', { email, password });
    const role = node['level'] === 3 ? 'admin' : 'operator';
    const sid = String(claimsOf(token)['sid']);
    await this.#connect({ name, id, role, brand, sid, displayName: name }, { token });
  }

  async #connect(actor: Actor, signIn: { readonly token: string } | 'own account' | null): Promise<void> {
    const app = initializeApp({ apiKey: 'demo', projectId }, actor.name);
    this.#apps.push(app);
    const auth = initializeAuth(app, { persistence: inMemoryPersistence });
    connectAuthEmulator(auth, this.#firebase.urls.auth, { disableWarnings: true });
    if (signIn === 'own account') await createUserWithEmailAndPassword(auth, 'anyone@else.test', password);
    else if (signIn !== null) await signInWithCustomToken(auth, signIn.token);
    const { hostname, port } = new URL(this.#firebase.urls.database);
    const database = getDatabase(app, `https://${namespace}.firebaseio.com`);
    connectDatabaseEmulator(database, hostname, Number(port));
    this.#entries.set(actor.name, { actor, database, user: auth.currentUser });
  }

  async #asOwner(path: string, method: 'PUT' | 'PATCH', value: unknown): Promise<void> {
    const url = `${this.#firebase.urls.database}/${path}.json?ns=${namespace}`;
    await answered(
      await fetch(url, { method, headers: { authorization: 'Bearer owner' }, body: JSON.stringify(value) }),
    );
  }

  async #signIn(name: string, data: unknown): Promise<{ token: string; id: string }> {
    const url = `${this.#firebase.urls.functions}/${projectId}/europe-west1/${name}`;
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ data }) });
    return (JSON.parse(await answered(response)) as { result: { token: string; id: string } }).result;
  }

  async #createAccount(email: string): Promise<string> {
    const url = `${this.#firebase.urls.auth}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`;
    const headers = { authorization: 'Bearer owner', 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ email, password }) });
    return (JSON.parse(await answered(response)) as { localId: string }).localId;
  }
}

async function answered(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return text;
}

/** The claims inside a custom token. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(payload) as { claims: Readonly<Record<string, unknown>> }).claims;
}
