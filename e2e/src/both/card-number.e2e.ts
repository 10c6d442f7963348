import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';

test('a card number does not leave the browser', async ({ visitor, operator }) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'I want to pay.', 'How?');
  const frames: string[] = [];
  const inspector = await shop.page.context().newCDPSession(shop.page);
  inspector.on('Network.webSocketFrameSent', ({ response }) => frames.push(response.payloadData));
  await inspector.send('Network.enable');
  // What stands open is not watched afterwards; a reload connects again.
  await shop.page.reload();
  if (await shop.launcher.isVisible()) await shop.launcher.click();
  await shop.write('with 4111 1111 1111 1111 please');
  const masked = 'with •••• •••• •••• 1111 please';
  await expect(shop.message(masked)).toBeVisible();
  await expect(desk.message(masked)).toBeVisible();
  expect(frames.join('')).toContain('1111 please');
  expect(frames.join('')).not.toContain('4111');
});
