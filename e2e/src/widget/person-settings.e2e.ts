import { command, expect, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';
import { vouchedToken } from '../vouched-token.ts';
import { Widget } from '../widget-page.ts';

const script = '<script async src="{origin}/foyer.js" data-brand="acme"></script>';

function settings(source: string): string {
  return `<script>window.FoyerSettings = ${source}</script>`;
}

async function conversationOf(shop: Hosted): Promise<string> {
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
  return String(await command(shop, 'get', 'conversationId'));
}

test('attributes, tags and a department said as settings go with the conversation; a message has values of its own', async ({
  host,
  foyer,
  operator,
}) => {
  const shop = await host({
    head: settings("{ attributes: { plan: 'gold' }, tags: ['vip'] }"),
    body: script.replace('data-brand', 'data-tags="beta, new" data-department="returns" data-brand'),
  });
  await command(shop, 'ready');
  await command(shop, 'sendMessage', 'Where is it?', { metadata: { order: 4711, express: true } });
  await command(shop, 'sendMessage', 'Never sent', { metadata: { 'a b': 1 } }).catch(() => undefined);
  const id = await conversationOf(shop);
  expect(await foyer.stored(`rooms/acme/${id}/department`)).toBe('returns');

  const desk = await operator('operator1@demo.test');
  await desk.choose('Where is it?');
  const card = desk.page.getByRole('complementary');
  const told = card.locator('fy-page-told');
  // The page's own list counts over the tag's.
  await expect(told.getByRole('listitem')).toHaveText(['vip']);
  await expect(told).toContainText('sendMessageorder: 4711express: true');
  await expect(card.getByText('gold', { exact: true })).toBeVisible();
  await expect(shop.message('Never sent')).toHaveCount(0);

  // Whoever comes next is not told of as the one before.
  await command(shop, 'logout');
  await command(shop, 'sendMessage', 'Somebody else');
  const next = await conversationOf(shop);
  expect(next).not.toBe(id);
  expect(await foyer.stored(`room-told/acme/${next}`)).toBeNull();
  expect((await foyer.stored(`rooms/acme/${next}`)) as object).not.toHaveProperty('department');
  const { visitorId } = (await foyer.stored(`rooms/acme/${next}`)) as { readonly visitorId: string };
  expect(JSON.stringify(await foyer.stored(`users/acme/${visitorId}`))).not.toContain('gold');
});

test('settings about a person leave no trace before the first gesture, with the panel shown by the page', async ({
  host,
}) => {
  const shop = await host({
    head: settings(
      "{ openOnLoad: true, tags: ['vip'], department: 'returns', attributes: { plan: 'gold' }, prechat: { email: 'kim@acme.test' } }",
    ),
  });
  await expect(shop.composer).toBeVisible();
  expect(shop.asked.filter((url) => !url.endsWith('/foyer.js'))).toEqual([`${shop.origin}/`]);
  expect(await shop.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test('a page says who its visitor is by its settings, with a proof, also in a window of the chat’s own', async ({
  host,
  foyer,
}) => {
  const { key, secret } = await foyer.asAdmin('createBrandKey', { brand: 'acme', use: 'vouching' });
  const shop = await host({
    head: settings("{ identity: { userId: 78, userName: 'Kim', getToken: () => window.fetchToken() } }"),
    prepare: (page) => page.exposeFunction('fetchToken', () => vouchedToken({ kid: key.kid, secret }, '78')),
  });
  await shop.open();
  await expect.poll(() => command(shop, 'get', 'identity')).toBe('verified');
  expect(await command(shop, 'get', 'user')).toEqual({ userId: '78', userName: 'Kim' });
  await shop.write('Said by Kim');
  await expect(shop.message('Said by Kim')).toBeVisible();

  const popup = shop.page.waitForEvent('popup');
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'Open in its own window' }).click();
  const child = new Widget(await popup);
  await expect(child.message('Said by Kim')).toBeVisible();
  await expect.poll(() => command(child, 'get', 'identity')).toBe('verified');
  expect(await command(child, 'get', 'user')).toEqual({ userId: '78', userName: 'Kim' });
  await child.page.close();

  // What a command has said meanwhile is newer; and nobody is brought back by booting again.
  await command(shop, 'logout');
  await command(shop, 'boot');
  expect(await command(shop, 'get', 'user')).toEqual({});
  await expect.poll(() => command(shop, 'get', 'identity')).toBe('guest');
});

test('what a page knows stands in the form before the chat, to be changed, and ticks nothing', async ({
  host,
  foyer,
  operator,
}) => {
  const fields = [
    { id: 'f0', kind: 'text', label: 'Order number', required: true },
    { id: 'f1', kind: 'email', label: 'E-mail', required: true },
    { id: 'f2', kind: 'select', label: 'Topic', required: false, options: ['A tent', 'An order'] },
    { id: 'f3', kind: 'checkbox', label: 'Send me news', required: false },
    { id: 'f4', kind: 'text', label: 'Size', required: true, showIf: { field: 'f2', equals: 'A tent' } },
  ];
  const forms = JSON.stringify({ preChat: { fields, consent: 'I agree.' } });
  await foyer.store({ 'brands/acme/profile/forms': forms });
  try {
    const shop = await host({
      head: settings(`{ prechat: {
        'Order number': '4711', email: 'kim@acme.test', f2: 'A tent', 'Send me news': 'true', consent: 'true', Size: '<b>4</b>'
      } }`),
    });
    await shop.launcher.click();
    const field = (name: string) => shop.panel.getByLabel(name);
    await expect(field('Order number')).toHaveValue('4711');
    await expect(field('E-mail')).toHaveValue('kim@acme.test');
    await expect(field('Topic')).toHaveValue('A tent');
    await expect(field('Size')).toHaveValue('<b>4</b>');
    await expect(field('Send me news')).not.toBeChecked();
    await expect(field('I agree.')).not.toBeChecked();
    // What the visitor empties stays empty.
    await field('E-mail').fill('');
    await field('I agree.').check();
    await shop.panel.getByRole('button', { name: 'Start chat' }).click();
    await expect(field('E-mail')).toBeFocused();
    await field('E-mail').fill('lee@acme.test');
    await command(shop, 'update', { prechat: { f2: 'No such topic' } });
    await expect(field('Topic')).toHaveValue('');
    await shop.panel.getByRole('button', { name: 'Start chat' }).click();
    await expect(field('Order number')).toBeFocused();
    await command(shop, 'update', { prechat: { f0: '4712' } });
    await shop.panel.getByRole('button', { name: 'Start chat' }).click();
    await shop.composer.fill('It is torn');
    await shop.composer.press('Enter');
    await expect(shop.message('It is torn')).toBeVisible();
    const desk = await operator('operator1@demo.test');
    await desk.choose('It is torn');
    const card = desk.page.getByRole('complementary', { name: 'Visitor' });
    await expect(card.getByText('4712', { exact: true })).toBeVisible();
    await expect(card.getByText('lee@acme.test').first()).toBeVisible();
    await expect(card.getByText('kim@acme.test')).toHaveCount(0);
  } finally {
    await foyer.store({ 'brands/acme/profile/forms': null });
  }
});
