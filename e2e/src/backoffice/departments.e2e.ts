import { violations } from '../axe.ts';
import { expect, test } from '../stack.ts';

const waiting = [
  { words: 'A tent, please', department: 'Sales' },
  { words: 'It leaks', department: 'Repairs' },
  { words: 'No idea whom I need' },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the inbox shows the queue of a department, by keyboard, and as it was left, ${colorScheme}`, async ({
    operator,
    foyer,
  }) => {
    const people = (await foyer.stored('moderators')) as Readonly<Record<string, { readonly name: string }>>;
    const [uid = ''] = Object.entries(people).find(([, { name }]) => name === 'Nora Berg') ?? [];
    const at = Date.now();
    await foyer.store({
      'rooms/acme': Object.fromEntries(
        waiting.map(({ words, department }, index) => [
          `room${index}`,
          {
            ...{
              visitorId: 'g_somebody',
              createdAt: at,
              openAt: at + index,
              status: 'open',
              messageCount: 1,
            },
            ...(department === undefined ? {} : { department }),
            lastMessage: { id: `m${index}`, by: 'g_somebody', role: 'client', kind: 'text', text: words, at },
          },
        ]),
      ),
      [`moderators/${uid}/departments`]: { Repairs: true, Returns: true },
    });
    const { page, inbox } = await operator('operator1@demo.test', { colorScheme });
    const select = page.getByRole('combobox', { name: 'Department' });
    await expect(select.getByRole('option')).toHaveText([
      'All departments',
      'My departments',
      'Repairs',
      'Returns',
      'Sales',
    ]);
    await expect(inbox.getByRole('listitem')).toHaveCount(3);

    // Tab leads from the scopes to it, and the keys choose.
    await page.getByRole('button', { name: 'Unassigned' }).focus();
    await expect
      .poll(async () => {
        await page.keyboard.press('Tab');
        return select.evaluate((element) => element === document.activeElement);
      })
      .toBe(true);
    await page.keyboard.press('ArrowDown');
    await expect(inbox.getByRole('listitem')).toHaveCount(1);
    await expect(inbox).toContainText('It leaks');
    expect(await violations(page)).toEqual([]);

    await select.selectOption('Returns');
    await expect(page.getByText('No open conversation of “Returns” fits this filter.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(inbox.getByRole('listitem')).toHaveCount(3);

    await select.selectOption('Sales');
    await page.getByRole('link', { name: 'Team' }).click();
    await expect(page.getByRole('heading', { name: 'Team' })).toBeVisible();
    await page.getByRole('link', { name: 'Inbox' }).click();
    await expect(select).toHaveValue('Sales');
    await expect(inbox.getByRole('listitem')).toHaveCount(1);
    await page.reload();
    await expect(select).toHaveValue('Sales');
    await expect(inbox).toContainText('A tent, please');
  });
}
