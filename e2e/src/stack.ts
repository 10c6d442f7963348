import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi, seedPeople, startShopSystem, startStack } from '@foyer/demo';
import type { Api, Stack } from '@foyer/demo';
import { test as base } from '@playwright/test';
import { Desk } from './desk-page.ts';
import { Widget } from './widget-page.ts';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A whole Foyer of one's own: brands and people of the demo, no conversations, on free ports, in a temporary folder. */
export interface Foyer extends Stack {
  readonly api: Api;
  /** The archive's SQLite file. */
  readonly archiveFile: string;
}

async function startFoyer(): Promise<{ foyer: Foyer; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-e2e-'));
  const archiveFile = join(folder, 'archive.sqlite');
  const secret = 'a secret of the tests, long enough';
  const shop = await startShopSystem(secret);
  const stack = await startStack({
    root,
    archive: `sqlite:${archiveFile}`,
    folder: join(folder, 'firebase'),
  });
  const api = createApi(stack.addresses);
  await seedPeople(api, { url: shop.url, secret });
  return {
    foyer: { ...stack, api, archiveFile },
    async close() {
      await stack.close();
      await shop.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface People {
  /** Opens a page of the demo shop as a visitor of one's own. */
  visitor(path?: string, options?: BrowserContextOptions): Promise<Widget>;
  /** Opens the desk and signs somebody of the demo in. */
  operator(email: string, options?: BrowserContextOptions, password?: string): Promise<Desk>;
}

async function freshPage(browser: Browser, options: BrowserContextOptions | undefined): Promise<Page> {
  const context = await browser.newContext(options);
  return context.newPage();
}

/** Tests get a stack (one per worker) and people who act in it. */
export const test = base.extend<People, { foyer: Foyer }>({
  foyer: [
    // eslint-disable-next-line no-empty-pattern -- Playwright demands a destructured first parameter
    async ({}, use) => {
      const { foyer, close } = await startFoyer();
      await use(foyer);
      await close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  visitor: async ({ browser, foyer }, use) => {
    const pages: Page[] = [];
    await use(async (path = '/', options) => {
      const page = await freshPage(browser, options);
      pages.push(page);
      await page.goto(`${foyer.addresses.hosting}${path}`);
      return new Widget(page);
    });
    await Promise.all(pages.map((page) => page.context().close()));
  },
  operator: async ({ browser, foyer }, use) => {
    const pages: Page[] = [];
    await use(async (email, options, password) => {
      const page = await freshPage(browser, options);
      pages.push(page);
      await page.goto(`${foyer.addresses.hosting}/desk/`);
      const desk = new Desk(page);
      await desk.signIn(email, password);
      return desk;
    });
    await Promise.all(pages.map((page) => page.context().close()));
  },
});

export { expect } from '@playwright/test';
