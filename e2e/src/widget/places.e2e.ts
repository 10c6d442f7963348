import { command, expect, heard, test } from '../host-page.ts';

const tag = '<script async src="{origin}/foyer.js" data-brand="acme"';

test.describe('the page says where the launcher stands', () => {
  test('by address, also when the route changes without a load', async ({ host }) => {
    const shop = await host({ body: `${tag} data-show-on="/shop/* !/shop/pay"></script>`, path: '/shop/1' });
    await expect(shop.launcher).toBeVisible();
    await shop.page.evaluate(() => history.pushState(null, '', '/shop/pay'));
    await expect(shop.launcher).toBeHidden();
    await shop.page.evaluate(() => history.pushState(null, '', '/shop/2'));
    await expect(shop.launcher).toBeVisible();
    await shop.page.evaluate(() => history.pushState(null, '', '/about'));
    await expect(shop.launcher).toBeHidden();
    // The page's own doing is not the launcher's.
    await command(shop, 'open');
    await expect(shop.panel).toBeVisible();
    expect(await heard(shop)).not.toContainEqual(expect.objectContaining({ name: 'error' }));
  });

  test('by device, also when the window becomes a small one', async ({ host }) => {
    const shop = await host({ body: `${tag} data-show-on="desktop"></script>` });
    await expect(shop.launcher).toBeVisible();
    await shop.page.setViewportSize({ width: 390, height: 800 });
    await expect(shop.launcher).toBeHidden();
    await command(shop, 'update', { showOn: '' });
    await expect(shop.launcher).toBeVisible();
  });
});

test('a page does without controls that it switches off, and has them back', async ({ host }) => {
  const shop = await host({ body: `${tag} data-features="no-upload no-endChat"></script>` });
  await shop.open();
  await shop.write('Good morning');
  await expect(shop.message('Good morning')).toBeVisible();
  const attach = shop.panel.getByRole('button', { name: 'Attach a file' });
  const menu = shop.panel.getByRole('button', { name: 'More options' });
  const end = shop.panel.getByRole('button', { name: 'End conversation' });
  await expect(attach).toHaveCount(0);
  await menu.click();
  await expect(shop.panel.getByRole('button', { name: 'New conversation' })).toBeVisible();
  await expect(end).toHaveCount(0);
  // What is dropped goes nowhere either.
  const drop = await shop.page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'x.txt', { type: 'text/plain' }));
    return data;
  });
  await shop.panel.dispatchEvent('drop', { dataTransfer: drop });
  await command(shop, 'update', { features: {} });
  await expect(attach).toBeVisible();
  await expect(end).toBeVisible();
  await expect(shop.log.getByText('x.txt')).toHaveCount(0);
});
