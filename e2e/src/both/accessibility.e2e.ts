import { violations } from '../axe.ts';
import { expect, test } from '../stack.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`widget and desk have nothing that axe objects to, ${colorScheme}`, async ({ visitor, operator }) => {
    const shop = await visitor('/', { colorScheme });
    await expect(shop.launcher).toBeVisible();
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);
    await shop.open();
    await shop.write(`Accessible, ${colorScheme}?`);
    await expect(shop.message(`Accessible, ${colorScheme}?`)).toBeVisible();
    expect(await violations(shop.page, 'foyer-widget')).toEqual([]);

    const desk = await operator('admin@demo.test', { colorScheme });
    await expect(desk.inbox.getByText(`Accessible, ${colorScheme}?`)).toBeVisible();
    expect(await violations(desk.page)).toEqual([]);
    await desk.choose(`Accessible, ${colorScheme}?`);
    await desk.takeAndWrite('Yes.');
    await expect(desk.message('Yes.')).toBeVisible();
    expect(await violations(desk.page)).toEqual([]);
    for (const name of ['Team', 'Search', 'Reports', 'Operators', 'Brands', 'Audit log']) {
      await desk.page.getByRole('link', { name }).click();
      await expect(desk.page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
      expect(await violations(desk.page), name).toEqual([]);
    }
    await desk.page.getByRole('link', { name: 'Brands' }).click();
    for (const name of ['Access', 'Bans']) {
      await desk.page.getByRole('tab', { name }).click();
      const tab = desk.page.getByRole('tabpanel', { name });
      // Another test may have left a ban.
      const bans = tab.getByText('Nobody is banned').or(tab.getByRole('button', { name: /^Lift the ban/ }));
      await expect(name === 'Bans' ? bans.first() : tab.getByText('New server key')).toBeVisible();
      expect(await violations(desk.page), name).toEqual([]);
    }
    await desk.page.getByRole('button', { name: /^Account of/ }).click();
    await desk.page.getByRole('menuitem', { name: 'My account' }).click();
    await expect(desk.page.getByText('this one')).toBeVisible();
    expect(await violations(desk.page), 'My account').toEqual([]);
  });
}
