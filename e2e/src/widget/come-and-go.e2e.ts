import { command, expect, heard, test } from '../host-page.ts';

const BOX = '<div id="box" style="width:400px;height:600px"></div>';

test('a chat in a container is shut down, and goes on in the container that has come anew', async ({
  host,
}) => {
  const shop = await host({
    body: `<main>${BOX}</main><script async src="{origin}/foyer.js" data-brand="acme" data-container="#box"></script>`,
  });
  const { page } = shop;
  await expect(shop.composer).toBeVisible();
  await command(shop, 'shutdown');
  expect(await command(shop, 'get', 'isOpen')).toBe(false);
  await command(shop, 'open');
  await expect(shop.composer).toBeVisible();

  // As the router of a single-page site does it.
  const place = page.locator('main');
  await place.evaluate((main) => {
    main.replaceChildren('Another page');
  });
  await command(shop, 'shutdown');
  await expect(command(shop, 'boot')).rejects.toThrow('no element is #box');
  await place.evaluate((main) => {
    const box = document.createElement('div');
    box.id = 'box';
    box.style.cssText = 'width:400px;height:600px';
    main.replaceChildren(box);
  });
  await command(shop, 'boot');
  await expect(page.locator('#box foyer-widget')).toHaveCount(1);
  await shop.write('Here I am again');
  await expect(shop.message('Here I am again')).toBeVisible();
  expect(shop.said.filter((line) => !line.includes('WebSocket'))).toEqual([]);
});

test('a container may be named while the widget stands, and be left again', async ({ host }) => {
  const shop = await host({
    body: `${BOX}<script async src="{origin}/foyer.js" data-brand="acme"></script>`,
  });
  const { page } = shop;
  await shop.open();
  await expect(command(shop, 'update', { container: '#nothing' })).rejects.toThrow('no element is #nothing');
  await command(shop, 'update', { container: '#box' });
  const box = await page.locator('#box').boundingBox();
  await expect.poll(() => shop.panel.boundingBox()).toEqual(box);
  await command(shop, 'update', { container: null });
  await expect(page.locator('html > foyer-widget')).toHaveCount(1);
  await command(shop, 'close');
  await expect(shop.launcher).toBeVisible();
});

test('what was unread is counted anew after a shutdown', async ({ host, operator }) => {
  const shop = await host();
  await shop.open();
  await shop.write('Is my tent on its way?');
  const desk = await operator('operator1@demo.test');
  await desk.choose('Is my tent on its way?');
  await command(shop, 'close');
  await desk.takeAndWrite('It is');
  const badge = shop.page.locator('.badge');
  await expect(badge).toBeVisible();
  await command(shop, 'shutdown');
  await expect(badge).toBeHidden();
  await command(shop, 'open');
  await expect(shop.message('It is')).toBeVisible();
  await command(shop, 'close');
  await expect(badge).toBeHidden();
  expect(await command(shop, 'get', 'unread')).toBe(0);
});

test('what a page has sent for its visitor is not among the unread when an answer comes', async ({
  host,
  operator,
}) => {
  const shop = await host();
  await expect(shop.launcher).toBeVisible();
  for (const text of ['One of mine', 'Two of mine', 'Three of mine'])
    await command(shop, 'sendMessage', text);
  const desk = await operator('operator1@demo.test');
  await desk.choose('Three of mine');
  await desk.takeAndWrite('One of yours');
  await expect(shop.page.locator('.badge')).toHaveText('1');
});

test('open() is fulfilled when the panel stands, ready() rejects where the widget is gone before', async ({
  host,
}) => {
  const shop = await host({ body: '<script async src="{origin}/foyer.js"></script>' });
  const { page } = shop;
  await page.waitForFunction(() => 'Foyer' in window);
  const settled = await page.evaluate(async () => {
    const { Foyer } = window as unknown as {
      Foyer: Record<string, (...args: unknown[]) => Promise<unknown>>;
    };
    const ready = Foyer['ready']?.();
    await Foyer['destroy']?.();
    return ready?.then(
      () => 'ready',
      (cause: unknown) => (cause as { code: string }).code,
    );
  });
  expect(settled).toBe('destroyed');

  const other = await host();
  await expect(other.launcher).toBeVisible();
  const stands = await other.page.evaluate(async () => {
    const { Foyer } = window as unknown as { Foyer: { open: () => Promise<void> } };
    await Foyer.open();
    const { shadowRoot } = document.querySelector('foyer-widget') ?? {};
    return shadowRoot?.querySelector('[role=dialog]') != null;
  });
  expect(stands).toBe(true);
});

test('a prefilled text stands in the field once, not again when the field comes back', async ({
  host,
  foyer,
}) => {
  const shop = await host();
  await expect(shop.launcher).toBeVisible();
  await command(shop, 'open', { prefill: 'About my order' });
  await expect(shop.composer).toHaveValue('About my order');
  await shop.composer.press('Enter');
  await expect(shop.message('About my order')).toBeVisible();
  await foyer.store({ 'brands/acme/profile/live': false });
  await expect(shop.composer).toHaveCount(0);
  await foyer.store({ 'brands/acme/profile/live': true });
  // What is written now is what is sent.
  await shop.composer.pressSequentially('And');
  await expect(shop.composer).toHaveValue('And');
});

test('the window of one’s own speaks the language of the page', async ({ host }) => {
  const shop = await host({ head: '<script>document.documentElement.lang = "de"</script>' });
  const { page } = shop;
  await expect(page.getByRole('button', { name: 'Chat öffnen' })).toBeVisible();
  const [child] = await Promise.all([page.waitForEvent('popup'), command(shop, 'popout')]);
  await expect(child.getByRole('textbox', { name: 'Ihre Nachricht…' })).toBeVisible();
  await expect(child.locator('html')).toHaveAttribute('lang', 'de');
});

test('a setting that is misspelt is told', async ({ host }) => {
  const shop = await host();
  await expect(shop.launcher).toBeVisible();
  await command(shop, 'update', { colour: '#ff0000' });
  expect((await heard(shop)).map(({ detail }) => detail['message'])).toContain(
    'Foyer: the setting colour was not understood',
  );
});
