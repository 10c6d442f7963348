import { expect, test } from '../stack.ts';
import { Widget } from '../widget-page.ts';
import type { Page } from '@playwright/test';

interface HostWindow {
  Foyer: (command: string, ...args: unknown[]) => Promise<unknown>;
}

/** The types of the listeners that stand on the page's window and document, as the browser itself tells. */
async function listeners(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const types: string[] = [];
  for (const expression of ['window', 'document']) {
    const { result } = await session.send('Runtime.evaluate', { expression });
    const found = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
    types.push(...found.listeners.map(({ type }) => `${expression}: ${type}`));
  }
  await session.detach();
  return types;
}

test('while it is open nothing but its own is in the website’s storage; taken away, nothing listens any more', async ({
  foyer,
  visitor,
}) => {
  const shop = await visitor();
  await expect(shop.launcher).toBeVisible();
  let open = 0;
  shop.page.on('websocket', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
  });
  await shop.page.goto(`${foyer.addresses.hosting}/?plain`);
  await expect(shop.launcher).toBeVisible();
  const before = await listeners(shop.page);

  await shop.open();
  await shop.write('Is anybody there?');
  await expect(shop.log.getByText('Sent', { exact: true })).toBeVisible();
  expect(open).toBe(1);
  expect((await listeners(shop.page)).length).toBeGreaterThan(before.length);
  const keys = await shop.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  expect(keys.filter((key) => !key.startsWith('foyer:'))).toEqual([]);

  await shop.page.evaluate(() => (window as unknown as HostWindow).Foyer('destroy'));
  await expect.poll(() => open).toBe(0);
  const left = await listeners(shop.page);
  expect(left.filter((type) => !before.includes(type))).toEqual([]);
  expect(left.length).toBeLessThanOrEqual(before.length);
});

test('after a logout nothing of the visitor is left in the browser or in the field', async ({ visitor }) => {
  const shop = await visitor();
  const keys = (): Promise<string[]> =>
    shop.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  await shop.open();
  await shop.write('Nobody should know');
  await expect(shop.log.getByText('Sent', { exact: true })).toBeVisible();
  const emoji = shop.panel.getByRole('button', { name: 'Insert emoji' });
  await emoji.click();
  await shop.panel.getByRole('button', { name: '😊', exact: true }).click();
  await expect(shop.composer).toHaveValue('😊');
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('switch', { name: 'Sound' }).click();
  const kept = (await keys()).map((key) => key.split(':')[1]);
  for (const what of ['session', 'draft', 'silent', 'panel', 'conversation']) expect(kept).toContain(what);
  await shop.panel.press('Escape');
  await shop.page.evaluate(() => (window as unknown as HostWindow).Foyer('logout'));
  expect(await keys()).toEqual([]);

  await shop.open();
  await expect(shop.composer).toHaveValue('');
  await emoji.click();
  await expect(shop.panel.getByRole('group', { name: 'Hands' })).toBeVisible();
  await expect(shop.panel.getByRole('group', { name: 'Recent' })).toHaveCount(0);
  await shop.page.keyboard.press('Escape');
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await expect(shop.panel.getByRole('switch', { name: 'Sound' })).toBeChecked();
});

for (const isOnline of [true, false]) {
  test(`after a logout in one tab${isOnline ? '' : ', without a connection,'} the others show nothing of the visitor either, and go on as the same new guest`, async ({
    visitor,
  }) => {
    const shop = await visitor();
    const context = shop.page.context();
    await shop.open();
    await shop.write('Not for the next one');
    await expect(shop.log.getByText('Sent', { exact: true })).toBeVisible();
    const other = new Widget(await context.newPage());
    await other.page.goto(shop.page.url());
    await other.open();
    await expect(other.message('Not for the next one')).toBeVisible();
    await other.composer.fill('nor this');

    await context.setOffline(!isOnline);
    await shop.page.evaluate(() => (window as unknown as HostWindow).Foyer('logout'));
    await expect(other.panel.getByText(/Your session has ended/)).toBeVisible();
    await expect(other.message('Not for the next one')).toHaveCount(0);
    await context.setOffline(false);
    await other.panel.getByRole('button', { name: 'Try again' }).click();
    await expect(other.panel.getByText(/Your session has ended/)).toHaveCount(0);
    await expect(other.composer).toHaveValue('');
    await other.write('Somebody else');
    await expect(other.log.getByText('Sent', { exact: true })).toBeVisible();
    await expect(shop.message('Somebody else')).toBeVisible();
    await expect(other.message('Not for the next one')).toHaveCount(0);
  });
}

test('who has logged out without a connection is not signed in by itself once there is one', async ({
  visitor,
}) => {
  const shop = await visitor();
  const { page } = shop;
  await page.clock.install();
  await page.reload();
  let asked = 0;
  await page.route('**/api/loginExternal', async (route) => {
    asked += 1;
    await route.abort('internetdisconnected');
  });
  await shop.launcher.click();
  await expect(shop.panel.getByText(/No connection/)).toBeVisible();
  await shop.panel.press('Escape');
  await expect(shop.panel).toBeHidden();
  await page.evaluate(() => (window as unknown as HostWindow).Foyer('logout'));

  const before = asked;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.clock.fastForward('00:11');
  await page.evaluate(() => fetch('/'));
  expect(asked).toBe(before);

  await page.unroute('**/api/loginExternal');
  await shop.open();
  await expect(shop.composer).toBeVisible();
});
