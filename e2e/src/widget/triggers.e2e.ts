import { violations } from '../axe.ts';
import { command, expect, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';

const prefetching = '<script async src="{origin}/foyer.js" data-brand="acme" data-prefetch="true"></script>';
const path = 'brands/acme/profile/triggers';
const said = (text: string, url = '', once = 'session') => ({ text, after: 0, url, once });

function stored(shop: Hosted): Promise<readonly string[]> {
  return shop.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort());
}

test.describe('what a brand says first', () => {
  test.afterEach(async ({ foyer }) => {
    await foyer.store({ [path]: null });
  });

  test('is said where the address is meant, and not again to whom has sent it away', async ({
    host,
    foyer,
  }) => {
    await foyer.store({ [path]: JSON.stringify([said('Which size?', '/shop', 'visitor')]) });
    const shop = await host({ body: prefetching, path: '/about' });
    const question = shop.page.getByRole('button', { name: 'Which size?' });
    await expect.poll(() => command(shop, 'get', 'status')).toBe('online');
    await expect(question).toHaveCount(0);
    await shop.page.evaluate(() => history.pushState(null, '', '/shop/boots'));
    await expect(question).toBeVisible();
    // Having seen it is no gesture.
    expect(await stored(shop)).toEqual([]);
    await shop.page.reload();
    await expect(question).toBeVisible();
    await shop.page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(question).toHaveCount(0);
    expect(await stored(shop)).toEqual(['foyer:asked:acme:Which size?']);
    await shop.page.reload();
    await expect.poll(() => command(shop, 'get', 'status')).toBe('online');
    await command(shop, 'showMessage', 'Another');
    await expect(shop.page.getByRole('button', { name: 'Another' })).toBeVisible();
    await expect(question).toHaveCount(0);
  });

  test('waits its time, and is not said over a conversation or without a launcher', async ({
    host,
    foyer,
  }) => {
    await foyer.store({ [path]: JSON.stringify([{ ...said('Hello there'), after: 60 }]) });
    const shop = await host({ body: prefetching, prepare: (page) => page.clock.install() });
    const hello = shop.page.getByRole('button', { name: 'Hello there' });
    await expect.poll(() => command(shop, 'get', 'status')).toBe('online');
    await shop.page.clock.runFor(59_000);
    await expect(hello).toHaveCount(0);
    await command(shop, 'hide');
    await shop.page.clock.runFor(2_000);
    await expect(hello).toHaveCount(0);
    const other = await host({ body: prefetching, prepare: (page) => page.clock.install() });
    await expect.poll(() => command(other, 'get', 'status')).toBe('online');
    await other.page.clock.runFor(61_000);
    await expect(other.page.getByRole('button', { name: 'Hello there' })).toBeVisible();
  });

  test('comes to no page that does not ask', async ({ host, foyer }) => {
    await foyer.store({ [path]: JSON.stringify([said('Which size?')]) });
    const shop = await host();
    await shop.open();
    await command(shop, 'close');
    await expect(shop.launcher).toBeVisible();
    await expect(shop.page.getByRole('button', { name: 'Which size?' })).toHaveCount(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`an admin writes what a brand says first, ${colorScheme}`, async ({ operator, foyer }) => {
    await foyer.store({ [path]: null });
    const { page } = await operator('admin@demo.test', { colorScheme });
    await page.getByRole('link', { name: 'Brands' }).click();
    await page.getByRole('tab', { name: 'Said first' }).click();
    const tab = page.getByRole('tabpanel', { name: 'Said first' });
    const save = tab.getByRole('button', { name: 'Save' });
    await expect(save).toBeDisabled();
    await tab.getByRole('button', { name: 'Add a message' }).click();
    await save.click();
    await expect(tab.getByRole('alert')).toContainText('Message 1 needs a text');
    await expect(tab.getByLabel('What it says')).toBeFocused();
    await tab.getByLabel('What it says').fill('Which size?');
    await tab.getByLabel('After so many seconds').fill('5');
    await tab.getByLabel('Where the address contains').fill('/shop');
    expect(await violations(page)).toEqual([]);
    await save.click();
    await expect(save).toBeDisabled();
    // The button rests also while it saves.
    await expect
      .poll(async () => JSON.parse(String(await foyer.stored(path))) as unknown)
      .toEqual([{ text: 'Which size?', after: 5, url: '/shop', once: 'session' }]);
    await page.getByRole('tab', { name: 'Look' }).click();
    await expect(page.locator('fy-brand-editor code')).toContainText('data-prefetch="true"');
    await page.getByRole('tab', { name: 'Said first' }).click();
    await tab.getByRole('button', { name: 'Remove Message 1' }).click();
    await save.click();
    await expect(save).toBeDisabled();
    await expect.poll(() => foyer.stored(path)).toBe('[]');
  });
