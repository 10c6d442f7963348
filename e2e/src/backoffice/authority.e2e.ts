import type { Page } from '@playwright/test';
import { archivedConversation } from '../archive.ts';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';
import { asSignedIn } from '@foyer/shared-core/model';

/** The id of the room that the widget on this page is in, as the page's own database traffic shows it. */
async function globexRoom(visitor: Page, write: () => Promise<void>): Promise<string> {
  const sent = visitor.waitForEvent('websocket').then(
    (socket) =>
      new Promise<string>((resolve) => {
        socket.on('framesent', ({ payload }) => {
          const room = /room-messages\/globex\/([\w-]+)\//.exec(String(payload))?.[1];
          if (room) resolve(room);
        });
      }),
  );
  await write();
  return sent;
}

test('operator1 is refused a room of globex by the rules, not by a hidden menu', async ({
  foyer,
  visitor,
  operator,
}) => {
  const shop = await visitor('/globex.html');
  const room = await globexRoom(shop.page, async () => {
    await shop.open();
    await shop.write('A question for Globex');
  });
  const desk = await operator('operator1@demo.test');
  await expect(desk.inbox.getByText('A question for Globex')).toHaveCount(0);
  await desk.page.goto(`${foyer.addresses.hosting}/desk/inbox/globex/${room}`);
  await expect(desk.page.getByRole('alert').getByText('The rules refuse this')).toBeVisible();

  const colleague = await operator('operator3@demo.test');
  await expect(colleague.inbox.getByText('A question for Globex')).toBeVisible();
});

test('operator1 has no admin pages, and the functions refuse what the pages would do', async ({
  foyer,
  operator,
}) => {
  const desk = await operator('operator1@demo.test');
  await expect(desk.page.getByRole('link', { name: 'Operators' })).toHaveCount(0);
  await desk.page.goto(`${foyer.addresses.hosting}/desk/operators`);
  await expect(desk.page.getByRole('button', { name: 'New operator' })).toHaveCount(0);

  const { id, token } = asSignedIn(
    await foyer.api.call('loginInternal', { email: 'operator1@demo.test', password: 'foyer-demo' }),
  );
  const { idToken } = await foyer.api.exchange(id, token);
  await expect(foyer.api.call('listModerators', {}, idToken)).rejects.toThrow(/403|PERMISSION_DENIED/);
  await expect(foyer.api.update({ [`moderators/${id}/level`]: 3 }, idToken)).rejects.toThrow(
    /401|[Pp]ermission denied/,
  );
});

test('an admin creates an operator who can sign in, and disabling ends their desk at once', async ({
  operator,
}) => {
  const admin = await operator('admin@demo.test');
  await admin.page.getByRole('link', { name: 'Operators' }).click();
  await admin.page.getByRole('button', { name: 'New operator' }).click();
  const form = admin.page.getByRole('dialog');
  await form.getByLabel('Name').fill('Tove Quist');
  await form.getByLabel('E-mail').fill('tove@demo.test');
  await form.getByLabel('Password', { exact: true }).fill('foyer-demo-2');
  await form.getByRole('checkbox', { name: /Acme/ }).check();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(admin.page.getByText('tove@demo.test')).toBeVisible();

  const tove = await operator('tove@demo.test', undefined, 'foyer-demo-2');
  await admin.page.getByRole('button', { name: 'Edit Tove Quist' }).click();
  await form.getByRole('switch', { name: 'Active' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(tove.page.getByText('Your access ended')).toBeVisible();
});

test('two moderators talk among themselves', async ({ operator }) => {
  const sam = await operator('operator2@demo.test');
  const nora = await operator('operator1@demo.test');
  await sam.page.getByRole('link', { name: 'Team' }).click();
  await sam.page.getByRole('link', { name: /Nora Berg/ }).click();
  await sam.page.getByRole('textbox', { name: /Nora Berg/ }).fill('Can you take the tent questions?');
  await sam.page.keyboard.press('Enter');
  await nora.page.getByRole('link', { name: 'Team' }).click();
  await nora.page.getByRole('link', { name: /Sam Okafor/ }).click();
  await expect(nora.message('Can you take the tent questions?')).toBeVisible();
  await nora.page.getByRole('textbox', { name: /Sam Okafor/ }).fill('Sure.');
  await nora.page.keyboard.press('Enter');
  await expect(sam.message('Sure.')).toBeVisible();
});

test('what an admin changes on a brand is seen live in the widget', async ({ visitor, operator }) => {
  const shop = await visitor('/globex.html');
  await shop.open();
  const admin = await operator('admin@demo.test');
  await admin.page.getByRole('link', { name: 'Brands' }).click();
  await expect(admin.page.getByRole('heading', { name: 'Brands' })).toBeVisible();
  await admin.page.getByRole('combobox', { name: 'Brand' }).selectOption('globex');
  await admin.page.getByLabel('Name', { exact: true }).fill('Globex Lamps');
  await admin.page.getByLabel('Welcome text').fill('Light is on its way.');
  const form = admin.page.locator('form').filter({ has: admin.page.getByLabel('Welcome text') });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(shop.panel.getByText('Globex Lamps').first()).toBeVisible();
  await expect(shop.panel.getByText('Light is on its way.')).toBeVisible();
});

test('the archive can be searched, and the report counts what is in it', async ({
  foyer,
  visitor,
  operator,
}) => {
  const { desk } = await beginConversation(
    { visitor, operator },
    'Is the xylophone waterproof?',
    'We sell no xylophones.',
  );
  await expect
    .poll(() => archivedConversation(foyer.archiveFile, 'Is the xylophone waterproof?').length, {
      timeout: 5000,
    })
    .toBe(3);

  await desk.page.getByRole('link', { name: 'Search' }).click();
  await desk.page.getByLabel('Search in messages').fill('xylophone');
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByRole('main').getByText(/waterproof/)).toBeVisible();

  await desk.page.getByRole('link', { name: 'Reports' }).click();
  await expect(desk.page.locator('canvas').first()).toBeVisible();
  await expect(desk.page.getByRole('table')).toBeVisible();
});

test('the visitor’s card shows what the website’s own system says, marked as not proven', async ({
  visitor,
  operator,
}) => {
  const shop = await visitor();
  await shop.page.evaluate(() =>
    (window as unknown as { Foyer(...call: unknown[]): Promise<void> }).Foyer('identify', {
      userId: '4711',
      userName: 'Mara Lind',
    }),
  );
  await shop.open();
  await shop.write('Hello, it is Mara');
  const desk = await operator('operator1@demo.test');
  await desk.choose('Hello, it is Mara');
  const card = desk.page.getByRole('complementary', { name: 'Visitor' });
  await expect(card.getByText('Mara Lind')).toBeVisible();
  await expect(card.getByText('Not verified').first()).toBeVisible();
  await expect(card.getByText('Customer since')).toBeVisible();
  await expect(card.getByText('Looked up by a user id that nobody proved.')).toBeVisible();
});
