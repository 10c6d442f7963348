import { violations } from '../axe.ts';
import { command, expect, heard, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';

const question = 'Not sure about the size? <b>Ask us</b>, we wear them all.';

function bubble(shop: Hosted) {
  return {
    text: shop.page.getByRole('button', { name: question }),
    dismiss: shop.page.getByRole('button', { name: 'Dismiss' }),
  };
}

test.describe('a message beside the launcher', () => {
  test('is text and nothing else, asks the network for nothing, stores nothing, and opens the chat', async ({
    host,
  }) => {
    const shop = await host();
    await expect(shop.launcher).toBeVisible();
    const asked = shop.asked.length;
    await command(shop, 'showMessage', question);
    const { text } = bubble(shop);
    await expect(text).toBeVisible();
    await expect(text.locator('xpath=..')).toHaveAttribute('aria-live', 'polite');
    expect(shop.asked).toHaveLength(asked);
    expect(await shop.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await text.click();
    await expect(shop.panel).toBeVisible();
    await expect(text).toBeHidden();
    await expect(shop.panel.getByText(question)).toBeVisible();
    await expect(shop.composer).toBeFocused();
    expect(shop.said).toEqual([]);
  });

  test('is found, sent away and opened by keyboard', async ({ host }) => {
    const shop = await host();
    await command(shop, 'ready');
    const { text, dismiss } = bubble(shop);
    for (const leave of ['Escape', 'Enter']) {
      await command(shop, 'showMessage', question);
      await expect(text).toBeVisible();
      await text.focus();
      await shop.page.keyboard.press('Tab');
      await expect(dismiss).toBeFocused();
      await shop.page.keyboard.press(leave);
      await expect(text).toBeHidden();
      await expect(shop.launcher).toBeFocused();
    }
    await command(shop, 'showMessage', question);
    await text.focus();
    await shop.page.keyboard.press('Enter');
    await expect(shop.panel).toBeVisible();
  });

  test('does not come over an open panel, and one message takes the place of another', async ({ host }) => {
    const shop = await host();
    await command(shop, 'showMessage', 'Hello');
    await command(shop, 'showMessage', question);
    await expect(bubble(shop).text).toBeVisible();
    await expect(shop.page.getByRole('button', { name: 'Hello' })).toHaveCount(0);
    await shop.open();
    await command(shop, 'showMessage', question);
    await command(shop, 'close');
    await expect(shop.launcher).toBeVisible();
    await expect(bubble(shop).text).toHaveCount(0);
    await command(shop, 'showMessage', 'x'.repeat(501)).catch(() => undefined);
    expect((await heard(shop)).filter(({ name }) => name === 'error')).toHaveLength(1);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no fault that axe finds, ${colorScheme}`, async ({ host }) => {
      const shop = await host({ context: { colorScheme, reducedMotion: 'reduce' } });
      await command(shop, 'showMessage', question);
      await expect(bubble(shop).text).toBeVisible();
      expect(await violations(shop.page)).toEqual([]);
    });
});
