import { command, expect, heard, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';

const tag = '<script async src="{origin}/foyer.js" data-brand="acme"';
const card = '/api/brandCard?brand=acme';
const never = JSON.stringify({ zone: 'Europe/Berlin', week: {}, holidays: [] });
const hours = 'brands/acme/profile/hours';

/** What the page asked of Foyer. */
function asked(shop: Hosted): readonly string[] {
  return shop.asked
    .filter((url) => !url.startsWith(shop.origin) && !url.startsWith('data:'))
    .map((url) => url.replace(/^\w+:\/\/[^/]+/, ''));
}

async function states(shop: Hosted): Promise<readonly unknown[]> {
  return (await heard(shop)).filter(({ name }) => name === 'status').map(({ detail }) => detail['state']);
}

test.describe('whether somebody answers', () => {
  test.afterEach(async ({ foyer }) => {
    await foyer.store({ [hours]: null });
  });

  test('is not asked for before the chat is opened, and known and live afterwards', async ({
    host,
    foyer,
  }) => {
    const shop = await host();
    await expect(shop.launcher).toBeVisible();
    expect(asked(shop)).toEqual(['/foyer.js']);
    expect(await command(shop, 'get', 'status')).toBeNull();
    await shop.open();
    await expect.poll(() => states(shop)).toEqual(['online']);
    expect(await command(shop, 'get', 'status')).toBe('online');
    await foyer.store({ [hours]: never });
    await expect.poll(() => states(shop)).toEqual(['online', 'offline']);
    expect(asked(shop)).not.toContain(card);
  });

  test('is asked for once, from caches, where the page wants to know before', async ({ host }) => {
    const shop = await host({ body: `${tag} data-prefetch="true"></script>` });
    await expect.poll(() => states(shop)).toEqual(['online']);
    await expect(shop.launcher).toBeVisible();
    await command(shop, 'update', { prefetch: true, label: 'Help' });
    expect(asked(shop)).toEqual(['/foyer.js', card]);
    expect(await shop.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    const caching = await shop.page.evaluate(
      async (url) => (await fetch(url)).headers.get('cache-control'),
      shop.asked.find((url) => url.endsWith(card)) ?? '',
    );
    expect(caching).toBe('public, max-age=60, s-maxage=60');
  });

  test('hides the launcher where the page wants that, until somebody does', async ({ host, foyer }) => {
    const body = `${tag} data-hide-when-offline="true"></script>`;
    await foyer.store({ [hours]: never });
    const shop = await host({ body });
    await expect.poll(() => states(shop)).toEqual(['offline']);
    await expect(shop.launcher).toBeHidden();
    await command(shop, 'update', { hideWhenOffline: false });
    await expect(shop.launcher).toBeVisible();
    await foyer.store({ [hours]: null });
    const later = await host({ body });
    await expect(later.launcher).toBeVisible();
  });

  test('keeps no launcher away where it cannot be found out', async ({ host }) => {
    const shop = await host({
      body: `${tag} data-hide-when-offline="true"></script>`,
      prepare: (page) => page.route('**/api/brandCard*', (route) => route.abort()),
    });
    await expect(shop.launcher).toBeVisible();
    expect(await command(shop, 'get', 'status')).toBeNull();
  });
});
