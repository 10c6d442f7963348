import { generateKeyPairSync, sign } from 'node:crypto';
import { createRequire } from 'node:module';
import { initializeApp } from 'firebase/app';
import { connectDatabaseEmulator, get, getDatabase, ref } from 'firebase/database';

/**
 * One instance from nothing: loads the bundle as the platform does and signs visitors in. Writes one line of JSON with
 * milliseconds. The environment says where Firebase is, and who signs.
 */
interface Callable {
  run(request: object): Promise<{ readonly token: string }>;
}

const ROUNDS = 300;
const AT_ONCE = 20;
const FLOOD = 1_000;

const [bundle = '', brandId = '', address = ''] = process.argv.slice(2);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const request = (data: object): object => ({
  data: { brandId, ...data },
  rawRequest: {
    rawBody: Buffer.alloc(100),
    headers: {},
    header: (name: string) => (name === 'x-forwarded-for' ? '198.51.100.7' : undefined),
  },
});
const signature = (): void => void sign('RSA-SHA256', Buffer.alloc(600), privateKey);

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

const begun = performance.now();
const { loginExternal } = createRequire(import.meta.url)(bundle) as { loginExternal: Callable };
const load = performance.now() - begun;
const first = await timed(async () => {
  const { token } = await loginExternal.run(request({}));
  if (token.endsWith('.')) throw new Error('The token is not signed.');
});
const sql = Object.keys(createRequire(import.meta.url).cache).filter((file) =>
  /mysql|kysely|sqlite|dist.functions.archive/.test(file),
);

const figures = { signature: [] as number[], roundTrip: [] as number[], warm: [] as number[] };
const { hostname, port } = new URL(address);
const database = getDatabase(initializeApp(JSON.parse(process.env['FIREBASE_CONFIG'] ?? '{}') as object));
connectDatabaseEmulator(database, hostname, Number(port));
const profile = ref(database, `brands/${brandId}/profile`);
/** Whether it is granted or not: the way there and back is the same. */
const roundTrip = (): Promise<unknown> => get(profile).catch(() => null);
await roundTrip();

// First many at once: until then the compiler is at work, and an instance is not warm.
const cpu = process.cpuUsage();
const flood = await timed(async () => {
  for (let done = 0; done < FLOOD; done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => loginExternal.run(request({}))));
  }
});
const { user, system } = process.cpuUsage(cpu);
for (let round = 0; round < ROUNDS; round += 1) {
  figures.signature.push(await timed(signature));
  figures.roundTrip.push(await timed(roundTrip));
  figures.warm.push(await timed(() => loginExternal.run(request({}))));
}
process.stdout.write(
  `${JSON.stringify({ load, first, sql, ...figures, flood: { perSecond: (FLOOD / flood) * 1000, cpuPerSecond: (FLOOD / (user + system)) * 1e6 } })}\n`,
  () => process.exit(0),
);
