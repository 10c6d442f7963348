import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './steps.mjs';

/**
 * What is built, from what, and how. A part is stale when one of its inputs changed since it was built (compared by
 * name, size and time of change), or when an output is missing.
 */
const parts = [
  {
    name: 'types and modules',
    inputs: [
      'tsconfig.base.json',
      'tsconfig.json',
      ...['shared-core', 'widget', 'functions', 'local-firebase', 'rules', 'demo', 'e2e', 'bench'].map(
        (folder) => `${folder}/src`,
      ),
    ],
    outputs: ['shared-core/dist/index.js', 'local-firebase/dist/index.js', 'demo/dist/index.js'],
    build: () => runTool('tsc', ['--build']),
  },
  {
    name: 'database rules',
    inputs: ['rules/src', 'shared-core/src/model'],
    outputs: ['database.rules.json', 'docs/permissions.md'],
    build: () => runTool('node', ['rules/dist/write.js']),
  },
  {
    name: 'types of the widget',
    inputs: ['widget/src/public-api.ts', 'widget/src/npm', 'widget/build/public-types.js'],
    outputs: ['widget/foyer.d.ts'],
    build: () => runTool('node', ['widget/build/public-types.js']),
  },
  {
    name: 'functions',
    inputs: ['functions/src', 'functions/build.mjs', 'functions/package.json', 'shared-core/src/model'],
    outputs: ['dist/functions/index.js', 'dist/functions/package.json', 'dist/functions/functions.yaml'],
    build: () => runTool('node', ['functions/build.mjs']),
  },
  {
    name: 'widget',
    inputs: ['widget/src', 'widget/build', 'widget/rollup.config.js', 'shared-core/src'],
    outputs: ['widget/dist/foyer.js'],
    build: () => runTool('rollup', ['--config', 'widget/rollup.config.js', '--silent']),
  },
  {
    name: 'desk',
    inputs: [
      'backoffice/src',
      'backoffice/angular.json',
      'backoffice/tsconfig.json',
      'backoffice/tsconfig.app.json',
      'shared-core/src',
    ],
    outputs: ['backoffice/dist/browser/index.html'],
    build: () =>
      runTool('ng', ['build'], { cwd: join(root, 'backoffice'), env: { NG_CLI_ANALYTICS: 'false' } }),
  },
  {
    name: 'hosting folder',
    inputs: ['demo/public', 'widget/dist/foyer.js', 'widget/dist/foyer', 'backoffice/dist/browser'],
    outputs: ['dist/hosting/foyer.js', 'dist/hosting/desk/index.html', 'dist/demo/index.html'],
    build: () => Promise.resolve(assembleHosting()),
  },
];

/** Puts together what Hosting serves: the widget's file and the desk; on this machine the demo shop, too. */
function assembleHosting() {
  const began = performance.now();
  for (const [target, withShop] of [
    ['dist/hosting', false],
    ['dist/demo', true],
  ]) {
    const folder = join(root, target);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    if (withShop) cpSync(join(root, 'demo/public'), folder, { recursive: true });
    cpSync(join(root, 'widget/dist/foyer.js'), join(folder, 'foyer.js'));
    cpSync(join(root, 'widget/dist/foyer'), join(folder, 'foyer'), { recursive: true });
    cpSync(join(root, 'backoffice/dist/browser'), join(folder, 'desk'), { recursive: true });
  }
  return { code: 0, output: '', ms: performance.now() - began };
}

function* filesOf(path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  const stat = statSync(full);
  if (!stat.isDirectory()) {
    yield `${path}:${stat.size}:${Math.trunc(stat.mtimeMs)}`;
    return;
  }
  for (const entry of readdirSync(full).sort()) yield* filesOf(`${path}/${entry}`);
}

function fingerprint(part) {
  const hash = createHash('sha256');
  for (const input of part.inputs) for (const line of filesOf(input)) hash.update(line).update('\n');
  return hash.digest('hex');
}

const stampFile = (part) => join(root, 'dist/.stamps', part.name.replaceAll(' ', '-'));

function isFresh(part) {
  const stamp = stampFile(part);
  if (!part.outputs.every((output) => existsSync(join(root, output))) || !existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8') === fingerprint(part);
}

/** Builds the parts that are stale, in order, with a line of progress each; ends the process when one fails. */
export async function buildStale({ force = false } = {}) {
  for (const part of parts) {
    if (!force && isFresh(part)) continue;
    process.stdout.write(`Building ${part.name} … `);
    const { code, output, ms } = await part.build();
    if (code !== 0) {
      process.stdout.write(`failed\n\n${output}\n`);
      process.exit(code);
    }
    mkdirSync(join(root, 'dist/.stamps'), { recursive: true });
    writeFileSync(stampFile(part), fingerprint(part));
    process.stdout.write(`${(ms / 1000).toFixed(1)} s\n`);
  }
}
