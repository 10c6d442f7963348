import { command, expect, heard, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';
import { vouchedToken } from '../vouched-token.ts';

/** What the page has heard of these, without the brand. */
async function told(shop: Hosted, ...names: readonly string[]): Promise<readonly unknown[]> {
  return (await heard(shop))
    .filter(({ name }) => names.includes(name))
    .map(({ name, detail: { brand, ...detail } }) => ({ name, detail: { ...detail, of: brand } }));
}

test('a page hears of a file that has arrived and of a rating, and of neither again on the next page', async ({
  host,
}) => {
  const shop = await host();
  await shop.open();
  await shop.write('It broke');
  await shop.panel
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('4711') });
  const file = {
    name: 'fileUpload',
    detail: { name: 'order.txt', size: 4, type: 'text/plain', of: 'acme' },
  };
  await expect.poll(() => told(shop, 'fileUpload')).toEqual([file]);
  await command(shop, 'endConversation');
  await shop.panel.getByRole('radio', { name: '4 of 5' }).check({ force: true });
  await shop.panel.getByRole('textbox', { name: 'Tell us more (optional)' }).fill('Not for analytics');
  await shop.panel.getByRole('button', { name: 'Send rating' }).click();
  await expect
    .poll(() => told(shop, 'rating', 'fileUpload'))
    .toEqual([file, { name: 'rating', detail: { score: 4, hasComment: true, of: 'acme' } }]);
  expect(JSON.stringify(await heard(shop))).not.toContain('analytics');

  await shop.page.reload();
  if (!(await shop.panel.isVisible())) await shop.launcher.click();
  await expect(shop.panel.getByText('Thank you for your rating.')).toBeVisible();
  expect(await told(shop, 'rating', 'fileUpload')).toEqual([]);
  expect(shop.said).toEqual([]);
});

test('a page hears that an address was given, in either form, and not which', async ({ host, foyer }) => {
  const fields = [
    { id: 'f0', kind: 'text', label: 'Your name', required: false },
    { id: 'f1', kind: 'email', label: 'E-mail', required: false },
  ];
  const forms = JSON.stringify({ preChat: { fields, consent: '' } });
  await foyer.store({ 'brands/acme/profile/forms': forms });
  const given = { name: 'emailSupplied', detail: { of: 'acme' } };
  const sent = { name: 'prechatSubmit', detail: { of: 'acme' } };
  try {
    for (const [address, expected] of [
      ['', [sent]],
      ['kim@acme.test', [sent, given]],
    ] as const) {
      const shop = await host();
      await shop.launcher.click();
      await shop.panel.getByLabel('E-mail').fill(address);
      await shop.panel.getByRole('button', { name: 'Start chat' }).click();
      await expect.poll(() => told(shop, 'prechatSubmit', 'emailSupplied')).toEqual(expected);
      expect(JSON.stringify(await heard(shop))).not.toContain('kim@');
    }
    await foyer.store({
      'brands/acme/profile/forms': null,
      'brands/acme/profile/hours': JSON.stringify({ zone: 'Europe/Berlin', week: {}, holidays: [] }),
    });
    const shop = await host();
    await shop.launcher.click();
    await shop.panel.getByLabel('E-mail address').fill('eve@acme.test');
    await shop.panel.getByLabel('E-mail address').press('Enter');
    await expect
      .poll(() => told(shop, 'offlineSubmit', 'emailSupplied'))
      .toEqual([{ name: 'offlineSubmit', detail: { of: 'acme' } }, given]);
    expect(JSON.stringify(await heard(shop))).not.toContain('eve@');
  } finally {
    await foyer.store({ 'brands/acme/profile/forms': null, 'brands/acme/profile/hours': null });
  }
});

test('a page hears that its token is about to end, and getToken is asked after that', async ({
  host,
  foyer,
}) => {
  const { key, secret } = await foyer.asAdmin('createBrandKey', { brand: 'acme', use: 'vouching' });
  const shop = await host({
    async prepare(page) {
      await page.clock.install();
      await page.exposeFunction('fetchToken', () => vouchedToken({ kid: key.kid, secret }, '77'));
    },
  });
  await shop.page.evaluate(() => {
    const page = window as unknown as {
      Foyer: (...all: unknown[]) => unknown;
      fetchToken: () => Promise<string>;
      order: string[];
    };
    page.order = [];
    page.Foyer('on', 'tokenExpiring', () => page.order.push('expiring'));
    page.Foyer('identify', { userId: 77 }, { getToken: () => (page.order.push('asked'), page.fetchToken()) });
  });
  await shop.open();
  await expect.poll(() => command(shop, 'get', 'identity')).toBe('verified');
  const order = (): Promise<readonly string[]> =>
    shop.page.evaluate(() => (window as unknown as { order: string[] }).order);
  expect(await order()).toEqual(['asked']);
  // What the server takes a token for lasts an hour; another is asked for a minute before that.
  await shop.page.clock.fastForward('59:01');
  await expect.poll(order).toEqual(['asked', 'expiring', 'asked']);
  expect(await command(shop, 'get', 'identity')).toBe('verified');
});
