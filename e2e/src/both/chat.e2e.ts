import { archivedConversation } from '../archive.ts';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';

test('a visitor and an operator chat, both reload and still see all, and the archive has it once, in order', async ({
  foyer,
  visitor,
  operator,
}) => {
  const desk = await operator('operator1@demo.test');
  const shop = await visitor();
  await shop.open();
  await shop.write('Is the trail tent waterproof?');
  await expect(shop.message('Is the trail tent waterproof?')).toBeVisible();

  // The promise to the operator: within a second of the visitor seeing it.
  await expect(desk.inbox.getByText('Is the trail tent waterproof?')).toBeVisible({ timeout: 1000 });
  await desk.choose('Is the trail tent waterproof?');
  await desk.takeAndWrite('Yes, up to 3000 mm.');
  await expect(shop.message('Yes, up to 3000 mm.')).toBeVisible();
  await expect(shop.panel.getByText('Nora Berg').first()).toBeVisible();

  await shop.page.reload();
  await expect(shop.composer.or(shop.launcher).first()).toBeVisible();
  if (!(await shop.composer.isVisible())) await shop.open();
  await desk.page.reload();
  for (const side of [shop, desk]) {
    await expect(side.message('Is the trail tent waterproof?')).toBeVisible();
    await expect(side.message('Yes, up to 3000 mm.')).toBeVisible();
  }

  await shop.page.goto(`${foyer.addresses.hosting}/product.html`);
  if (!(await shop.composer.isVisible())) await shop.open();
  await expect(shop.message('Yes, up to 3000 mm.')).toBeVisible();
  await shop.write('Thank you!');
  await expect(desk.message('Thank you!')).toBeVisible();

  await expect
    .poll(
      () =>
        archivedConversation(foyer.archiveFile, 'Is the trail tent waterproof?').map(
          ({ kind, role, body }) => [kind, role, body],
        ),
      {
        timeout: 5000,
      },
    )
    .toEqual([
      ['text', 'client', 'Is the trail tent waterproof?'],
      ['event', 'operator', ''],
      ['text', 'operator', 'Yes, up to 3000 mm.'],
      ['text', 'client', 'Thank you!'],
    ]);
});

test('each sees that the other types, and that the other has read', async ({ visitor, operator }) => {
  const desk = await operator('operator1@demo.test');
  const shop = await visitor();
  await shop.open();
  await shop.write('Typing marks, please');
  await desk.choose('Typing marks, please');
  await desk.page.getByRole('button', { name: 'Take and answer' }).click();
  await expect(shop.log.getByText(/Nora Berg joined/)).toBeVisible();
  await expect(shop.panel.getByText('Seen')).toBeVisible();

  await desk.composer.pressSequentially('I am typ');
  await expect(shop.panel.getByText(/Nora Berg is typing/)).toBeVisible();
  await shop.composer.pressSequentially('me to');
  await expect(desk.page.getByText(/is typing/)).toBeVisible();
});

test('while the chat is closed, what came in is counted on its button and in the title of the page', async ({
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'A question to count', 'One.');
  const title = await shop.page.title();
  await shop.panel.getByRole('button', { name: 'Close chat' }).click();
  await desk.composer.fill('Two.');
  await desk.composer.press('Enter');
  await expect(shop.page).toHaveTitle(`(1) ${title}`);
  await expect(shop.page.getByRole('button', { name: /open chat.*1/i })).toBeVisible();
  await shop.open();
  await expect(shop.message('Two.')).toBeVisible();
  await expect(shop.page).toHaveTitle(title);
});

test('a closed conversation leaves the inbox, and the next message opens another', async ({
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation(
    { visitor, operator },
    'A question to be closed',
    'Answered.',
  );
  await desk.page.getByRole('button', { name: 'Close', exact: true }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await expect(shop.panel.getByText('This conversation has ended. Write to start a new one.')).toBeVisible();
  await expect(desk.inbox.getByText('A question to be closed')).toHaveCount(0);

  await shop.write('One more thing');
  await expect(shop.message('One more thing')).toBeVisible();
  await expect(desk.inbox.getByText('One more thing')).toBeVisible();
});
