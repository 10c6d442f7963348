import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';

test('what is unread are the messages of others since the visitor looked away, also on the next page', async ({
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation(
    { visitor, operator },
    'Which one is warmer?',
    'The red one.',
  );
  for (const text of ['And lighter?', 'And cheaper?', 'I have to go.']) await shop.write(text);
  await expect(desk.message('I have to go.')).toBeVisible();
  await shop.panel.press('Escape');
  const unread = (): Promise<unknown> =>
    shop.page.evaluate(() =>
      (window as unknown as { Foyer: (...a: string[]) => Promise<unknown> }).Foyer('get', 'unread'),
    );
  await desk.write('The blue one.');
  await desk.write('Both of them.');
  await expect(desk.message('Both of them.')).toBeVisible();
  await expect.poll(unread).toBe(2);
  await shop.page.reload();
  await expect.poll(unread).toBe(2);
  await shop.open();
  await expect(shop.message('Both of them.')).toBeVisible();
  await expect.poll(unread).toBe(0);
});

test('that somebody joins calls nobody: only what they say is unread', async ({ visitor, operator }) => {
  const shop = await visitor('/');
  await shop.open();
  await shop.write('Is anybody there?');
  const desk = await operator('operator1@demo.test');
  await desk.choose('Is anybody there?');
  await shop.panel.press('Escape');
  await desk.takeAndWrite('I am.');
  const badge = shop.page.locator('.badge');
  await expect(badge).toHaveText('1');
  await shop.page.reload();
  await expect(badge).toHaveText('1');
  // Written before the visitor has seen the first: both are told of.
  await desk.write('What can I do?');
  await expect(badge).toHaveText('2');
});
