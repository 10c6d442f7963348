import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createApi, seedPeople, startStack } from '@foyer/demo';
import { percentile } from '../percentile.ts';
import { print, printTable } from '../print.ts';

const MOST_LOAD_MS = 250;
const LEAST_PER_SECOND = 200;
/** As the promise is worded. */
const ROUND_TRIPS = 3;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const probe = fileURLToPath(new URL('probe.js', import.meta.url));

interface Measured {
  readonly load: number;
  readonly first: number;
  /** Files of SQL that were loaded. */
  readonly sql: readonly string[];
  readonly signature: readonly number[];
  readonly roundTrip: readonly number[];
  readonly warm: readonly number[];
  readonly flood: { readonly perSecond: number; readonly cpuPerSecond: number };
}

const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
const stack = await startStack({ root, archive: `sqlite:${join(folder, 'archive.sqlite')}` });
try {
  await seedPeople(createApi(stack.addresses), { url: 'http://127.0.0.1:9/', secret: 'none' });
  show(await measure());
} finally {
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<Measured> {
  const { projectId, database, storage } = stack.addresses;
  const env = {
    ...process.env,
    ...{ FUNCTIONS_EMULATOR: 'true', GCLOUD_PROJECT: projectId, FOYER_API_KEY: 'local', LOG_LEVEL: 'silent' },
    ...{ FOYER_VISITOR_SIGN_INS: '1000000', FOYER_BRAND_SIGN_INS: '1000000' },
    FIREBASE_CONFIG: JSON.stringify(stack.firebase.firebaseConfig),
    FOYER_SIGNER: serviceAccount(projectId),
    FIREBASE_DATABASE_EMULATOR_HOST: new URL(database).host,
    FIREBASE_STORAGE_EMULATOR_HOST: new URL(storage).host,
    NODE_OPTIONS: '--disable-warning=DEP0169',
  };
  const bundle = join(root, 'dist/functions/index.js');
  const { stdout } = await promisify(execFile)(process.execPath, [probe, bundle, 'acme', database], {
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  // What a function logs goes to the same stream; the figures come last.
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}

/** A service account with a key of its own: tokens are signed as those of a live project that has one. */
function serviceAccount(projectId: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({
    project_id: projectId,
    client_email: `signer@${projectId}.iam.gserviceaccount.com`,
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  });
}

function show({ load, first, sql, signature, roundTrip, warm, flood }: Measured): void {
  const row = (name: string, values: readonly number[]): readonly string[] => [
    name,
    ...[percentile(values, 0), percentile(values, 50), percentile(values, 90)].map((ms) => ms.toFixed(2)),
  ];
  printTable(
    'loginExternal, one instance, in milliseconds',
    ['', 'least', 'p50', 'p90'],
    [
      row('modules', [load]),
      row('first call', [first]),
      row('one RS256 signature', signature),
      row('one round trip to the database', roundTrip),
      row('warm call', warm),
    ],
  );
  const allowed = percentile(signature, 50) + ROUND_TRIPS * percentile(roundTrip, 50);
  judge('warm p50, of one signature and three round trips', percentile(warm, 50) / allowed);
  judge(`modules, of ${MOST_LOAD_MS} ms`, load / MOST_LOAD_MS);
  judge(`${LEAST_PER_SECOND} sign-ins a second, of those of one core`, LEAST_PER_SECOND / flood.cpuPerSecond);
  print(`  ${Math.round(flood.perSecond)} sign-ins a second, the database on the same machine included`);
  print(`  files of SQL that were loaded: ${sql.length}`);
}

function judge(what: string, ratio: number): void {
  print(`  ${what}: ${ratio.toFixed(2)} ${ratio <= 1 ? 'held' : 'MISSED'}`);
}
