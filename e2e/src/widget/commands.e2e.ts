import { command, expect, heard, test } from '../host-page.ts';
import { Widget } from '../widget-page.ts';

test('what was called before the file was loaded runs in its order, once', async ({ host }) => {
  const shop = await host({
    body: `<script>
      window.Foyer = window.Foyer || function () {
        var call = arguments;
        return new Promise(function (yes, no) { (Foyer.q = Foyer.q || []).push([call, yes, no]); });
      };
      window.done = [];
      Foyer('ready').then(function () { done.push('ready'); });
      Foyer('get', 'version').then(function (version) { done.push(version); });
      Foyer('dance').catch(function (cause) { done.push(cause.code); });
    </script><script async src="{origin}/foyer.js" data-brand="acme"></script>`,
  });
  await expect(shop.launcher).toBeVisible();
  await expect
    .poll(() => shop.page.evaluate(() => (window as unknown as { done: string[] }).done.toSorted()))
    .toEqual(['0.1.0', 'ready', 'unknown-command']);
  expect(shop.said).toEqual([]);
});

test('nothing stands on the page before boot() where the page wants it so, and a brand may come then', async ({
  host,
}) => {
  const shop = await host({ body: '<script async src="{origin}/foyer.js"></script>' });
  await shop.page.waitForFunction(() => 'Foyer' in window);
  await expect(command(shop, 'open')).rejects.toThrow('no usable data-brand');
  await expect(shop.launcher).toHaveCount(0);
  await command(shop, 'boot', { brand: 'acme', label: 'Ask us', icon: 'question' });
  await expect(shop.page.getByRole('button', { name: 'Ask us' })).toBeVisible();
  await expect(command(shop, 'update', { brand: 'globex' })).rejects.toThrow('the brand stands');
});

test('settings of the page count over those of the tag, and change while the widget stands', async ({
  host,
}) => {
  const shop = await host({
    context: { reducedMotion: 'reduce' },
    head: `<script>window.FoyerSettings = { offsetX: 40, theme: 'dark', label: 'Hello', zIndex: -1 }</script>`,
    body: `<script async src="{origin}/foyer.js" data-brand="acme" data-offset-x="90" data-position="left"></script>`,
  });
  const launcher = shop.page.getByRole('button', { name: 'Hello' });
  await expect(launcher).toBeVisible();
  expect((await launcher.boundingBox())?.x).toBeCloseTo(40, 0);
  expect(await heard(shop)).toContainEqual({
    name: 'error',
    detail: {
      brand: 'acme',
      code: 'bad-argument',
      message: 'Foyer: the setting zIndex was not understood',
    },
  });
  await command(shop, 'update', { position: 'right', offsetX: 10, label: '', locale: 'de' });
  const german = shop.page.getByRole('button', { name: 'Chat öffnen' });
  await expect(german).toBeVisible();
  const box = await german.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeCloseTo(1270, 0);
  await german.click();
  await expect(shop.composer).toHaveAttribute('placeholder', /Nachricht/);
  await command(shop, 'update', { locale: 'ar', messages: { placeholder: 'اكتب هنا' } });
  await expect(shop.composer).toHaveAttribute('placeholder', 'اكتب هنا');
  await expect(shop.panel.locator('xpath=ancestor::*[@dir][1]')).toHaveAttribute('dir', 'rtl');
});

test('the launcher is hidden and shown; the page’s own buttons open the chat instead', async ({ host }) => {
  const shop = await host({
    body: `<a class="help" href="/contact"><b>Help</b></a>
      <script async src="{origin}/foyer.js" data-brand="acme" data-launcher="hidden" data-launcher-selector=".help"></script>`,
  });
  await shop.page.waitForFunction(() => 'Foyer' in window);
  await command(shop, 'ready');
  await expect(shop.launcher).toBeHidden();
  await shop.page.getByText('Help', { exact: true }).click();
  await expect(shop.composer).toBeVisible();
  expect(new URL(shop.page.url()).pathname).toBe('/');
  await shop.page.getByText('Help', { exact: true }).click();
  await expect(shop.composer).toBeHidden();
  await command(shop, 'show');
  await expect(shop.launcher).toBeVisible();
  await command(shop, 'hide');
  await expect(shop.launcher).toBeHidden();
  expect((await heard(shop)).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ready', 'open', 'close', 'show', 'hide']),
  );
});

test('a text is put into the field, another is sent, the conversation is ended; the page hears of each', async ({
  host,
  operator,
}) => {
  const shop = await host();
  await shop.launcher.waitFor();
  await command(shop, 'setAttributes', { plan: 'gold', seats: 5 });
  await command(shop, 'open', { prefill: 'Where is my order?' });
  await expect(shop.composer).toHaveValue('Where is my order?');
  expect(await command(shop, 'get', 'isOpen')).toBe(true);
  await command(shop, 'sendMessage', 'Said by the page');
  await expect(shop.message('Said by the page')).toBeVisible();
  await expect(shop.composer).toHaveValue('Where is my order?');
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
  const desk = await operator('operator1@demo.test');
  await desk.choose('Said by the page');
  await desk.takeAndWrite('Here I am');
  await expect(desk.page.getByText('gold', { exact: true })).toBeVisible();
  await expect(shop.message('Here I am')).toBeVisible();
  await command(shop, 'endConversation');
  const names = async (): Promise<readonly string[]> =>
    (await heard(shop)).map(
      ({ name, detail }) => `${name} ${(detail['state'] ?? detail['direction'] ?? '') as string}`,
    );
  await expect
    .poll(names)
    .toEqual(
      expect.arrayContaining([
        'connection online',
        'messageState queued',
        'messageState sent',
        'messageState seen',
        'conversationStarted ',
        'operator joined',
        'message in',
        'conversationEnded ',
      ]),
    );
  expect(JSON.stringify(await heard(shop))).not.toContain('Said by the page');
  await expect(command(shop, 'sendMessage', '  ')).rejects.toThrow();
  expect(shop.said).toEqual([]);
});

test('shown by the page, the panel sends and stores nothing before the visitor touches it', async ({
  host,
}) => {
  const shop = await host({
    body: `<script async src="{origin}/foyer.js" data-brand="acme" data-open-on-load="true"></script>`,
  });
  await expect(shop.composer).toBeVisible();
  await shop.page.waitForTimeout(500);
  expect(shop.asked.filter((url) => !url.endsWith('/foyer.js'))).toEqual([`${shop.origin}/`]);
  expect(await shop.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await shop.composer.fill('Now I write');
  await shop.composer.press('Enter');
  await expect(shop.message('Now I write')).toBeVisible();
  await expect.poll(() => command(shop, 'get', 'connection')).toBe('online');
});

test('in a container the panel is a part of the page', async ({ host }) => {
  const shop = await host({
    body: `<div id="chat" style="width: 500px; height: 600px; margin: 40px"></div>
      <script async src="{origin}/foyer.js" data-brand="acme" data-container="#chat"></script>`,
  });
  await expect(shop.composer).toBeVisible();
  await expect(shop.launcher).toBeHidden();
  const place = await shop.page.locator('#chat').boundingBox();
  expect(await shop.panel.boundingBox()).toEqual(place);
  await shop.write('From the middle of the page');
  await expect(shop.message('From the middle of the page')).toBeVisible();
  await shop.page.keyboard.press('Escape');
  await expect(shop.composer).toBeVisible();
});

test('without consent nothing is stored; with it what was said so far is, and taken back it is gone', async ({
  host,
}) => {
  const shop = await host({
    head: `<script>window.FoyerSettings = { consent: 'pending' }</script>`,
  });
  await shop.open();
  await shop.write('Before I agreed');
  await expect.poll(() => command(shop, 'get', 'connection')).toBe('online');
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
  const stored = (): Promise<readonly string[]> =>
    shop.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].toSorted());
  expect(await stored()).toEqual([]);
  expect((await heard(shop)).map(({ name }) => name)).toContain('consentRequired');
  await command(shop, 'consent', 'granted');
  expect(await stored()).toEqual(expect.arrayContaining(['foyer:conversation:acme', 'foyer:session:acme']));
  const visitor = await command(shop, 'get', 'visitorId');
  await shop.page.evaluate(() => {
    (window as unknown as { FoyerSettings: object }).FoyerSettings = {};
  });
  await command(shop, 'consent', 'denied');
  expect(await stored()).toEqual([]);
  expect(await command(shop, 'get', 'visitorId')).toBe(visitor);
});

test('consent that is taken back in one tab is taken back in the others, until their page has it again', async ({
  host,
}) => {
  const shop = await host();
  await shop.open();
  await shop.write('In both tabs');
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  const other = new Widget(await shop.page.context().newPage());
  await other.page.goto(shop.page.url());
  await other.open();
  await other.composer.fill('Not to be kept');
  const stored = (): Promise<readonly string[]> =>
    other.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].toSorted());
  await expect.poll(stored).toContain('foyer:session:acme');
  const hasDraft = async (): Promise<boolean> =>
    (await stored()).some((key) => key.startsWith('foyer:draft:'));
  await expect.poll(hasDraft).toBe(true);
  await command(shop, 'consent', 'denied');
  await expect.poll(() => command(other, 'get', 'consent')).toBe('denied');
  await other.composer.pressSequentially(', nor this');
  expect(await stored()).toEqual([]);
  await other.composer.press('Enter');
  await expect(other.message('Not to be kept, nor this')).toBeVisible();
  await expect(shop.message('Not to be kept, nor this')).toBeVisible();
  expect(await stored()).toEqual([]);
  // What its page says afterwards holds, there alone.
  await command(other, 'consent', 'granted');
  await other.composer.fill('This may be kept');
  await expect.poll(hasDraft).toBe(true);
  expect(await command(other, 'get', 'consent')).toBe('granted');
  expect(await command(shop, 'get', 'consent')).toBe('denied');
});

test('the route of a single-page site is followed; the page may say more', async ({ host, foyer }) => {
  const shop = await host({ path: '/start?token=secret' });
  await shop.open();
  await shop.write('Where am I?');
  await expect.poll(() => command(shop, 'get', 'visitorId')).toEqual(expect.any(String));
  const visitor = String(await command(shop, 'get', 'visitorId'));
  const pageAtDesk = async (): Promise<unknown> => {
    const { database, projectId } = foyer.addresses;
    const answer = await fetch(
      `${database}/users/acme/${visitor}/page/url.json?ns=${projectId}-default-rtdb`,
      { headers: { authorization: 'Bearer owner' } },
    );
    return answer.json();
  };
  await expect.poll(pageAtDesk).toBe(`${shop.origin}/start`);
  await shop.page.evaluate(() => {
    history.pushState({}, '', '/cart?card=4111#pay');
  });
  await expect.poll(pageAtDesk, { timeout: 15_000 }).toBe(`${shop.origin}/cart`);
  await command(shop, 'pageView', { url: '/cart/step-2?x=1', title: 'Step 2' });
  await expect.poll(pageAtDesk, { timeout: 15_000 }).toBe(`${shop.origin}/cart/step-2`);
  expect(await shop.page.evaluate(() => Object.hasOwn(history, 'pushState'))).toBe(false);
});

test('two brands stand beside each other on a page and stay apart (A25)', async ({ host }) => {
  const shop = await host({
    body: `<script src="{origin}/foyer.js" data-brand="acme" data-label="Acme"></script>
      <script src="{origin}/foyer.js" data-brand="globex" data-label="Globex" data-position="left"></script>
      <script src="{origin}/foyer.js" data-brand="acme" data-label="Acme again"></script>`,
  });
  const run = (brand: string, ...call: unknown[]): Promise<unknown> =>
    shop.page.evaluate(
      ([name, args]) =>
        (window as unknown as { Foyer: { brand: (n: string) => (...a: unknown[]) => unknown } }).Foyer.brand(
          name,
        )(...args),
      [brand, call] as const,
    );
  await expect(shop.page.getByRole('button', { name: 'Globex' })).toBeVisible();
  await expect(shop.page.getByRole('button', { name: 'Acme' })).toHaveCount(1);
  await run('globex', 'sendMessage', 'To Globex alone');
  await run('acme', 'sendMessage', 'To Acme alone');
  await expect.poll(() => run('globex', 'get', 'conversationId')).toEqual(expect.any(String));
  await expect.poll(() => run('acme', 'get', 'conversationId')).toEqual(expect.any(String));
  expect(await run('globex', 'get', 'visitorId')).not.toBe(await run('acme', 'get', 'visitorId'));
  await run('globex', 'open');
  await expect(shop.message('To Globex alone')).toBeVisible();
  await expect(shop.page.getByText('To Acme alone')).toHaveCount(0);
  await run('globex', 'destroy');
  const keys = await shop.page.evaluate(() => Object.keys(localStorage));
  expect(keys.filter((key) => key.includes('globex'))).toEqual([]);
  expect(keys).toContain('foyer:session:acme');
  await expect(shop.page.getByRole('button', { name: 'Acme' })).toBeVisible();
  expect(await command(shop, 'get', 'brand')).toBe('acme');
  await command(shop, 'destroy');
  expect(await shop.page.evaluate(() => 'Foyer' in window)).toBe(false);
  expect(shop.said).toEqual([]);
});

test('diagnose() says what support needs, and no secret', async ({ host }) => {
  const shop = await host();
  await shop.open();
  await shop.write('My card is 4111 1111 1111 1111');
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
  await command(shop, 'identify', { userId: '7' }, { hash: 'a-secret-hash' }).catch(() => undefined);
  await command(shop, 'dance').catch(() => undefined);
  const told = (await command(shop, 'diagnose')) as Record<string, unknown>;
  expect(told).toMatchObject({
    ...{ brand: 'acme', language: 'en', storage: 'kept', online: true, tags: 1, blocked: [] },
    state: { isOpen: true, user: { userId: '7' } },
  });
  expect(JSON.stringify(told['errors'])).toContain('unknown-command');
  const secrets = await shop.page.evaluate(() =>
    Object.keys(localStorage)
      .map((key) => localStorage.getItem(key) ?? '')
      .filter((text) => text.length > 20),
  );
  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of [...secrets, 'a-secret-hash', '4111'])
    expect(JSON.stringify(told)).not.toContain(secret);
});
