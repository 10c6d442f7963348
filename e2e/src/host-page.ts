import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { test as base } from './stack.ts';
import type { Foyer } from './stack.ts';
import { Widget } from './widget-page.ts';

/** A website of somebody else: its own origin, its own markup, its own headers. */
export interface HostPage {
  /** What stands in the head before anything else. */
  readonly head?: string;
  /** What stands in the body; the script tag of Acme when absent. `{origin}` is where Foyer is served from. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly context?: BrowserContextOptions;
  /** Called before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** The page with the widget on it, and all that was logged or thrown on it. */
export interface Hosted extends Widget {
  readonly said: readonly string[];
  /** Every address the page asked for, sockets too. */
  readonly asked: readonly string[];
  /** Of the website. */
  readonly origin: string;
}

/** Calls a command of the widget's global from the page's own script, as a website would. */
export function command(shop: Widget, name: string, ...args: unknown[]): Promise<unknown> {
  return shop.page.evaluate(
    ([called, given]) =>
      (window as unknown as { Foyer: (...all: unknown[]) => unknown }).Foyer(called, ...given),
    [name, args] as const,
  );
}

/** The widget's events at `window` from the page's first moment on, and what the page's policy objected to. */
export function heard(
  shop: Widget,
): Promise<readonly { readonly name: string; readonly detail: Record<string, unknown> }[]> {
  return shop.page.evaluate(() => (window as unknown as { heard: never[] }).heard);
}

function tag(foyer: Foyer): string {
  return `<script async src="${foyer.addresses.hosting}/foyer.js" data-brand="acme"></script>`;
}

function record(page: Page): { readonly said: string[]; readonly asked: string[] } {
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`thrown: ${error.message}`));
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  return { said, asked };
}

/** Keeps the widget's events, and makes what the page's policy objects to heard. */
function listen(): void {
  const heardEvents: { name: string; detail: unknown }[] = [];
  Object.defineProperty(window, 'heard', { value: heardEvents });
  const names =
    'ready open close show hide message messageState unread conversationStarted conversationEnded conversationOpened operator queue prechatSubmit offlineSubmit emailSupplied rating fileUpload connection identity tokenExpiring status consentRequired error';
  for (const name of names.split(' '))
    window.addEventListener(`foyer:${name}`, (event) => {
      heardEvents.push({ name, detail: (event as CustomEvent<unknown>).detail });
    });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    heardEvents.push({ name: 'violation', detail: { violatedDirective, blockedURI, sample } });
  });
}

/** A web server of its own, so that the page has an origin of its own: one document under every path. */
async function serve(
  document: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(document);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

export const test = base.extend<{ readonly host: (page?: HostPage) => Promise<Hosted> }>({
  host: async ({ browser, foyer }, use) => {
    const pages: Page[] = [];
    const closings: (() => void)[] = [];
    await use(async ({ head = '', body, headers = {}, path = '/', context, prepare } = {}) => {
      const page = await (await browser.newContext(context)).newPage();
      pages.push(page);
      const recorded = record(page);
      await page.addInitScript(listen);
      const markup = (body ?? tag(foyer)).replaceAll('{origin}', foyer.addresses.hosting);
      const website = await serve(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">${head}</head><body><h1>A shop</h1>${markup}</body></html>`,
        headers,
      );
      closings.push(website.close);
      await prepare?.(page);
      await page.goto(`${website.origin}${path}`);
      return Object.assign(new Widget(page), recorded, { origin: website.origin });
    });
    await Promise.all(pages.map((page) => page.context().close()));
    for (const close of closings) close();
  },
});

export { expect } from '@playwright/test';
