import { violations } from '../axe.ts';
import { command, expect, test } from '../host-page.ts';

const tag = '<script async src="{origin}/foyer.js" data-brand="acme"';

test('an emoji is put in at the caret by keyboard, and the focus is where one writes again', async ({
  host,
}) => {
  const shop = await host();
  await shop.open();
  await shop.composer.fill('Good morning');
  await shop.composer.evaluate((field: HTMLTextAreaElement) => {
    field.setSelectionRange(4, 4);
  });
  const button = shop.panel.getByRole('button', { name: 'Insert emoji' });
  const sign = (name: string) => shop.panel.getByRole('button', { name, exact: true });
  await button.press('Enter');
  await expect(sign('😀')).toBeFocused();
  await shop.page.keyboard.press('ArrowRight');
  await expect(sign('😃')).toBeFocused();
  await shop.page.keyboard.press('ArrowDown');
  await expect(sign('😍')).toBeFocused();
  await shop.page.keyboard.press('ArrowUp');
  await shop.page.keyboard.press('ArrowLeft');
  await shop.page.keyboard.press('ArrowLeft');
  await expect(sign('😀')).toBeFocused();
  await shop.page.keyboard.press('ArrowDown');
  await shop.page.keyboard.press('Enter');
  await expect(shop.composer).toHaveValue('Good😊 morning');
  await expect(shop.composer).toBeFocused();
  await shop.page.keyboard.type('!');
  await expect(shop.composer).toHaveValue('Good😊! morning');

  // What was taken stands first, and Escape goes back to the button without closing the chat.
  await button.click();
  await expect(shop.panel.getByRole('group', { name: 'Recent' }).getByRole('button')).toHaveText(['😊']);
  await expect(sign('😊').first()).toBeFocused();
  await shop.page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(shop.panel).toBeVisible();
  await shop.composer.press('Enter');
  await expect(shop.message('Good😊! morning')).toBeVisible();

  await button.click();
  await shop.page.mouse.click(20, 20);
  await expect(sign('😀')).toHaveCount(0);
  await command(shop, 'update', { features: 'no-emoji' });
  await expect(button).toHaveCount(0);
  expect(shop.said).toEqual([]);
});

for (const [name, attributes, context] of [
  ['light', '', {}],
  ['dark', ' data-theme="dark"', {}],
  [
    'on an Arabic phone',
    ' data-locale="ar"',
    { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true },
  ],
] as const) {
  test(`the emoji picker is usable by everyone, ${name}`, async ({ host }) => {
    const shop = await host({ body: `${tag}${attributes}></script>`, context });
    await command(shop, 'open');
    const label = name.includes('Arabic') ? 'إدراج رمز تعبيري' : 'Insert emoji';
    await shop.panel.getByRole('button', { name: label }).click();
    const first = shop.panel.getByRole('button', { name: '😀', exact: true });
    await expect(first).toBeFocused();
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    const [box, panel] = [await first.boundingBox(), await shop.panel.boundingBox()];
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
    expect(box?.x).toBeGreaterThan(panel?.x ?? 0);
    if (name.includes('Arabic')) {
      await shop.page.keyboard.press('ArrowLeft');
      await expect(shop.panel.getByRole('button', { name: '😃', exact: true })).toBeFocused();
    }
  });
}
