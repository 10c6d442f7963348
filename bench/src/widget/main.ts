// Measures the built widget beside the smallest Firebase chat, in one run. Figures are printed, none is demanded.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createApi, seedPeople, startShopSystem, startStack } from '@foyer/demo';
import { chromium } from '@playwright/test';
import { percentile } from '../percentile.ts';
import { print, printTable, whole } from '../print.ts';
import { serveHostPages } from './host-page.ts';
import { loadPage, type Load, type Marks } from './load.ts';

const { values } = parseArgs({
  options: { chromium: { type: 'string' }, loads: { type: 'string', default: '7' } },
});
const root = fileURLToPath(new URL('../../..', import.meta.url));
const widget = readFileSync(join(root, 'widget/dist/foyer.js'), 'utf8');
const floor = readFileSync(join(root, 'bench/dist/floor.js'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
const secret = 'a secret of the benchmark, long enough';
const shop = await startShopSystem(secret);
const stack = await startStack({ root, archive: `sqlite:${join(folder, 'archive.sqlite')}` });
const { hosting } = stack.addresses;
await seedPeople(createApi(stack.addresses), { url: shop.url, secret });

const page = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,"><body><h1>A shop</h1>${script}</body></html>`;
const host = await serveHostPages({
  '/empty': page(''),
  '/widget': page(`<script src="${hosting}/foyer.js" data-brand="acme" data-color="#1f6f5c" async></script>`),
  '/floor': page(`<script src="/floor.js" data-origin="${hosting}" data-brand="acme"></script>`),
  '/floor.js': floor,
});
const browser = await chromium.launch({
  ...(values.chromium === undefined ? {} : { executablePath: values.chromium }),
  args: ['--no-sandbox', '--disable-gpu'],
});

const inWidget = (selector: string): string =>
  `document.querySelector('foyer-widget')?.shadowRoot.querySelector('${selector}')`;
const cases: readonly (readonly [string, string, Marks | null])[] = [
  ['empty page', '/empty', null],
  [
    'floor',
    '/floor',
    { launcher: `document.querySelector('#launcher')`, usable: `document.querySelector('#usable')` },
  ],
  [
    'foyer.js',
    '/widget',
    // The brand's name has come, as it has in the floor: until then there is a field, but nothing was heard yet.
    {
      launcher: inWidget('.launcher'),
      usable: `${inWidget('.panel[aria-busy=false] #title')}?.textContent === 'Acme Outdoor' ? ${inWidget('textarea')} : null`,
    },
  ],
];
const loads = new Map<string, Load[]>(cases.map(([name]) => [name, []]));
try {
  // In turn, so that what else the machine does falls on all alike; the first round warms up and is left out.
  for (let round = 0; round <= Number(values.loads); round += 1) {
    for (const [name, path, marks] of cases) {
      const load = await loadPage(browser, `${host.url}${path}`, marks);
      if (round > 0) loads.get(name)?.push(load);
    }
  }
} finally {
  await browser.close();
  await host.close();
  await stack.close();
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
}

const median = (name: string, read: (load: Load) => number): number =>
  percentile((loads.get(name) ?? []).map(read), 50);
const ms = (value: number): string => value.toFixed(1);

printTable(
  'Bytes of the one file',
  ['', 'raw', 'gzip -9', 'brotli 11'],
  [
    ['foyer.js', widget],
    ['floor', floor],
  ].map(([name, code]) => [
    name ?? '',
    whole(Buffer.byteLength(code ?? '')),
    whole(gzipSync(code ?? '', { level: 9 }).length),
    whole(brotliCompressSync(code ?? '').length),
  ]),
);
printTable(
  `Until the launcher is visible, processor 4 times slower, median of ${values.loads} loads`,
  ['', 'script ms', 'longest task ms', 'blocking ms', 'heap MB', 'requests of the script'],
  cases.map(([name]) => [
    name,
    ms(median(name, ({ before }) => before.scriptMs)),
    ms(median(name, ({ before }) => before.longestTaskMs)),
    ms(median(name, ({ before }) => before.blockingMs)),
    median(name, ({ before }) => before.heapMb).toFixed(2),
    String(median(name, ({ before }) => before.requests - 1)),
  ]),
);
const script = (name: string): number => median(name, ({ opening }) => opening?.scriptMs ?? Number.NaN);
const both = (name: string): number => script(name) + median(name, ({ before }) => before.scriptMs);
printTable(
  'From the click to a usable conversation',
  ['', 'script ms', 'with the load', 'longest task ms', 'blocking ms', 'wall ms'],
  cases
    .slice(1)
    .map(([name]) => [
      name,
      ms(script(name)),
      ms(both(name)),
      ms(median(name, ({ opening }) => opening?.longestTaskMs ?? Number.NaN)),
      ms(median(name, ({ opening }) => opening?.blockingMs ?? Number.NaN)),
      ms(median(name, ({ opening }) => opening?.wallMs ?? Number.NaN)),
    ]),
);
print(
  `\n  foyer.js : floor = ${(both('foyer.js') / both('floor')).toFixed(2)} in script time, load and opening together`,
);
