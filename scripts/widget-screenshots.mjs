// Takes a picture of every state of the widget in every look, and puts those of a look on one sheet of
// docs/screenshots. With a folder as argument the single pictures are kept in it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { buildStale } from './build-parts.mjs';
import { chromiumPath, ensureMachine } from './machine.mjs';
import { root } from './steps.mjs';

ensureMachine(['chromium']);
await buildStale();
const { createApi, seedPeople, startShopSystem, startStack } = await import('../demo/dist/index.js');
const { makeSheet } = await import('./widget-pictures/contact-sheet.mjs');
const { looks } = await import('./widget-pictures/looks.mjs');
const { createBrands, hireOperator } = await import('./widget-pictures/people.mjs');
const { avatar, drawPhoto, openStage, startShopPages } = await import('./widget-pictures/stage.mjs');
const { stories } = await import('./widget-pictures/stories.mjs');

const [keep, only] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'foyer-screenshots-'));
const sheets = join(root, 'docs/screenshots');
const secret = 'a secret of the pictures, long enough';
const shop = await startShopSystem(secret);
const stack = await startStack({ root, archive: `sqlite:${join(folder, 'archive.sqlite')}` });
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
});
const { hosting, database, projectId } = stack.addresses;
const api = createApi(stack.addresses);
const pages = await startShopPages(hosting);

/** What is stored at a path, past all rules. */
async function stored(path) {
  const headers = { authorization: 'Bearer owner' };
  return (
    await globalThis.fetch(`${database}/${path}.json?ns=${projectId}-default-rtdb`, { headers })
  ).json();
}

async function takePictures(look, bytes) {
  const { name, texts } = look;
  await createBrands(api, look);
  const operator = await hireOperator(api, look, avatar);
  if (keep) mkdirSync(join(keep, name), { recursive: true });
  const pictures = [];
  for (const { steps, attributes, ...story } of stories) {
    const stage = await openStage(browser, pages, look, { ...story, attributes: attributes?.(texts) });
    const scene = { stage, operator, texts, api, stored, bytes };
    for (const [state, act] of steps) {
      await act(scene).catch(async (cause) => {
        if (keep) await stage.picture(join(keep, name, 'failed.png')).catch(() => undefined);
        throw new Error(`${look.title}: ${state}`, { cause });
      });
      const path = keep && join(keep, name, `${String(pictures.length + 1).padStart(2, '0')}.png`);
      pictures.push({ name: state, bytes: await stage.picture(path) });
    }
    await stage.close();
  }
  await makeSheet(browser, join(sheets, `states-${name}.png`), look, pictures);
  console.log(`docs/screenshots/states-${name}.png: ${pictures.length} states`);
}

try {
  await seedPeople(api, { url: shop.url, secret });
  const bytes = await drawPhoto(browser);
  for (const look of looks) if (!only || only === look.name) await takePictures(look, bytes);
} finally {
  await browser.close();
  pages.close();
  await stack.close();
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
}
