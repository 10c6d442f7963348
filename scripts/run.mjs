// The door to every command. It runs on whatever Node (20 or newer) the machine has, depends on nothing, installs
// what is missing and goes on under the project's own Node 24, which is an npm package like any other.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node24 = join(root, 'node_modules', '.bin', 'node');
const stamp = join(root, 'node_modules', '.foyer-installed');

/** Runs a program with this terminal and resolves with its exit code; signals reach it through the terminal. */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}` },
    });
    const forward = (signal) => () => child.kill(signal);
    const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, forward(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const [name, handler] of handlers) process.off(name, handler);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** What is installed is right when the lock file is the one it was installed from. */
function installedFrom() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

async function install() {
  const wanted = installedFrom();
  if (existsSync(node24) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages (once; a minute or two) …');
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
  // Under Node 24 from the start: an older npm would pick other versions and skip optional packages.
  const code = await run('npx', [
    '--yes',
    '-p',
    `node@${version}`,
    'npm',
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (code !== 0) {
    console.error(
      'The packages could not be installed. Is the npm registry reachable? What npm said stands above.',
    );
    process.exit(code);
  }
  writeFileSync(stamp, wanted);
}

const [command = 'start', ...args] = process.argv.slice(2);
const [major] = process.versions.node.split('.').map(Number);
if ((major ?? 0) < 20) {
  console.error(
    `Foyer needs Node 20 or newer to start (this is ${process.version}); everything else it brings along.`,
  );
  process.exit(1);
}
await install();
process.exit(
  await run(node24, [
    '--disable-warning=ExperimentalWarning',
    join(root, 'scripts', `${command}.mjs`),
    ...args,
  ]),
);
