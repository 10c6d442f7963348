import { violations } from '../axe.ts';
import { command, expect, test } from '../host-page.ts';
import type { Widget } from '../widget-page.ts';

const look = 'brands/acme/profile/look';

test.afterEach(async ({ foyer }) => {
  await foyer.store({ [look]: '{}' });
});

/** How the widget stands there, as the browser has computed it. */
function seen(shop: Widget): Promise<Readonly<Record<string, unknown>>> {
  return shop.page.evaluate(() => {
    const shadow = document.querySelector('foyer-widget')?.shadowRoot;
    const [root, panel, launcher] = ['.root', '.panel', '.launcher'].map((name) =>
      shadow?.querySelector<HTMLElement>(name),
    );
    const host = document.querySelector('foyer-widget');
    if (!root || !panel || !launcher || !host) return {};
    const { left, bottom } = launcher.getBoundingClientRect();
    return {
      scheme: getComputedStyle(root).colorScheme,
      corners: getComputedStyle(panel).borderTopLeftRadius,
      layer: getComputedStyle(host).zIndex,
      left: Math.round(left),
      below: Math.round(innerHeight - bottom),
    };
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an admin says how a brand's chat looks, and it does at once, ${colorScheme}`, async ({
    host,
    operator,
  }) => {
    const shop = await host({ context: { colorScheme } });
    await shop.open();
    const plain = { scheme: colorScheme, corners: '18px', layer: '2147483000', below: 20 };
    // Under the pointer the launcher rises a little.
    await shop.page.mouse.move(9, 9);
    await expect.poll(() => seen(shop)).toMatchObject(plain);

    const { page } = await operator('admin@demo.test', { colorScheme });
    await page.getByRole('link', { name: 'Brands' }).click();
    const editor = page.locator('fy-look-editor');
    const save = editor.getByRole('button', { name: 'Save' });
    await expect(save).toBeDisabled();
    const choose = async (what: string, which: string): Promise<void> => {
      await editor.getByRole('combobox', { name: what }).click();
      await page.getByRole('option', { name: which, exact: true }).click();
    };
    const other = colorScheme === 'light' ? 'Dark' : 'Light';
    await choose('Brightness', other);
    await choose('Corner', 'Left');
    await choose('Icon of the launcher', 'Question mark');
    await editor.getByLabel('Roundness of the corners').fill('3');
    await editor.getByLabel('Distance from the bottom, in pixels').fill('64');
    await editor.getByLabel('Stands above layer (z-index)').fill('77');
    await editor.getByLabel('Words beside the icon').fill('Ask "us"');
    await editor.getByLabel('Distance from the side, in pixels').fill('4000');
    await expect(editor.getByText('Not saved yet')).toBeVisible();
    await save.click();
    await expect(editor.getByText('A whole number from 0 to 400.')).toBeVisible();
    await expect(editor.getByLabel('Distance from the side, in pixels')).toBeFocused();
    expect(await violations(page)).toEqual([]);
    await editor.getByLabel('Distance from the side, in pixels').fill('32');
    await expect(page.locator('fy-chat-preview').getByText('Ask "us"')).toBeVisible();
    await save.click();
    await expect(save).toBeDisabled();

    const looks = { scheme: other.toLowerCase(), corners: '3px', layer: '77', left: 32, below: 64 };
    await expect.poll(() => seen(shop)).toEqual(looks);
    expect(await violations(shop.page)).toEqual([]);
    await shop.panel.press('Escape');
    await expect(shop.page.getByRole('button', { name: 'Ask "us"' })).toBeVisible();
    await expect(page.getByText(/data-label="Ask &quot;us&quot;"/)).toBeVisible();
  });
}

test('what a page’s own script says of the look counts over the brand, until it takes that back', async ({
  foyer,
  host,
}) => {
  await foyer.store({ [look]: JSON.stringify({ theme: 'dark', radius: 0, position: 'left' }) });
  const shop = await host({
    context: { colorScheme: 'light' },
    head: '<script>FoyerSettings = { theme: "light" }</script>',
    body: '<script async src="{origin}/foyer.js" data-brand="acme" data-radius="9" data-position="right"></script>',
  });
  await shop.open();
  await expect.poll(() => seen(shop)).toMatchObject({ scheme: 'light', corners: '0px', left: 20 });
  await command(shop, 'update', { radius: 12 });
  await expect.poll(() => seen(shop)).toMatchObject({ scheme: 'light', corners: '12px', left: 20 });
  await command(shop, 'update', { theme: null, radius: null });
  await expect.poll(() => seen(shop)).toMatchObject({ scheme: 'dark', corners: '0px', left: 20 });
});
