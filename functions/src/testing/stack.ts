import { asSignedIn } from '@foyer/shared-core/model';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startLocalFirebase, type Clock, type LocalFirebase } from '@foyer/local-firebase';
import { createClient, type Client } from './client.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bundle = `${root}dist/functions`;

/** The people and brands that every test begins with; passwords are all the same. */
export const password = 'correct horse battery';
export const people = {
  admin: { id: 'admin', email: 'admin@test.example', name: 'Ada', level: 3, everyBrand: true, brands: [] },
  nora: {
    id: 'nora',
    email: 'nora@test.example',
    name: 'Nora',
    level: 2,
    everyBrand: false,
    brands: ['acme'],
  },
  lucia: {
    id: 'lucia',
    email: 'lucia@test.example',
    name: 'Lucía',
    level: 2,
    everyBrand: false,
    brands: ['globex'],
  },
} as const;

/** Triggers whose events `deliver` loses, repeats or holds back. */
const DELAYED = new Set(['onMessageCreated', 'onMailQueued', 'onDeskLeaseTaken', 'onDeskLeaseGone']);

/** What a callable answered, by the wire: status and `result` or `error`. */
interface WireAnswer {
  readonly status: number;
  readonly result?: unknown;
  readonly error?: { readonly status: string; readonly message: string; readonly details?: unknown };
}

export interface Stack {
  readonly firebase: LocalFirebase;
  /** A client of the official SDK, signed in as somebody or nobody; closed with the stack. */
  client(): Client;
  /** A new guest of a brand. */
  visitor(brand?: string): Promise<Client>;
  moderator(who: keyof typeof people): Promise<Client>;
  /** A call over plain HTTP, for what an SDK would never send. */
  wire(name: string, data: unknown, headers?: Readonly<Record<string, string>>): Promise<WireAnswer>;
  /** Where a function is reached. */
  urlOf(name: string): string;
  /** The functions that database events went to so far, in their order. */
  readonly events: readonly string[];
  /** What local Firebase and the functions logged so far, one line each. */
  readonly lines: readonly string[];
  /** What stands at a path of the database. */
  stored(path: string): Promise<unknown>;
  store(values: Readonly<Record<string, unknown>>): Promise<void>;
  /** How events reach their triggers from now on: milliseconds to wait, one for each time; none at all loses them. */
  deliver(plan: readonly number[]): void;
  close(): Promise<void>;
}

/** Starts local Firebase with the project's rules and the built functions, and the brands `acme`, `globex`, `dark`. */
export async function startStack(options: {
  readonly archive: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** Where local Firebase keeps its state, its service account among it; nowhere without. */
  readonly folder?: string;
}): Promise<Stack> {
  await buildIfStale();
  let plan: readonly number[] = [0];
  const events: string[] = [];
  const lines: string[] = [];
  const firebase = await startLocalFirebase({
    root,
    config: { database: { rules: 'database.rules.json' }, storage: { rules: 'storage.rules' } },
    functions: {
      source: bundle,
      env: { FOYER_ARCHIVE: options.archive, ...options.env },
      deliveryPlan({ functionName }) {
        events.push(functionName);
        return DELAYED.has(functionName) ? plan : [0];
      },
    },
    log: (line) => void lines.push(line),
    // As on the live service, where every upload gets an address that opens it for ever.
    storage: { downloadTokenOnUpload: true },
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.folder === undefined ? {} : { folder: options.folder }),
  });
  const clients: Client[] = [];
  firebase.load({
    brands: {
      acme: { profile: { name: 'Acme', color: '#102030', welcome: 'Hi', live: true } },
      globex: { profile: { name: 'Globex', color: '#102030', welcome: 'Hi', live: true } },
      dark: { profile: { name: 'Dark', color: '#102030', welcome: 'Hi', live: false } },
    },
    moderators: Object.fromEntries(
      Object.values(people).map(({ id, name, level, everyBrand, brands }) => [
        id,
        {
          name,
          level,
          active: true,
          everyBrand,
          brands: Object.fromEntries(brands.map((brand) => [brand, true])),
        },
      ]),
    ),
  });
  for (const { id, email, name } of Object.values(people)) {
    await createAccount(firebase, { localId: id, email, password, displayName: name });
  }

  function client(): Client {
    const made = createClient(firebase);
    clients.push(made);
    return made;
  }
  const { database, functions } = firebase.urls;
  const rest = `${database}/.json?ns=${firebase.projectId}-default-rtdb`;
  const owner = { authorization: 'Bearer owner' };

  const urlOf = (name: string): string => `${functions}/${firebase.projectId}/europe-west1/${name}`;
  return {
    firebase,
    client,
    urlOf,
    events,
    lines,
    async visitor(brand = 'acme') {
      const made = client();
      const { token } = await made.call('loginExternal', { brandId: brand });
      await made.signIn(token);
      return made;
    },
    async moderator(who) {
      const made = client();
      const { token } = asSignedIn(await made.call('loginInternal', { email: people[who].email, password }));
      await made.signIn(token);
      return made;
    },
    async wire(name, data, headers = {}) {
      const response = await fetch(urlOf(name), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ data }),
      });
      return { status: response.status, ...((await response.json()) as object) };
    },
    async stored(path) {
      const response = await fetch(rest.replace('/.json', `/${path}.json`), { headers: owner });
      return await response.json();
    },
    async store(values) {
      const response = await fetch(rest, { method: 'PATCH', headers: owner, body: JSON.stringify(values) });
      if (!response.ok) throw new Error(await response.text());
    },
    deliver(next) {
      plan = next;
    },
    async close() {
      await Promise.all(clients.map((made) => made.close()));
      await firebase.close();
    },
  };
}

/** Asks again until the answer is as wanted; the last answer is what an assertion then shows. */
export async function eventually<Answer>(
  ask: () => Promise<Answer> | Answer,
  isThere: (answer: Answer) => boolean,
  withinMs = 15_000,
): Promise<Answer> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isThere(answer) || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function createAccount(
  firebase: LocalFirebase,
  account: Readonly<Record<string, string>>,
): Promise<void> {
  const url = `${firebase.urls.auth}/identitytoolkit.googleapis.com/v1/projects/${firebase.projectId}/accounts`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
    body: JSON.stringify(account),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Tests run against what is deployed: the bundle, as the sources are now. */
async function buildIfStale(): Promise<void> {
  const built = `${bundle}/functions.yaml`;
  const newest = Math.max(...[`${root}functions/src`, `${root}shared-core/dist/model`].flatMap(timesIn));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  await promisify(execFile)(process.execPath, [`${root}functions/build.mjs`]);
}

function timesIn(folder: string): number[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && !entry.name.endsWith('.spec.ts') && !entry.parentPath.endsWith('testing'),
    )
    .map((entry) => statSync(`${entry.parentPath}/${entry.name}`).mtimeMs);
}
