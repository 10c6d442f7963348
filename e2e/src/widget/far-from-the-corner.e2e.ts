import type { Locator } from '@playwright/test';
import { command, expect, test } from '../host-page.ts';

/** Whether all of it is on the screen. */
async function isOnScreen(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  const size = element.page().viewportSize();
  if (!box || !size) return false;
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
}

const tag = (attributes: string): string =>
  `<script async src="{origin}/foyer.js" data-brand="acme" ${attributes}></script>`;

test('on a small phone the launcher stays on the screen, however long its words and far its place', async ({
  host,
}) => {
  const shop = await host({
    context: {
      viewport: { width: 320, height: 568 },
      hasTouch: true,
      isMobile: true,
      reducedMotion: 'reduce',
    },
    body: tag('data-label="Brauchen Sie Hilfe bei Ihrer Bestellung?" data-offset-x="60"'),
  });
  const launcher = shop.page.getByRole('button', { name: 'Brauchen Sie Hilfe' });
  await expect(launcher).toBeVisible();
  expect(await isOnScreen(launcher)).toBe(true);
  await command(shop, 'showMessage', 'What we have got for you today, and more of it. '.repeat(10));
  const dismiss = shop.page.getByRole('button', { name: 'Dismiss' });
  await expect(dismiss).toBeVisible();
  expect(await isOnScreen(dismiss)).toBe(true);
  await dismiss.click();
  await command(shop, 'update', { offsetX: 400, offsetY: 400, position: 'left' });
  expect(await isOnScreen(launcher)).toBe(true);
  // A question in German ends in its mark in an Arabic chat, too.
  await command(shop, 'update', { locale: 'ar', offsetX: 8 });
  await expect(launcher.getByText('Brauchen')).toHaveCSS('direction', 'ltr');
  await command(shop, 'showMessage', 'What it says does not run below the button that sends it away');
  const message = shop.page.getByRole('button', { name: 'What it says' });
  const text = await message.evaluate((button) => {
    const range = document.createRange();
    range.selectNodeContents(button);
    return range.getBoundingClientRect().left;
  });
  const away = await shop.page.locator('.teaser-close').boundingBox();
  expect(text).toBeGreaterThanOrEqual((away?.x ?? Infinity) + (away?.width ?? 0));
});

test('a panel has room, however far from its corner the launcher stands', async ({ host }) => {
  const shop = await host({
    context: { viewport: { width: 700, height: 560 }, reducedMotion: 'reduce' },
    body: tag('data-offset-x="400" data-offset-y="400"'),
  });
  await shop.open();
  expect(await isOnScreen(shop.panel)).toBe(true);
  const { width, height } = (await shop.panel.boundingBox()) ?? { width: 0, height: 0 };
  expect([width, Math.min(height, 300)]).toEqual([392, 300]);
  await command(shop, 'update', { position: 'left' });
  expect(await isOnScreen(shop.panel)).toBe(true);
});

test('a container without a height of its own gets one: the chat covers nothing of the page', async ({
  host,
}) => {
  const shop = await host({ body: `<div id="box"></div><hr>${tag('data-container="#box"')}` });
  await expect(shop.composer).toBeVisible();
  const panel = await shop.panel.boundingBox();
  const next = await shop.page.locator('hr').boundingBox();
  expect(next?.y).toBeGreaterThanOrEqual((panel?.y ?? 0) + (panel?.height ?? 0));
  expect(panel?.height).toBe(420);
});
