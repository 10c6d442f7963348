import type { Locator } from '@playwright/test';
import { violations } from '../axe.ts';
import { expect, test } from '../stack.ts';

const text = [
  'The **trail tent** is *waterproof*, see https://shop.example/a_b_c and 2*3*4.',
  '```js',
  'const tent = `**no** mark`;',
  '```',
  'Run `npm ci` [here](https://evil.example) <b>now</b>',
].join('\n');

/** What the text is made of, by element. */
async function isRead(log: Locator): Promise<void> {
  await expect(log.locator('strong', { hasText: 'trail tent' })).toBeVisible();
  await expect(log.locator('em', { hasText: 'waterproof' })).toHaveText('waterproof');
  await expect(log.locator('code.block')).toHaveText('const tent = `**no** mark`;');
  await expect(log.locator('code:not(.block)').last()).toHaveText('npm ci');
  // An address in brackets is a link that says where it goes.
  await expect(log.getByRole('link')).toHaveText(['https://shop.example/a_b_c', 'https://evil.example']);
  await expect(log.getByText('2*3*4')).toBeVisible();
  await expect(log.getByText('<b>now</b>')).toBeVisible();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`A47, A50 both sides read the little Markdown of a message alike, ${colorScheme}`, async ({
    visitor,
    operator,
  }) => {
    const shop = await visitor('/', { colorScheme });
    await shop.open();
    await shop.write(`A **question** of a ${colorScheme} \`tent\``);
    const desk = await operator('operator1@demo.test', { colorScheme });
    // One line of a list has the words without their marks.
    await desk.choose(`A question of a ${colorScheme} tent`);
    await desk.takeAndWrite('One moment');
    await desk.write(text);
    const spoken = shop.page.locator('[aria-live="polite"]').getByText('The trail tent is waterproof');
    await expect(spoken).toHaveText(
      /: The trail tent is waterproof, .*const tent = `\*\*no\*\* mark`;.*Run npm ci/s,
    );
    await isRead(shop.log.locator('.group[data-mine="false"]').last());
    await isRead(desk.log);
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    expect(await violations(desk.page)).toEqual([]);
  });
}
