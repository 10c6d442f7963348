import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/**
 * Builds what the Firebase CLI deploys: one self-contained CommonJS bundle, in files of which an instance reads only
 * those that it needs, with the package.json and the list of functions that belong to it.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const final = join(here, '../dist/functions');
/** Built beside its place and moved there whole: a running process loads its files from one build. */
const target = `${final}.${process.pid}`;

/** What is loaded on demand, each a file of its own: sign-in reads neither SQL nor Storage. */
const parts = {
  archive: { entry: './src/archive/open-archive.ts', imported: /\/archive\/open-archive\.ts$/ },
  'cloud-sql': {
    entry: '@google-cloud/cloud-sql-connector',
    imported: /^@google-cloud\/cloud-sql-connector$/,
  },
  'cloud-storage': {
    entry: fileURLToPath(import.meta.resolve('@google-cloud/storage')),
    imported: /^@google-cloud\/storage$/,
  },
  passkeys: {
    entry: fileURLToPath(import.meta.resolve('@simplewebauthn/server')),
    imported: /^@simplewebauthn\/server$/,
  },
  'openid-client': {
    entry: fileURLToPath(import.meta.resolve('openid-client')),
    imported: /^openid-client$/,
  },
  nodemailer: {
    entry: fileURLToPath(import.meta.resolve('nodemailer')),
    imported: /^nodemailer$/,
  },
};

/** Leads imports of another part to that part's file instead of bundling it once more. */
const apart = {
  name: 'apart',
  setup({ onResolve }) {
    for (const [name, { imported }] of Object.entries(parts)) {
      onResolve({ filter: imported }, ({ kind }) =>
        kind === 'entry-point' ? undefined : { path: `./${name}.js`, external: true },
      );
    }
  },
};

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: {
    index: './src/index.ts',
    ...Object.fromEntries(Object.entries(parts).map(([name, { entry }]) => [name, entry])),
  },
  outdir: target,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // Names stay: a stack trace in the log must be readable.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  plugins: [apart],
});

const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const manifest = {
  name: 'foyer-functions',
  version: '0.1.0',
  private: true,
  main: 'index.js',
  engines: { node: '24' },
  // Everything is in the bundle; the CLI's emulator wants to see these two named all the same, and a deploy leaves
  // out what is for development.
  devDependencies: {
    'firebase-admin': dependencies['firebase-admin'],
    'firebase-functions': dependencies['firebase-functions'],
  },
};
writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

// For the CLI's emulator only: it asks for a parameter without a default, and takes any key.
writeFileSync(join(target, '.env.local'), 'FOYER_API_KEY=local\n');

// The CLI takes a static list in place of running the bundle; it is what firebase-functions itself finds in it.
await promisify(execFile)(
  process.execPath,
  [join(here, '../node_modules/firebase-functions/lib/bin/firebase-functions.js')],
  {
    cwd: target,
    env: {
      ...process.env,
      FUNCTIONS_MANIFEST_OUTPUT_PATH: join(target, 'functions.yaml'),
      GCLOUD_PROJECT: 'discovery',
      FIREBASE_CONFIG: '{"projectId":"discovery"}',
    },
  },
);
if (existsSync(final)) renameSync(final, `${target}.old`);
renameSync(target, final);
rmSync(`${target}.old`, { recursive: true, force: true });
for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  process.stdout.write(`${file.split('/').at(-1)} ${Math.round(bytes / 1024)} KB\n`);
}
