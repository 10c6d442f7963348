import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildStale } from './build-parts.mjs';
import { startReloadServer } from './reload-server.mjs';
import { root, runTool } from './steps.mjs';

/** Something is worth doing once after a burst of changes, not once per file. */
const CALM_MS = 150;

const at = (path) => join(root, path);
const reloads = await startReloadServer();
const children = [];

function watcher(name, tool, args, cwd = root) {
  const child = spawn(at(`node_modules/.bin/${tool}`), args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
  });
  const show = (chunk) => {
    const lines = String(chunk)
      .split('\n')
      .filter((line) => /error|warning|✘|TS\d+|NG\d+/i.test(line) && !/0 errors/.test(line));
    if (lines.length > 0) console.log(lines.map((line) => `[${name}] ${line}`).join('\n'));
  };
  child.stdout.on('data', show);
  child.stderr.on('data', show);
  children.push(child);
}

/** Calls `act` once things have been calm for a moment after a change below a folder. */
function onChange(path, act) {
  mkdirSync(at(path), { recursive: true });
  let timer;
  watch(at(path), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => act().catch((error) => console.error(error.message)), CALM_MS);
  });
}

/** Pages get the reload script here, and only here: what is deployed is never touched. */
function publish() {
  const folder = at('dist/dev');
  mkdirSync(folder, { recursive: true });
  cpSync(at('demo/public'), folder, { recursive: true });
  if (existsSync(at('widget/dist/foyer.js'))) cpSync(at('widget/dist/foyer.js'), join(folder, 'foyer.js'));
  if (existsSync(at('widget/dist/foyer')))
    cpSync(at('widget/dist/foyer'), join(folder, 'foyer'), { recursive: true });
  if (existsSync(at('backoffice/dist/browser/index.html'))) {
    rmSync(join(folder, 'desk'), { recursive: true, force: true });
    cpSync(at('backoffice/dist/browser'), join(folder, 'desk'), { recursive: true });
  }
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.html'))
    .concat('desk/index.html');
  for (const page of pages.filter((name) => existsSync(join(folder, name)))) {
    const text = readFileSync(join(folder, page), 'utf8');
    writeFileSync(
      join(folder, page),
      text.replace('</body>', `<script src="${reloads.script}"></script></body>`),
    );
  }
}

async function republish() {
  publish();
  reloads.reload();
}

await buildStale();
publish();
const { startDemo } = await import('../demo/dist/index.js');
const stack = await startDemo(process.argv.slice(2), 'dist/dev');

watcher('types', 'tsc', ['--build', '--watch', '--preserveWatchOutput']);
watcher('widget', 'rollup', ['--config', 'widget/rollup.config.js', '--watch', '--silent']);
watcher('desk', 'ng', ['build', '--watch', '--configuration', 'development'], at('backoffice'));
onChange('widget/dist', republish);
onChange('backoffice/dist', republish);
onChange('demo/public', republish);
onChange('functions/src', async () => {
  const { code, output } = await runTool('node', ['functions/build.mjs']);
  if (code !== 0) console.error(output);
  else await stack.firebase.functions.restart();
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM');
    reloads.close();
  });
}
console.log('Watching: widget and desk reload when they are saved, functions restart.');
