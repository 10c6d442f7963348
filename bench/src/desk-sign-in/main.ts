import { execFile } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createApi, demoAdmin, demoPassword, seedPeople, startStack } from '@foyer/demo';
import { percentile } from '../percentile.ts';
import { print, printTable } from '../print.ts';

const ROUNDS = 15;
/** What a first sign-in of a new instance may take, its modules included. */
const MOST_COLD_MS = 350;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const probe = fileURLToPath(new URL('probe.js', import.meta.url));

interface Measured {
  readonly boot: number;
  readonly load: number;
  readonly first: number;
  readonly warm: readonly number[];
}

const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
const stack = await startStack({ root, archive: `sqlite:${join(folder, 'archive.sqlite')}` });
try {
  await seedPeople(createApi(stack.addresses), { url: 'http://127.0.0.1:9/', secret: 'none' });
  const measured: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) measured.push(await measure());
  show(measured);
} finally {
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<Measured> {
  const { projectId, auth, database, storage } = stack.addresses;
  const env = {
    ...process.env,
    ...{ FUNCTIONS_EMULATOR: 'true', GCLOUD_PROJECT: projectId, FOYER_API_KEY: 'local', LOG_LEVEL: 'silent' },
    FIREBASE_CONFIG: JSON.stringify(stack.firebase.firebaseConfig),
    FIREBASE_AUTH_EMULATOR_HOST: new URL(auth).host,
    FIREBASE_DATABASE_EMULATOR_HOST: new URL(database).host,
    FIREBASE_STORAGE_EMULATOR_HOST: new URL(storage).host,
    NODE_OPTIONS: '--disable-warning=DEP0169',
  };
  const bundle = join(root, 'dist/functions/index.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [probe, bundle, demoAdmin.email, demoPassword],
    { env },
  );
  // What a function logs goes to the same stream; the figures come last.
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}

function show(measured: readonly Measured[]): void {
  // The local Auth takes unsigned tokens; a live project's are signed, by the project's own key or over the network.
  const signature = signatureMs();
  const cold = measured.map(({ load, first }) => load + first + signature);
  const row = (name: string, values: readonly number[]): readonly string[] => [
    name,
    ...[percentile(values, 0), percentile(values, 50), percentile(values, 90)].map((ms) => ms.toFixed(1)),
  ];
  printTable(
    `loginInternal, ${measured.length} new instances, in milliseconds`,
    ['', 'least', 'p50', 'p90'],
    [
      row(
        'Node itself, until the bundle is read',
        measured.map(({ boot }) => boot),
      ),
      row(
        'modules',
        measured.map(({ load }) => load),
      ),
      row(
        'first call',
        measured.map(({ first }) => first),
      ),
      row('one RS256 signature', [signature]),
      row('cold: modules, first call and signature', cold),
      row(
        'warm call',
        measured.flatMap(({ warm }) => warm),
      ),
    ],
  );
  const half = percentile(cold, 50);
  print(
    `\n  cold p50 is ${(half / MOST_COLD_MS).toFixed(2)} of the ${MOST_COLD_MS} ms that it may take: ${half <= MOST_COLD_MS ? 'held' : 'MISSED'}`,
  );
}

function signatureMs(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const times = Array.from({ length: 50 }, () => {
    const from = performance.now();
    createSign('RSA-SHA256').update('a token').sign(privateKey);
    return performance.now() - from;
  });
  return percentile(times, 50);
}
