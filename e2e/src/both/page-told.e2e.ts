import { violations } from '../axe.ts';
import { command, expect, heard, test } from '../host-page.ts';

test('what a page says of a conversation waits for one, and operators see it as what it is', async ({
  host,
  operator,
}) => {
  const shop = await host();
  await command(shop, 'ready');
  const asked = shop.asked.length;
  await command(shop, 'addTags', ['vip', 'beta', '<b>bold</b>']);
  await command(shop, 'removeTags', 'beta');
  await command(shop, 'setConversationAttributes', { order: 4711, gift: true });
  await command(shop, 'track', 'basket filled', { items: 3 });
  for (const wrong of [
    ['track', ''],
    ['track', 'x'.repeat(41)],
    ['track', 'x', { 'a b': 1 }],
    ['addTags', [{}]],
    ['setConversationAttributes', { a: {} }],
  ] as const)
    await command(shop, ...(wrong as unknown as [string])).catch(() => undefined);
  expect((await heard(shop)).filter(({ name }) => name === 'error')).toHaveLength(5);
  expect(shop.asked).toHaveLength(asked);
  await command(shop, 'showMessage', 'Shall we gift-wrap it?');
  await shop.page.getByRole('button', { name: 'Shall we gift-wrap it?' }).click();
  await expect(shop.composer).toBeVisible();
  await shop.write('Yes, please wrap it');

  const desk = await operator('operator1@demo.test');
  await desk.choose('Yes, please wrap it');
  const card = desk.page.getByRole('complementary');
  const told = card.locator('fy-page-told');
  await expect(told.getByRole('listitem')).toHaveText(['vip', '<b>bold</b>']);
  await expect(told).toContainText('order4711');
  await expect(told).toContainText('basket filleditems: 3');
  await expect(told).toContainText('showMessagetext: Shall we gift-wrap it?');

  // Live, and beside what was said before.
  await command(shop, 'track', 'paid', { sum: 12 });
  await expect(told).toContainText('paidsum: 12');
  await expect(told).toContainText('basket filled');
  // The next page of the visitor knows nothing of it, and takes nothing away.
  await shop.page.reload();
  await command(shop, 'addTags', ['back']);
  await expect(told.getByRole('listitem')).toHaveText(['vip', '<b>bold</b>', 'back']);
  await expect(told).toContainText('paid');
  expect(await violations(desk.page, 'fy-visitor-card')).toEqual([]);
});

test('a page sends the next conversation to a department', async ({ host, foyer }) => {
  const shop = await host();
  await command(shop, 'setDepartment', 'returns');
  await command(shop, 'setDepartment', 'x'.repeat(81)).catch(() => undefined);
  expect((await heard(shop)).filter(({ name }) => name === 'error')).toHaveLength(1);
  await shop.open();
  await shop.write('I want to send it back');
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
  const id = String(await command(shop, 'get', 'conversationId'));
  await expect.poll(() => foyer.stored(`rooms/acme/${id}/department`)).toBe('returns');
});
