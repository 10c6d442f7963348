import { createRequire } from 'node:module';

/**
 * One instance from nothing: loads the bundle as the platform does, and answers a first sign-in and some more. Writes one
 * line of JSON with milliseconds. The environment says where Firebase is.
 */
interface Callable {
  run(request: object): Promise<unknown>;
}

const [bundle = '', email, password] = process.argv.slice(2);
const request = {
  data: { email, password },
  rawRequest: {
    rawBody: Buffer.alloc(100),
    headers: {},
    header: (name: string) => (name === 'x-forwarded-for' ? '198.51.100.7' : undefined),
  },
};

const begun = performance.now();
const { loginInternal } = createRequire(import.meta.url)(bundle) as { loginInternal: Callable };
const loaded = performance.now();
await loginInternal.run(request);
const answered = performance.now();
const warm: number[] = [];
for (let call = 0; call < 10; call += 1) {
  const from = performance.now();
  await loginInternal.run(request);
  warm.push(performance.now() - from);
}
process.stdout.write(
  `${JSON.stringify({ boot: begun, load: loaded - begun, first: answered - loaded, warm })}\n`,
  () => process.exit(0),
);
