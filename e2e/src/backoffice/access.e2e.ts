import type { Locator, Page } from '@playwright/test';
import { beginConversation } from '../begin-conversation.ts';
import type { Desk } from '../desk-page.ts';
import { expect, test } from '../stack.ts';

/** Opens a section of a brand's page. */
async function openBrand(desk: Desk, section: 'Access' | 'Bans', brand = 'acme'): Promise<Locator> {
  await desk.page.getByRole('link', { name: 'Brands' }).click();
  await expect(desk.page.getByRole('heading', { name: 'Brands' })).toBeVisible();
  await desk.page.getByRole('combobox', { name: 'Brand' }).selectOption(brand);
  await desk.page.getByRole('tab', { name: section }).click();
  return desk.page.getByRole('tabpanel', { name: section });
}

/** The lines of the audit log about one action. */
async function auditOf(page: Page, action: string): Promise<Locator> {
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByRole('combobox', { name: 'Action' }).selectOption(action);
  return page.getByRole('row').filter({ hasText: action });
}

test('an admin makes a key, sees its secret once, and revokes it; the audit log tells of both', async ({
  operator,
}) => {
  const admin = await operator('admin@demo.test');
  const access = await openBrand(admin, 'Access');
  await access.getByRole('button', { name: 'New signing key' }).click();
  const made = access.getByRole('status').filter({ hasText: 'The secret is shown only now' });
  await expect(made).toBeVisible();
  const [kid, secret] = await made.getByRole('code').allInnerTexts();
  expect(kid).toMatch(/^k_/);
  expect(secret?.length).toBeGreaterThanOrEqual(43);
  await expect(access.getByText('never used').first()).toBeVisible();

  await admin.page.reload();
  const again = await openBrand(admin, 'Access');
  await expect(again.getByText(String(kid))).toBeVisible();
  expect(await admin.page.content()).not.toContain(secret);

  await again.getByRole('button', { name: `Revoke ${kid}` }).click();
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(again.getByText(String(kid))).toHaveCount(0);

  for (const action of ['brand-key.create', 'brand-key.revoke'])
    await expect((await auditOf(admin.page, action)).first()).toContainText(String(kid));
  expect(await admin.page.content()).not.toContain(secret);
});

test('what is no origin is not saved, and what is saved is there after a reload', async ({ operator }) => {
  const admin = await operator('admin@demo.test');
  const access = await openBrand(admin, 'Access', 'globex');
  const origins = access.getByLabel('Websites that may use this chat');
  await origins.fill('https://shop.example/cart');
  await access.getByRole('button', { name: 'Save' }).click();
  await expect(access.getByText('“https://shop.example/cart” is not an origin.')).toBeVisible();
  await origins.fill('https://shop.example\nhttps://www.shop.example');
  // A key made meanwhile leaves what is half-written.
  await access.getByRole('button', { name: 'New server key' }).click();
  await expect(access.getByText('The secret is shown only now')).toBeVisible();
  await expect(origins).toHaveValue('https://shop.example\nhttps://www.shop.example');
  await access.getByRole('button', { name: 'Save' }).click();
  await expect(admin.page.getByText('Saved')).toBeVisible();
  await admin.page.reload();
  const again = await openBrand(admin, 'Access', 'globex');
  await expect(again.getByLabel('Websites that may use this chat')).toHaveValue(
    'https://shop.example\nhttps://www.shop.example',
  );
  await again.getByLabel('Websites that may use this chat').fill('');
  await again.getByRole('button', { name: 'Save' }).click();
  await expect(admin.page.getByText('Saved')).toBeVisible();
});

test('a ban closes the visitor’s chat at once, lifting it opens it, and it can be taken back', async ({
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'Buy my pills', 'Please stop.');
  await desk.page.getByRole('button', { name: 'Ban this visitor' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'For how long' }).click();
  await desk.page.getByRole('option', { name: 'One week' }).click();
  await dialog.getByLabel('Reason').fill('Sells pills');
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
  await expect(desk.page.getByText('The visitor is banned.')).toBeVisible();
  const closed = shop.panel.getByText('You cannot write here at the moment.');
  await expect(closed).toBeVisible();

  const admin = await operator('admin@demo.test');
  const bans = await openBrand(admin, 'Bans');
  await expect(bans.getByText('Sells pills')).toBeVisible();
  await bans.getByRole('button', { name: /^Lift the ban/ }).click();
  await expect(bans.getByText('Nobody is banned')).toBeVisible();
  await expect(closed).toHaveCount(0);
  await shop.write('I will behave');
  await expect(desk.message('I will behave')).toBeVisible();

  await admin.page.getByRole('button', { name: 'Undo' }).click();
  await expect(bans.getByText('Sells pills')).toBeVisible();
  await expect(closed).toBeVisible();

  const made = await auditOf(admin.page, 'ban.create');
  await expect(made.filter({ hasText: 'Nora Berg' })).toContainText('Sells pills');
  await expect(made.filter({ hasText: 'Ada Admin' })).toContainText('Sells pills');
  await expect(await auditOf(admin.page, 'ban.lift')).toContainText('Ada Admin');
});

test('an admin is told who can read a conversation, and by which rule; an operator is not', async ({
  visitor,
  operator,
}) => {
  const { desk } = await beginConversation({ visitor, operator }, 'Who reads this?', 'I do.');
  await expect(desk.page.getByRole('button', { name: 'Who can read this' })).toHaveCount(0);

  const admin = await operator('admin@demo.test');
  await admin.choose('I do.');
  await admin.page.getByRole('button', { name: 'Who can read this' }).click();
  const readers = admin.page.getByRole('dialog').getByRole('listitem');
  const nora = readers.filter({ hasText: 'Nora Berg' });
  await expect(nora).toContainText('Can read it now');
  await nora.getByText('Rule').click();
  await expect(nora.getByRole('code')).toContainText('auth');
  await expect(readers.filter({ hasText: 'Visitor' })).toContainText('Can read it now');
  await expect(readers.filter({ hasText: 'Lucia' })).toHaveCount(0);
});
