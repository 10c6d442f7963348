import { command, expect, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';

async function begun(shop: Hosted): Promise<void> {
  await shop.open();
  await shop.write('Keep me where I am');
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
}

test('who sends a rating by keyboard stays in the chat', async ({ host }) => {
  const shop = await host();
  await begun(shop);
  await command(shop, 'endConversation');
  await shop.panel.getByRole('radio', { name: '4 of 5' }).focus();
  await shop.page.keyboard.press('Space');
  await shop.panel.getByRole('button', { name: 'Send rating' }).press('Enter');
  await expect(shop.panel.getByText('Thank you for your rating.')).toBeVisible();
  await expect(shop.panel).toBeFocused();
  await shop.page.keyboard.press('Escape');
  await expect(shop.launcher).toBeFocused();
});

test('while a question is acted upon the focus stays in it', async ({ host }) => {
  const shop = await host();
  await begun(shop);
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('switch', { name: 'Sound', exact: true }).waitFor();
  await shop.panel.getByRole('button', { name: 'Erase my data' }).press('Enter');
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await shop.page.route(/eraseOwnData/, async (route) => {
    await held;
    await route.abort();
  });
  const erase = shop.panel.getByRole('alertdialog').getByRole('button', { name: 'Erase', exact: true });
  await erase.press('Enter');
  await expect(erase).toHaveAttribute('aria-disabled', 'true');
  await expect(erase).toBeFocused();
  answer();
  await expect(erase).toHaveAttribute('aria-disabled', 'false');
  // With what went wrong the question begins anew.
  await expect(shop.panel.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
});

test('where colours are forced the field shows that it has the focus, and buttons that they are', async ({
  host,
}) => {
  const shop = await host({ context: { forcedColors: 'active' } });
  await begun(shop);
  await shop.composer.focus();
  await expect(shop.panel.locator('.field')).toHaveCSS('outline-style', 'solid');
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'Erase my data' }).click();
  for (const button of await shop.panel.getByRole('alertdialog').getByRole('button').all())
    await expect(button).toHaveCSS('border-top-style', 'solid');
});
