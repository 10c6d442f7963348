import { command, expect, heard, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';
import type { Foyer } from '../stack.ts';

/** Opens, writes, and sees it stored: the widget works here. */
async function chatWorks(shop: Hosted, text: string): Promise<void> {
  await shop.open();
  await shop.write(text);
  await expect(shop.message(text)).toBeVisible();
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
}

/** What a page's policy has to let through: docs/widget.md says the same for a live project. */
function services({ addresses }: Foyer): string {
  const { hosting, functions, auth, storage, database } = addresses;
  return [hosting, functions, auth, storage, database, database.replace(/^http/, 'ws')].join(' ');
}

test('A104 a strict policy with nonces and Trusted Types is not violated once', async ({
  foyer,
  host,
  operator,
}) => {
  const shop = await host({
    headers: {
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'nonce-r4nd0m' 'strict-dynamic'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
        `connect-src ${services(foyer)}`,
        `img-src data: ${foyer.addresses.storage} ${foyer.addresses.functions}`,
        "base-uri 'none'",
      ].join('; '),
    },
    body: '<script nonce="r4nd0m" async src="{origin}/foyer.js" data-brand="acme"></script>',
  });
  await chatWorks(shop, 'Strictly speaking');
  await command(shop, 'update', { theme: 'dark', locale: 'fr', offsetX: 40 });
  const desk = await operator('operator1@demo.test');
  await desk.choose('Strictly speaking');
  await desk.takeAndWrite('See https://example.com');
  await expect(shop.log.getByRole('link', { name: 'https://example.com' })).toBeVisible();
  await command(shop, 'destroy');
  expect((await heard(shop)).filter(({ name }) => name === 'violation')).toEqual([]);
  expect(shop.said).toEqual([]);
});

test('a page’s style does not reach in, however it shouts', async ({ host }) => {
  const context = { reducedMotion: 'reduce' } as const;
  const plain = await host({ context });
  const loud = await host({
    context,
    head: `<style>
      * { all: unset !important; display: none !important; visibility: hidden !important; opacity: 0.1 !important;
        font: 60px cursive !important; color: red !important; background: lime !important; position: static !important;
        transform: rotate(9deg) !important; pointer-events: none !important; margin: 50px !important; }
      html, body { display: block !important; }
      html { transform: none !important; }
      body { transform: none !important; }
      foyer-widget { display: none !important; z-index: -1 !important; width: 5px !important; }
    </style>`,
  });
  const look = async (shop: Hosted): Promise<unknown> => {
    await shop.open();
    return shop.panel.evaluate((panel) =>
      [panel, ...panel.querySelectorAll('button, h2, textarea')].map((element) => {
        const { font, color, backgroundColor, opacity, visibility, pointerEvents } =
          getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        return { font, color, backgroundColor, opacity, visibility, pointerEvents, width, height };
      }),
    );
  };
  expect(await look(loud)).toEqual(await look(plain));
});

/** What prototype.js 1.7 does to a page: its own Array.from without a second argument, bind, and names on everything. */
const prototypeJs = `<script>(function () {
  function $A(list) {
    if (!list) return [];
    if ('toArray' in Object(list)) return list.toArray();
    var length = list.length || 0, all = new Array(length);
    while (length--) all[length] = list[length];
    return all;
  }
  Array.from = $A;
  Array.prototype.each = Array.prototype.forEach;
  Array.prototype.include = function (x) { return this.indexOf(x) >= 0; };
  Array.prototype.clear = function () { this.length = 0; return this; };
  Array.prototype.compact = function () { return this.filter(function (x) { return x != null; }); };
  Array.prototype.toArray = Array.prototype.clone = function () { return [].concat(this); };
  Array.prototype.size = function () { return this.length; };
  String.prototype.toArray = function () { return this.split(''); };
  String.prototype.sub = String.prototype.gsub = function () { return String(this); };
  Function.prototype.bind = function (to) {
    var run = this, given = $A(arguments).slice(1);
    return function () { return run.apply(to, given.concat($A(arguments))); };
  };
  Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
  Element.prototype.show = Element.prototype.hide = Element.prototype.update = function () { return this; };
  Event.prototype.stop = function () { this.preventDefault(); this.stopPropagation(); };
  document.getElementsByClassName = function () { return []; };
  window.$ = window.$$ = function () { return null; };
})();</script>`;

test('B24 a page with prototype.js gets a working chat, and keeps its own', async ({ host }) => {
  const shop = await host({ head: prototypeJs });
  await chatWorks(shop, 'Through the old framework');
  expect(await shop.page.evaluate(() => Array.from({ length: 2 }, () => 1))).toEqual([undefined, undefined]);
  expect(shop.said).toEqual([]);
});

test('B24 a page that has bent what every script relies on hears nothing of the widget', async ({ host }) => {
  const shop = await host({
    head: `<script>
      // prototype.js 1.6, and things that people do to Object.prototype.
      Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
      String.prototype.toJSON = function () { return '"' + this + '"'; };
      Object.prototype.polluted = function () { return 'mine'; };
      Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
    </script>`,
  });
  await shop.open();
  await shop.write('Is anybody there?');
  await expect(shop.message('Is anybody there?')).toBeVisible();
  await command(shop, 'destroy');
  await expect(shop.panel).toHaveCount(0);
  expect(shop.said.filter((line) => !line.includes('Failed to load resource'))).toEqual([]);
});

test('the chat stands at the window’s edge whatever the page does to its body', async ({ host }) => {
  const shop = await host({
    head: '<style>body { transform: scale(1); filter: grayscale(1); contain: strict; height: 3000px; animation: none }</style>',
    context: { reducedMotion: 'reduce' },
  });
  const { y, height } = (await shop.launcher.boundingBox()) ?? { y: 0, height: 0 };
  expect(y + height).toBe(800 - 20);
  await chatWorks(shop, 'At its place');
});

test('a page that empties or replaces its body, or all there is, keeps its chat', async ({ host, foyer }) => {
  const shop = await host();
  await chatWorks(shop, 'Still here');
  await shop.page.evaluate(() => {
    document.body.replaceChildren();
    document.documentElement.replaceChild(document.createElement('body'), document.body);
  });
  await expect(shop.message('Still here')).toBeVisible();
  const takeAway = (): Promise<void> =>
    shop.page.evaluate(() => document.querySelector('foyer-widget')?.remove());
  await takeAway();
  await command(shop, 'open');
  await expect(shop.message('Still here')).toBeVisible();
  await takeAway();
  // As pages do that load their next one themselves: the tag comes again with what is in the body.
  await shop.page.evaluate((src) => {
    const tag = Object.assign(document.createElement('script'), { src });
    tag.dataset['brand'] = 'acme';
    document.body.append(tag);
  }, `${foyer.addresses.hosting}/foyer.js`);
  await expect(shop.message('Still here')).toBeVisible();
  await expect(shop.page.locator('foyer-widget')).toHaveCount(1);
  expect(shop.said).toEqual([]);
});

test('a page that has put its own in the place of what the file begins with hears nothing of it', async ({
  host,
}) => {
  for (const name of ['URL', 'Promise', 'AbortController']) {
    const shop = await host({ head: `<script>var ${name} = '/shop/';</script>` });
    await shop.page.waitForLoadState();
    expect(shop.said, name).toEqual([]);
  }
});

test('a snippet that stands twice makes one widget', async ({ host }) => {
  const tag = '<script async src="{origin}/foyer.js" data-brand="acme"></script>';
  const shop = await host({ body: tag + tag });
  await chatWorks(shop, 'Only once');
  await shop.page.waitForLoadState();
  await expect(shop.page.locator('foyer-widget')).toHaveCount(1);
  expect(shop.said).toEqual([]);
});

test('B11 where the browser blocks storage the chat works as long as the page', async ({ host }) => {
  const shop = await host({
    prepare: (page) =>
      page.addInitScript(() => {
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
      }),
  });
  await chatWorks(shop, 'Nothing is kept here');
  expect(await command(shop, 'diagnose')).toMatchObject({ storage: 'blocked' });
  await command(shop, 'destroy');
  expect(shop.said).toEqual([]);
});

test('a sandboxed page, which has no origin and no storage, gets a working chat', async ({ host }) => {
  const shop = await host({ headers: { 'content-security-policy': 'sandbox allow-scripts allow-forms' } });
  await chatWorks(shop, 'From nowhere');
  expect(await shop.page.evaluate(() => window.origin)).toBe('null');
  expect(shop.said).toEqual([]);
});

test('A110 nothing is stored, sent or opened before the first gesture, whatever the page has set', async ({
  host,
}) => {
  const shop = await host({
    head: `<script>window.FoyerSettings = { userId: '7', userName: 'Kim', openOnLoad: true, locale: 'de', label: 'Hallo' }</script>`,
  });
  await command(shop, 'ready');
  await command(shop, 'identify', { userId: '8' });
  await command(shop, 'pageView', { url: '/cart' });
  await command(shop, 'prefill', 'Hallo');
  await shop.page.waitForTimeout(1_000);
  // The texts in German are data beside the script, without cookies: they are asked for to draw the panel.
  expect(shop.asked.map((url) => new URL(url).pathname).toSorted()).toEqual([
    '/',
    '/foyer.js',
    '/foyer/de.json',
  ]);
  expect(
    await shop.page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      document.cookie,
      (await indexedDB.databases()).length,
    ]),
  ).toEqual([0, 0, '', 0]);
});

/** Keeps which listeners window and document have. */
function countListeners(): void {
  const present = new Set<unknown>();
  Object.defineProperty(window, 'listeners', { value: present });
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      present.add(listener);
      options?.signal?.addEventListener('abort', () => present.delete(listener));
      add(type, listener, options);
    };
    target.removeEventListener = (type: string, listener: EventListener, options?: EventListenerOptions) => {
      present.delete(listener);
      remove(type, listener, options);
    };
  }
}

test('destroy leaves no trace: elements, listeners, storage, sockets, global', async ({ host }) => {
  const shop = await host({ prepare: (page) => page.addInitScript(countListeners) });
  await shop.launcher.waitFor();
  const before = { elements: await shop.page.locator('html > *').count() };
  let open = 0;
  shop.page.on('websocket', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
  });
  await chatWorks(shop, 'Soon gone');
  expect(open).toBeGreaterThan(0);
  await command(shop, 'destroy');
  await expect.poll(() => open).toBe(0);
  expect(await shop.page.locator('html > *').count()).toBe(before.elements - 1);
  expect(
    await shop.page.evaluate(async () => ({
      stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      databases: (await indexedDB.databases()).length,
      hasGlobal: 'Foyer' in window,
      listeners: (window as unknown as { listeners: { size: number } }).listeners.size,
    })),
  ).toEqual({ stored: [], databases: 0, hasGlobal: false, listeners: 0 });
  expect(shop.said).toEqual([]);
});

test('destroyed while it signs in, it stores nothing afterwards', async ({ host }) => {
  const shop = await host();
  await command(shop, 'ready');
  const answered = shop.page.waitForResponse(/loginExternal/);
  await shop.page.route(/loginExternal/, async (route) => {
    const response = await route.fetch();
    await command(shop, 'destroy');
    await route.fulfill({ response });
  });
  await command(shop, 'open');
  await (await answered).finished();
  // What the answer leads to has come to its end when the page has had time to rest.
  await shop.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(
    await shop.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]),
  ).toEqual([]);
  expect(shop.asked.filter((url) => url.startsWith('ws'))).toEqual([]);
  expect(shop.said).toEqual([]);
});
