import { command, expect, test } from '../host-page.ts';

const small = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };

test('on the smallest phone the field says in every language what it is for', async ({ host }) => {
  const shop = await host({ context: small });
  await shop.open();
  const said = new Set<string>();
  for (const locale of ['en', 'de', 'fr', 'es', 'pt', 'uk', 'pl', 'ar', 'he', 'ja']) {
    await command(shop, 'update', { locale });
    await expect(shop.panel.locator('..')).toHaveAttribute('lang', locale);
    const { text, wide, room } = await shop.composer.evaluate((field: HTMLTextAreaElement) => {
      const pen = document.createElement('canvas').getContext('2d');
      if (!pen) throw new Error('no canvas');
      const { fontSize, fontFamily } = getComputedStyle(field, '::placeholder');
      const { paddingLeft, paddingRight } = getComputedStyle(field);
      pen.font = `${fontSize} ${fontFamily}`;
      const inside = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      return { text: field.placeholder, wide: pen.measureText(field.placeholder).width, room: inside };
    });
    said.add(text);
    expect(wide, text).toBeLessThanOrEqual(room);
  }
  expect(said.size).toBe(10);
});

test('a phone that is turned shows all of what is typed', async ({ host }) => {
  const shop = await host({ context: { ...small, viewport: { width: 568, height: 320 } } });
  await shop.open();
  await shop.composer.fill('Good evening, where can I pick up my order?');
  const hidden = (): Promise<number> =>
    shop.composer.evaluate((field) => field.scrollHeight - field.clientHeight);
  expect(await hidden()).toBeLessThanOrEqual(0);
  await shop.page.setViewportSize(small.viewport);
  await expect.poll(hidden).toBeLessThanOrEqual(0);
});
