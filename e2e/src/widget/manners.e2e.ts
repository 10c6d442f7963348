import { expect, test } from '../stack.ts';

interface HostWindow {
  Foyer: ((command: string, ...args: unknown[]) => Promise<unknown>) & { q?: unknown[] };
}

test('before it is opened the widget makes one request, stores nothing and opens no socket', async ({
  foyer,
  visitor,
}) => {
  const shop = await visitor();
  const requests: string[] = [];
  shop.page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  let sockets = 0;
  shop.page.on('websocket', () => (sockets += 1));
  await shop.page.goto(`${foyer.addresses.hosting}/`);
  await expect(shop.launcher).toBeVisible();
  expect(requests.filter((path) => path !== '/' && path !== '/shop.css')).toEqual(['/foyer.js']);
  expect(sockets).toBe(0);
  expect(await shop.page.context().cookies()).toEqual([]);
  expect(await shop.page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
});

test('a website’s script opens and closes it, hears of it, and takes it away without trace', async ({
  visitor,
}) => {
  const shop = await visitor();
  await expect(shop.launcher).toBeVisible();
  const heard = await shop.page.evaluate(async () => {
    const { Foyer } = window as unknown as HostWindow;
    const events: string[] = [];
    await Foyer('on', 'open', () => events.push('open'));
    await Foyer('on', 'close', () => events.push('close'));
    await Foyer('open');
    await Foyer('close');
    return events;
  });
  expect(heard).toEqual(['open', 'close']);
  await shop.page.evaluate(() => (window as unknown as HostWindow).Foyer('destroy'));
  await expect(shop.launcher).toHaveCount(0);
  expect(await shop.page.evaluate(() => 'Foyer' in window)).toBe(false);
});

test('a command that does not exist is a rejected promise, never an exception in the page', async ({
  visitor,
}) => {
  const shop = await visitor();
  await expect(shop.launcher).toBeVisible();
  const errors: string[] = [];
  shop.page.on('pageerror', (error) => errors.push(error.message));
  const outcome = await shop.page.evaluate(() =>
    (window as unknown as HostWindow).Foyer('dance').then(
      () => 'done',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  expect(errors).toEqual([]);
});

test('a call before the file has loaded waits in the queue', async ({ visitor }) => {
  const shop = await visitor('/product.html');
  await shop.page.getByRole('button', { name: 'Ask about this tent' }).click();
  await expect(shop.composer).toBeVisible();
});
