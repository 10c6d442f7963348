import { expect, test } from '../host-page.ts';

test('who opens the chat for the first time without a connection is told so, writes, and is heard when it is back', async ({
  host,
}) => {
  const shop = await host();
  await expect(shop.launcher).toBeVisible();
  const network = shop.page.context();
  await network.setOffline(true);
  await shop.open();
  const banner = shop.panel.getByRole('status').getByText(/^No connection\. What you write is sent/);
  await expect(banner).toBeVisible();
  await shop.write('Written in a tunnel');
  await expect(shop.message('Written in a tunnel')).toBeVisible();
  await expect(shop.panel.getByText('Sending…')).toBeVisible();
  await shop.composer.pressSequentially('And one more');

  // A page that is loaded anew while the server cannot be reached still has both.
  await network.setOffline(false);
  await shop.page.route('**/loginExternal', (route) => route.abort());
  await shop.page.reload();
  if (!(await shop.composer.isVisible())) await shop.open();
  await expect(banner).toBeVisible();
  await expect(shop.message('Written in a tunnel')).toBeVisible();
  await expect(shop.composer).toHaveValue('And one more');

  // Nobody has to press anything.
  await shop.page.unroute('**/loginExternal');
  await network.setOffline(true);
  await network.setOffline(false);
  await expect(banner).toHaveCount(0);
  await expect(shop.panel.getByText('Sent', { exact: true })).toBeVisible();
  await expect(shop.message('Written in a tunnel')).toHaveCount(1);
  await expect(shop.composer).toHaveValue('And one more');
});
