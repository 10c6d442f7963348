import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi, demoAdmin, demoPassword, seedPeople, startShopSystem, startStack } from '@foyer/demo';
import type { Addresses, Api, ShopSystem, Stack, StackOptions } from '@foyer/demo';
import type { LocalFirebase } from '@foyer/local-firebase';
import { asSignedIn, type CallName, type Calls } from '@foyer/shared-core/model';
import { test as base } from '@playwright/test';
import { Desk } from './desk-page.ts';
import { Widget } from './widget-page.ts';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const DAY_MS = 86_400_000;
const OWNER = { authorization: 'Bearer owner' };

/** A whole Foyer of one's own: brands and people of the demo, no conversations, on free ports, in a temporary folder. */
export class Foyer {
  readonly addresses: Addresses;
  readonly api: Api;
  /** The archive's SQLite file. */
  readonly archiveFile: string;
  /** The folder of the mails, one JSON file each. */
  readonly outbox: string;
  readonly #folder: string;
  readonly #shop: ShopSystem;
  #stack: Stack;

  private constructor(folder: string, shop: ShopSystem, stack: Stack) {
    this.#folder = folder;
    this.#shop = shop;
    this.#stack = stack;
    this.addresses = stack.addresses;
    this.api = createApi(stack.addresses);
    this.archiveFile = join(folder, 'archive.sqlite');
    this.outbox = join(folder, 'outbox');
  }

  static async start(): Promise<Foyer> {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-e2e-'));
    const secret = 'a secret of the tests, long enough';
    const shop = await startShopSystem(secret);
    const foyer = new Foyer(folder, shop, await startStack(stackIn(folder)));
    await seedPeople(foyer.api, { url: shop.url, secret });
    await foyer.staffDesk(true);
    return foyer;
  }

  /** Somebody is at every brand's desk in all tests but those of an empty one, where all others are gone, too. */
  async staffDesk(isStaffed: boolean): Promise<void> {
    const moderators = (await this.stored('moderators')) as Record<string, { readonly level: number }>;
    const [admin] = Object.keys(moderators).filter((uid) => moderators[uid]?.level === 3);
    // Far ahead, so that it never lapses.
    const lease = { [String(admin)]: { cff: { at: Date.now() + DAY_MS } } };
    await this.store({ 'desk-presence': isStaffed ? lease : null });
    await this.firebase.idle();
    await this.firebase.runSchedule('deskSweep');
  }

  get firebase(): LocalFirebase {
    return this.#stack.firebase;
  }

  /** Somebody new who answers for Acme: for tests that change how an account signs in. */
  async newOperator(name: string): Promise<{ readonly email: string; readonly password: string }> {
    const person = { email: `${name.toLowerCase()}@demo.test`, password: 'a way in of my own' };
    const rights = { role: 'operator', active: true, everyBrand: false, brands: ['acme'] } as const;
    await this.asAdmin('saveModerator', { ...person, ...rights, name });
    return person;
  }

  /** One call of the demo's admin, who has signed in for it. */
  async asAdmin<Name extends CallName>(
    name: Name,
    request: Calls[Name]['request'],
  ): Promise<Calls[Name]['response']> {
    const { id, token } = asSignedIn(
      await this.api.call('loginInternal', { email: demoAdmin.email, password: demoPassword }),
    );
    const { idToken } = await this.api.exchange(id, token);
    return this.api.call(name, request, idToken);
  }

  /** What is stored at a path, past all rules. */
  async stored(path: string): Promise<unknown> {
    return (await fetch(this.#owned(path), { headers: OWNER })).json();
  }

  /** Writes full paths from the root, past all rules: for what else takes hours, or is the project owner's to set. */
  async store(values: Readonly<Record<string, unknown>>): Promise<void> {
    const body = JSON.stringify(values);
    const response = await fetch(this.#owned(''), { method: 'PATCH', headers: OWNER, body });
    if (!response.ok) throw new Error(await response.text());
  }

  /** Answers to visitors who are gone go by mail now, however short they have waited for more. */
  async mailAnswers(): Promise<void> {
    await this.firebase.idle();
    const awaited = (await this.stored('server/awaited-answers')) ?? {};
    const due = Object.keys(awaited).map((key) => [`server/awaited-answers/${key}/dueAt`, 1]);
    await this.store(Object.fromEntries(due) as Record<string, unknown>);
    await this.firebase.runSchedule('deskSweep');
    await this.firebase.idle();
  }

  #owned(path: string): string {
    return `${this.addresses.database}/${path}.json?ns=${this.firebase.projectId}-default-rtdb`;
  }

  /** Stops everything, lets `meanwhile` happen, and starts it again with its data on its ports. */
  async restart(meanwhile: () => Promise<void>): Promise<void> {
    await this.#stack.close();
    await meanwhile();
    const ports = Object.fromEntries(
      services.map((name) => [name, Number(new URL(this.addresses[name]).port)]),
    );
    this.#stack = await startStack({ ...stackIn(this.#folder), ports });
  }

  async close(): Promise<void> {
    await this.#stack.close();
    await this.#shop.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const services = ['hosting', 'database', 'auth', 'storage', 'functions'] as const;

function stackIn(folder: string): StackOptions {
  return {
    root,
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    outbox: join(folder, 'outbox'),
    folder: join(folder, 'firebase'),
  };
}

export interface People {
  /** Opens a page of the demo shop as a visitor of one's own. */
  readonly visitor: (path?: string, options?: BrowserContextOptions) => Promise<Widget>;
  /** Opens the desk and signs somebody of the demo in. */
  readonly operator: (email: string, options?: BrowserContextOptions, password?: string) => Promise<Desk>;
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
      const foyer = await Foyer.start();
      await use(foyer);
      await foyer.close();
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
