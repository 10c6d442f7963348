import { command, expect, heard, test } from '../host-page.ts';

test('a page rewords and leaves out what operators wrote; what is stored stays as it was', async ({
  host,
  operator,
  foyer,
}) => {
  const shop = await host();
  await command(shop, 'ready');
  await shop.page.evaluate(() => {
    const page = window as unknown as { Foyer: (...all: unknown[]) => unknown; asked: unknown[] };
    page.asked = [];
    page.Foyer('on', 'beforeRender', ({ id, text, name }: Record<string, string>) => {
      page.asked.push([typeof id, text, name]);
      if (text?.includes('secret')) return false;
      return text?.replace('Hullo', '<b>Hello</b> **Kim**');
    });
    page.Foyer('on', 'beforeRender', ({ text = '' }: Record<string, string>) => {
      if (text.includes('throws')) throw new Error('oh');
      if (text.includes('late')) return Promise.resolve('never shown');
      return text.includes('blank') ? '  ' : text.includes('number') ? 7 : undefined;
    });
    window.addEventListener('foyer:beforeRender', () => Object.assign(window, { leaked: true }));
  });
  await shop.open();
  await shop.write('Hullo, my secret is said by me');
  const desk = await operator('operator1@demo.test');
  await desk.choose('Hullo, my secret is said by me');
  await desk.takeAndWrite('Hullo there');
  await expect(
    shop.page.locator('foyer-widget [aria-live=polite]').getByText('<b>Hello</b> Kim there'),
  ).toBeAttached();
  // Bold is what a message may be; markup is text.
  await expect(shop.log.getByText('<b>Hello</b> Kim there')).toBeVisible();
  await expect(shop.log.locator('strong')).toHaveText('Kim');
  await expect(shop.message('Hullo, my secret is said by me')).toBeVisible();
  for (const text of ['the secret of the house', 'it throws', 'it is late', 'it is blank', 'it is a number'])
    await desk.write(text);
  for (const text of ['it throws', 'it is late', 'it is blank', 'it is a number'])
    await expect(shop.message(text)).toBeVisible();
  await expect(shop.log.getByText('secret of the house')).toHaveCount(0);
  await expect(desk.log.getByText('the secret of the house')).toBeVisible();
  const errors = (await heard(shop)).filter(({ name }) => name === 'error');
  expect(errors.map(({ detail }) => detail['code'])).toEqual(Array(3).fill('before-render'));
  const page = (): Promise<{ asked: readonly unknown[]; leaked?: boolean }> =>
    shop.page.evaluate(() => {
      const { asked, leaked } = window as unknown as { asked: unknown[]; leaked?: boolean };
      return { asked, ...(leaked === undefined ? {} : { leaked }) };
    });
  // Once each, however often the list is drawn.
  await command(shop, 'close');
  await command(shop, 'open');
  const { asked, leaked } = await page();
  expect(leaked).toBeUndefined();
  expect(asked[0]).toEqual(['string', 'Hullo there', expect.stringMatching(/\S/)]);
  expect(asked).toHaveLength(6);

  const id = String(await command(shop, 'get', 'conversationId'));
  const stored = JSON.stringify(await foyer.stored(`room-messages/acme/${id}`));
  expect(stored).toContain('the secret of the house');
  expect(stored).not.toContain('Hello');

  // A page without such a listener shows what was written.
  await shop.page.reload();
  if (!(await shop.panel.isVisible())) await shop.open();
  await expect(shop.message('the secret of the house')).toBeVisible();
  await expect(shop.message('Hullo there')).toBeVisible();
  expect(shop.said).toEqual([]);
});
