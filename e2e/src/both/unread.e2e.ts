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
