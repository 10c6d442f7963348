import { fileURLToPath } from 'node:url';
import nodeResolve from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { Linter } from 'eslint';
import { rollup } from 'rollup';
import { parseAst } from 'rollup/parseAst';
import { expect, it } from 'vitest';
import { lean, leanSdk } from './lean-sdk.js';
import { database } from './left-out.js';

const entry = fileURLToPath(new URL('../../shared-core/dist/firebase/visitor-ports.js', import.meta.url));

async function bundled() {
  const bundle = await rollup({
    input: entry,
    plugins: [leanSdk(), nodeResolve({ browser: true })],
    onwarn: () => undefined,
  });
  const { output } = await bundle.generate({ format: 'es' });
  // Comments name what the code does not.
  return (await transform(output[0].code, { minifyWhitespace: true, target: 'es2022' })).code;
}

it('leaves nothing behind that something else still names', async () => {
  const browser = ['window', 'document', 'navigator', 'location', 'console', 'setTimeout', 'clearTimeout'];
  browser.push('setInterval', 'clearInterval', 'WebSocket', 'MozWebSocket', 'TextEncoder', 'TextDecoder');
  browser.push('atob', 'btoa', 'AbortController', 'URL');
  const named = new Linter().verify(await bundled(), {
    languageOptions: { globals: Object.fromEntries(browser.map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': ['error', { typeof: false }] },
  });
  expect(named.map(({ message }) => message)).toEqual([]);
}, 60_000);

it('leaves out what would show in the website’s page: scripts of long polling, storage, the console', async () => {
  const code = await bundled();
  for (const trace of ['createElement', 'localStorage', 'sessionStorage', 'indexedDB', '.cookie', 'console.'])
    expect(code).not.toContain(trace);
}, 60_000);

it('stops when an upgrade of the SDK has taken away or doubled what is replaced', () => {
  const failed = [];
  const code = 'class TransportManager {}\nclass TransportManager$1 {}';
  lean(code, parseAst(code), database, (text) => failed.push(text));
  expect(failed).toContain('BrowserPollConnection stands 0 times in the SDK');
  expect(failed).not.toContain('TransportManager stands 0 times in the SDK');
});
