// Takes the pictures of docs/screenshots from a stack of its own with the demo's data.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { buildStale } from './build-parts.mjs';
import { chromiumPath, ensureMachine } from './machine.mjs';
import { root } from './steps.mjs';

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const question = 'Hi! Is the trail tent warm enough for October?';

ensureMachine(['chromium']);
await buildStale();
const {
  createApi,
  createShiftedClock,
  demoPassword,
  seedConversations,
  seedPeople,
  startShopSystem,
  startStack,
} = await import('../demo/dist/index.js');

const folder = mkdtempSync(join(tmpdir(), 'foyer-screenshots-'));
const pictures = join(root, 'docs/screenshots');
mkdirSync(pictures, { recursive: true });

const clock = createShiftedClock();
const secret = 'a secret of the pictures, long enough';
const shop = await startShopSystem(secret);
const stack = await startStack({ root, archive: `sqlite:${join(folder, 'archive.sqlite')}`, clock });
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
});

/** A page of its own with an own storage. */
async function page(path, options = {}) {
  const context = await browser.newContext({
    viewport: desktop,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  const opened = await context.newPage();
  await opened.goto(`${stack.addresses.hosting}${path}`);
  return opened;
}

async function shoot(on, name) {
  await on.waitForLoadState('networkidle').catch(() => {});
  await on.screenshot({ path: join(pictures, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}

async function signIn(on, email = 'operator2@demo.test') {
  await on.getByLabel('E-mail').fill(email);
  await on.getByLabel('Password', { exact: true }).fill(demoPassword);
  await on.getByRole('button', { name: 'Sign in', exact: true }).click();
  await on.getByRole('heading', { name: 'Inbox' }).waitFor();
}

async function openWidget(on) {
  await on.getByRole('button', { name: /open chat/i }).click();
  await on.getByRole('dialog').getByRole('textbox').waitFor();
}

const composer = (on) => on.getByRole('textbox', { name: 'Your answer' });

/** Picks the conversation whose last words are these. */
async function choose(on, words) {
  await on.getByText(words).first().click();
  await on.getByRole('log').waitFor();
}

try {
  const api = createApi(stack.addresses);
  await seedPeople(api, { url: shop.url, secret });
  await seedConversations(api, clock, () => {});

  const visitor = await page('/');
  await visitor.getByRole('button', { name: /open chat/i }).waitFor();
  await shoot(visitor, 'widget-closed');
  await visitor.evaluate(() => globalThis.Foyer('identify', { userId: '1033', userName: 'Mara Lindqvist' }));
  await openWidget(visitor);
  await visitor.getByRole('dialog').getByRole('textbox').fill(question);
  await visitor.keyboard.press('Enter');

  const desk = await page('/desk/');
  await shoot(desk, 'desk-sign-in');
  await signIn(desk);
  await desk.getByText(question).first().waitFor();
  await shoot(desk, 'desk-list');
  await choose(desk, question);
  await desk.getByRole('button', { name: 'Take and answer' }).click();
  for (const text of ['Hello Mara! With the liner, down to about -2 °C.', 'Shall I put one aside for you?']) {
    await composer(desk).fill(text);
    await composer(desk).press('Enter');
    await visitor.getByRole('log').getByText(text).waitFor();
  }
  await visitor.getByRole('dialog').getByRole('textbox').fill('Yes please, in green if you have it 🙂');
  await visitor.keyboard.press('Enter');
  await desk.getByRole('log').getByText('in green').waitFor();
  await composer(desk).pressSequentially('One moment');
  await visitor.getByText(/is typing/).waitFor();
  await shoot(visitor, 'widget-open');
  await shoot(desk, 'desk-conversation');

  const small = await page('/', {
    viewport: phone,
    isMobile: true,
    hasTouch: true,
    storageState: await visitor.context().storageState(),
  });
  if (!(await small.getByRole('dialog').isVisible()))
    await small.getByRole('button', { name: /chat/i }).first().click();
  await small.getByRole('log').getByText('in green').waitFor();
  await shoot(small, 'widget-phone');
  const night = await page('/', {
    colorScheme: 'dark',
    storageState: await visitor.context().storageState(),
  });
  if (!(await night.getByRole('dialog').isVisible()))
    await night.getByRole('button', { name: /chat/i }).first().click();
  await night.getByRole('log').getByText('in green').waitFor();
  await shoot(night, 'widget-dark');

  const pocket = await page('/desk/', { viewport: phone, isMobile: true, hasTouch: true });
  await signIn(pocket);
  await shoot(pocket, 'desk-phone-list');
  await choose(pocket, 'in green');
  await shoot(pocket, 'desk-phone-conversation');

  const dark = await page('/desk/', { colorScheme: 'dark' });
  await signIn(dark, 'admin@demo.test');
  await choose(dark, 'in green');
  await shoot(dark, 'desk-dark');
  await dark.getByRole('link', { name: 'Reports' }).click();
  await dark.locator('canvas').first().waitFor();
  await shoot(dark, 'desk-reports-dark');

  const admin = await page('/desk/');
  await signIn(admin, 'admin@demo.test');
  for (const [link, name] of [
    ['Reports', 'desk-reports'],
    ['Operators', 'desk-operators'],
    ['Brands', 'desk-brands'],
    ['Team', 'desk-team'],
  ]) {
    await admin.getByRole('link', { name: link }).click();
    await admin.getByRole('heading', { name: link, exact: true }).first().waitFor();
    await shoot(admin, name);
  }
  await admin.getByRole('link', { name: 'Audit log' }).click();
  await admin.locator('td code').first().waitFor();
  await shoot(admin, 'desk-audit');
  await admin.getByRole('link', { name: 'Brands' }).click();
  await admin.getByText('Access', { exact: true }).first().click();
  await admin.getByRole('heading', { name: 'Keys' }).waitFor();
  await shoot(admin, 'desk-access');
  await admin.getByRole('button', { name: /^Account of/ }).click();
  await admin.getByRole('menuitem', { name: 'My account' }).click();
  await admin.getByText('this one').waitFor();
  await shoot(admin, 'desk-account');
  await admin.getByRole('link', { name: 'Search' }).click();
  await admin.getByLabel('Search in messages').fill('tent');
  await admin.keyboard.press('Enter');
  await admin
    .getByText(/messages$/)
    .first()
    .waitFor();
  await shoot(admin, 'desk-search');
} finally {
  await browser.close();
  await stack.close();
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
}
