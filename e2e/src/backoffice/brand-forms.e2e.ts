import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../stack.ts';

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an admin says when somebody answers and what is asked, and the chat does so at once, ${colorScheme}`, async ({
    operator,
    visitor,
  }) => {
    const { page } = await operator('admin@demo.test', { colorScheme });
    await page.getByRole('link', { name: 'Brands' }).click();
    await page.getByRole('tab', { name: 'Hours and form' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Hours and form' });
    const [saveHours, saveForm] = [0, 1].map((at) => panel.getByRole('button', { name: 'Save' }).nth(at));
    if (!saveHours || !saveForm) throw new Error('two editors');
    await expect(saveHours).toBeDisabled();

    await panel.getByLabel('Tell visitors when nobody answers').check();
    await panel.getByLabel('Monday').fill('nine to five');
    await expect(panel.getByText('Not saved yet')).toBeVisible();
    await saveHours.click();
    await expect(panel.getByLabel('Monday')).toBeFocused();
    await expect(panel.getByText('Monday: Write hours like')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
      await panel.getByLabel(day).fill('');
    await expect(panel.getByText('nobody answers within the next weeks')).toBeVisible();
    await panel.getByLabel('Sunday').press('Enter');
    await expect(saveHours).toBeDisabled();

    await panel.getByLabel('Ask something before the first message').check();
    await panel.getByRole('button', { name: 'Add a field' }).press('Enter');
    await expect(panel.getByLabel('Question')).toBeFocused();
    await saveForm.click();
    await expect(panel.getByText('Every field needs a question.')).toBeVisible();
    await panel.getByLabel('Question').fill('What is your order number?');
    await expect(
      panel.getByRole('region', { name: 'Preview' }).getByText('What is your order number?'),
    ).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await saveForm.click();
    await expect(saveForm).toBeDisabled();

    const shop = await visitor();
    await shop.launcher.click();
    await expect(shop.panel.getByText('We are away at the moment.')).toBeVisible();
    await expect(shop.panel.getByLabel('What is your order number?')).toBeVisible();

    await panel.getByLabel('Ask something before the first message').uncheck();
    await saveForm.click();
    await panel.getByLabel('Tell visitors when nobody answers').uncheck();
    await saveHours.click();
    await expect(shop.panel.getByText('We are away at the moment.')).toHaveCount(0);
    await expect(shop.composer).toBeVisible();
  });
}
