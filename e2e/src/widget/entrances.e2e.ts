import { command, expect, heard, test } from '../host-page.ts';
import type { Page } from '@playwright/test';
import type { Hosted } from '../host-page.ts';

async function signedIn(shop: Hosted, text: string): Promise<string> {
  await shop.open();
  await shop.write(text);
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
  return String(await command(shop, 'get', 'visitorId'));
}

test('A100 what a page hands over is copied by name; prototypes, getters, elements and huge things go nowhere', async ({
  host,
}) => {
  const shop = await host();
  await shop.launcher.waitFor();
  const outcome = await shop.page.evaluate(async () => {
    const { Foyer } = window as unknown as { Foyer: (...all: unknown[]) => Promise<unknown> };
    const trap = {
      get userId(): string {
        throw new Error('trap');
      },
    };
    const huge = 'x'.repeat(1_000_000);
    const polluting: unknown = JSON.parse(
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    );
    const attempts: unknown[][] = [
      ['identify', polluting],
      ['update', polluting],
      ['update', { messages: polluting, label: document.body, color: () => '#fff', zIndex: Number.NaN }],
      ['identify', trap],
      ['identify', { userName: huge }],
      ['prefill', huge],
      ['prefill', document.body],
      ['sendMessage', { toString: () => 'I am no text' }],
      ['pageView', { url: huge }],
      ['pageView', window],
      [
        'open',
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('trap');
            },
          },
        ),
      ],
      ['__proto__', {}],
      ['constructor', {}],
      ['on', 'toString', () => 1],
      ['get', '__proto__'],
    ];
    const results: string[] = [];
    for (const attempt of attempts)
      results.push(
        await Promise.resolve(Foyer(...attempt)).then(
          () => 'taken',
          () => 'refused',
        ),
      );
    return { results, polluted: 'polluted' in {}, own: Object.keys(Object.prototype) };
  });
  expect(outcome).toMatchObject({ polluted: false, own: [] });
  expect(outcome.results.slice(3, 13)).toEqual(Array.from({ length: 10 }, () => 'refused'));
  expect(await command(shop, 'get', '__proto__').catch(() => null)).toBeNull();
  await signedIn(shop, 'Still well');
  expect(shop.said).toEqual([]);
});

test('A101 messages from other windows are not listened to', async ({ host }) => {
  const shop = await host({
    prepare: (page) =>
      page.addInitScript(() => {
        const heardTypes = new Set<string>();
        Object.defineProperty(window, 'listenedTo', { value: heardTypes });
        const add = window.addEventListener.bind(window);
        window.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
          heardTypes.add(type);
          add(type, listener);
        };
      }),
    body: `<iframe srcdoc="<script>for (const message of ['{&quot;foyer&quot;:&quot;open&quot;}', {foyer: 'destroy'}, 'x'.repeat(1e6)]) parent.postMessage(message, '*')</script>"></iframe>
      <script async src="{origin}/foyer.js" data-brand="acme"></script>`,
  });
  await signedIn(shop, 'Nobody speaks for me');
  await shop.page.evaluate(() => {
    for (const message of [{ type: 'foyer:open' }, { command: 'destroy' }, 'foyer:logout'])
      window.postMessage(message, '*');
  });
  const types = await shop.page.evaluate(() => [
    ...(window as unknown as { listenedTo: Set<string> }).listenedTo,
  ]);
  expect(types).not.toContain('message');
  expect(await shop.page.evaluate(() => window.onmessage)).toBeNull();
  await expect(shop.message('Nobody speaks for me')).toBeVisible();
  expect(shop.said).toEqual([]);
});

test('A102 neither address, attributes, cookies nor storage say where the chat connects to', async ({
  host,
  foyer,
}) => {
  const evil = 'https://evil.example';
  const query = ['origin', 'api', 'databaseURL', 'baseUrl', 'emulator', 'foyer_origin', 'host']
    .map((name) => `${name}=${evil}`)
    .join('&');
  const attributes = ['origin', 'api', 'database-url', 'base-url', 'host', 'src']
    .map((name) => `data-${name}="${evil}"`)
    .join(' ');
  const defaults = Buffer.from(
    JSON.stringify({
      config: { databaseURL: evil },
      emulatorHosts: { database: 'evil.example', auth: 'evil.example' },
    }),
  ).toString('base64');
  const shop = await host({
    path: `/?${query}#${query}`,
    head: `<script>
      document.cookie = '__FIREBASE_DEFAULTS__=${defaults}';
      window.__FIREBASE_DEFAULTS__ = { emulatorHosts: { database: 'evil.example', auth: 'evil.example' }, config: { databaseURL: '${evil}' } };
      window.FoyerSettings = { origin: '${evil}', api: '${evil}', databaseURL: '${evil}' };
      for (const key of ['firebase:host:localhost', 'firebase:host:demo', 'foyer:origin:acme', 'foyer:config:acme']) localStorage.setItem(key, '"evil.example"');
    </script>`,
    body: `<script async src="{origin}/foyer.js" data-brand="acme" ${attributes}></script>`,
  });
  await signedIn(shop, 'Where do I go?');
  const own = [shop.origin, ...Object.values(foyer.addresses as unknown as Record<string, string>)]
    .filter((url) => url.startsWith('http'))
    .map((url) => new URL(url).host);
  const hosts = new Set(shop.asked.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).host));
  expect([...hosts].filter((name) => !own.includes(name))).toEqual([]);
  expect(shop.said).toEqual([]);
});

test('A103 a secret taken from the browser’s storage opens that visitor’s chat alone, and dies with logout', async ({
  host,
}) => {
  const shop = await host();
  const visitor = await signedIn(shop, 'This is mine');
  const stored = await shop.page.evaluate(() => Object.entries(localStorage) as [string, string][]);
  expect(await shop.page.context().cookies()).toEqual([]);
  // No token lies there: a secret has to go by the sign-in, which the server can refuse.
  for (const [, value] of stored) expect(value).not.toMatch(/^eyJ/);
  const thief = (page: Hosted): Promise<unknown> => command(page, 'get', 'visitorId');
  const plant = {
    prepare: (page: Page) =>
      page.addInitScript((entries) => {
        for (const [key, value] of entries) localStorage.setItem(key, value);
      }, stored),
  };
  const stolen = await host(plant);
  await stolen.open();
  await expect.poll(() => thief(stolen)).toBe(visitor);
  await command(shop, 'logout');
  const late = await host(plant);
  await late.open();
  await expect.poll(() => thief(late)).toEqual(expect.stringMatching(/^g_/));
  expect(await thief(late)).not.toBe(visitor);
  await expect(late.message('This is mine')).toHaveCount(0);
});

test('A104 a website that the brand does not name gets no chat, and the visitor a sentence', async ({
  host,
  foyer,
}) => {
  await foyer.api.update(
    {
      'brands/named/profile': { name: 'Named', color: '#123456', welcome: 'Hi', live: true },
      'server/admission/named/access': { origins: ['https://only.example'] },
    },
    'owner',
  );
  const shop = await host({ body: '<script async src="{origin}/foyer.js" data-brand="named"></script>' });
  await shop.open().catch(() => undefined);
  await expect
    .poll(async () => (await heard(shop)).filter(({ name }) => name === 'error').length)
    .toBeGreaterThan(0);
  await expect(shop.panel.getByText('The chat is not meant for this website.').first()).toBeVisible();
  expect(await command(shop, 'get', 'visitorId')).toBeNull();
  expect(shop.said.filter((line) => !line.includes('Failed to load resource'))).toEqual([]);
  await foyer.api.update({ 'brands/named/profile': null, 'server/admission/named/access': null }, 'owner');
});

test('A105 no token, secret or word of anybody stands in an address, a title, the history or the console', async ({
  host,
}) => {
  const shop = await host({ path: '/account?reset=page-secret#fragment-secret' });
  await shop.launcher.waitFor();
  await command(shop, 'identify', { userId: 'person-4711', userName: 'Kim Secret' });
  await signedIn(shop, 'A private word');
  await command(shop, 'track').catch(() => undefined);
  const secrets = await shop.page.evaluate(() =>
    Object.keys(localStorage)
      .map((key) => localStorage.getItem(key) ?? '')
      .filter((value) => value.length > 20),
  );
  expect(secrets.length).toBeGreaterThan(0);
  // A call of a function, which the token goes along with.
  await command(shop, 'logout');
  const foreign = shop.asked.filter((url) => !url.startsWith(shop.origin));
  expect(foreign.some((url) => url.includes('/logout'))).toBe(true);
  for (const secret of [
    ...secrets,
    'eyJ',
    'page-secret',
    'fragment-secret',
    'person-4711',
    'Kim',
    'private',
  ]) {
    expect(
      foreign.filter((url) => decodeURIComponent(url).includes(secret)),
      secret,
    ).toEqual([]);
    expect(shop.said.join()).not.toContain(secret);
  }
  expect(await shop.page.evaluate(() => [history.length, location.search, document.title])).toEqual([
    expect.any(Number),
    '?reset=page-secret',
    'A shop',
  ]);
  expect(JSON.stringify(await heard(shop))).not.toMatch(/private|Kim|person-4711/);
});

test('A106 the file is what its integrity value says, loads nothing of others, and tells nobody how it was built', async ({
  foyer,
  host,
}) => {
  const file = await (await fetch(`${foyer.addresses.hosting}/foyer.js`)).arrayBuffer();
  const digest = Buffer.from(await crypto.subtle.digest('SHA-384', file)).toString('base64');
  const good = await host({
    body: `<script async crossorigin integrity="sha384-${digest}" src="{origin}/foyer.js" data-brand="acme"></script>`,
  });
  await signedIn(good, 'Whole and sound');
  expect(good.said).toEqual([]);
  const wrong = await host({
    body: `<script async crossorigin integrity="sha384-${digest.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}" src="{origin}/foyer.js" data-brand="acme"></script>`,
  });
  await expect.poll(() => wrong.said.join()).toContain('integrity');
  await expect(wrong.launcher).toHaveCount(0);
  const text = Buffer.from(file).toString();
  expect(text).not.toMatch(/sourceMappingURL|\/(?:tmp|home|root|node_modules)\//);
});
