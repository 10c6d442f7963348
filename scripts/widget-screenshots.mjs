// Takes a picture of every state of the widget in every look, and puts those of a look on one sheet of
// docs/screenshots. With a folder as argument the single pictures are kept in it, with a look's name it is only that.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { buildStale } from './build-parts.mjs';
import { chromiumPath, ensureMachine } from './machine.mjs';
import { root } from './steps.mjs';

ensureMachine(['chromium']);
await buildStale();
const { makeSheet } = await import('./widget-pictures/contact-sheet.mjs');
const { looks } = await import('./widget-pictures/looks.mjs');
const { showStates } = await import('./widget-pictures/show-states.mjs');

const [keep, only] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
});

async function takePictures(look) {
  const { name } = look;
  const pictures = [];
  if (keep) mkdirSync(join(keep, name), { recursive: true });
  await showStates({
    root,
    browser,
    looks: [look],
    async seen(stage, state) {
      const path = keep && join(keep, name, `${String(pictures.length + 1).padStart(2, '0')}.png`);
      pictures.push({ name: state, bytes: await stage.picture(path) });
    },
    failed: (stage) => keep && stage.picture(join(keep, name, 'failed.png')).catch(() => undefined),
  });
  await makeSheet(browser, join(root, 'docs/screenshots', `states-${name}.png`), look, pictures);
  console.log(`docs/screenshots/states-${name}.png: ${pictures.length} states`);
}

try {
  for (const look of looks) if (!only || only === look.name) await takePictures(look);
} finally {
  await browser.close();
}
